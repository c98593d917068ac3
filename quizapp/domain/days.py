"""The learner's calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

DAY_TURNS_AT = time(4)
"""A night owl's evening still belongs to the day it began on."""


def learning_day(moment: datetime, zone: tzinfo) -> date:
    """The learner's day that `moment` belongs to; it turns at four in the morning local time."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= DAY_TURNS_AT else local.date() - timedelta(days=1)


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The moment at which the learner's `day` begins."""
    return datetime.combine(day, DAY_TURNS_AT, zone)

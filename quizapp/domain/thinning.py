"""Which backups to keep: many of late, few of long ago."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

YOUNG = timedelta(days=1)


@dataclass(frozen=True)
class Keep:
    """Of how many days, weeks and months the last backup is kept."""

    days: int
    weeks: int
    months: int


USUAL = Keep(days=7, weeks=4, months=12)
"""What is kept unless the host says otherwise."""


def kept_moments(
    moments: Collection[datetime], keep: Keep, now: datetime, zone: ZoneInfo
) -> frozenset[datetime]:
    """The moments of the backups to keep.

    The newest one is always kept, and so is all of the last 24 hours. Days, weeks and months are
    the zone's, and only those count in which there was a backup: after a long holiday without any,
    as many are left as before.
    """
    newest_first = sorted(moments, reverse=True)
    kept = {moment for moment in newest_first if now - moment < YOUNG} | {*newest_first[:1]}
    for period, count in (
        (_day, keep.days),
        (_week, keep.weeks),
        (_month, keep.months),
    ):
        kept |= _last_of_each(newest_first, period, count, zone)
    return frozenset(kept)


def _last_of_each(
    newest_first: list[datetime],
    period: Callable[[datetime], tuple[int, ...]],
    count: int,
    zone: ZoneInfo,
) -> set[datetime]:
    last: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        last.setdefault(period(moment.astimezone(zone)), moment)
    return {*list(last.values())[:count]}


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day)


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)

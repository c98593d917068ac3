"""What a teacher mostly sets: homework, work in class, a test; and the Friday it is set until."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from quizapp.domain.assignments import Counting, FeedbackTime, Terms

FRIDAY = 4
EVENING = time(17)
TOO_LATE = time(15)
"""On a Friday from this hour on, the next Friday is meant."""

TEST_SECONDS = 20 * 60


class Preset(StrEnum):
    """What kind of work is set; each fills the form in its own way."""

    HOMEWORK = "homework"
    IN_CLASS = "in-class"
    TEST = "test"


@dataclass(frozen=True)
class Suggested:
    """How a preset fills the form. Everything in it can be changed."""

    terms: Terms
    feedback: FeedbackTime
    counting: Counting = Counting.BEST


def friday_evening(now: datetime, zone: tzinfo) -> datetime:
    """The coming Friday at 17:00 by the clocks of `zone`, in UTC.

    On a Friday it is the same day until 15:00, and from then on the next one. Holidays are not
    known here: the teacher sees the day before anything is set.
    """
    local = now.astimezone(zone)
    days = (FRIDAY - local.weekday()) % 7
    if days == 0 and local.time() >= TOO_LATE:
        days = 7
    day = local.date() + timedelta(days=days)
    return datetime.combine(day, EVENING, zone).astimezone(UTC)


def days_later(moment: datetime, zone: tzinfo, days: int) -> datetime:
    """The same hour so many days on, by the clocks of `zone`, whatever they do meanwhile."""
    local = moment.astimezone(zone)
    day = local.date() + timedelta(days=days)
    return datetime.combine(day, local.time(), zone).astimezone(UTC)


def suggested(preset: Preset, now: datetime, zone: tzinfo) -> Suggested:
    """How a preset fills the form at `now`."""
    friday = friday_evening(now, zone)
    if preset is Preset.IN_CLASS:
        return Suggested(Terms(now, attempts_allowed=1), FeedbackTime.AT_END)
    if preset is Preset.TEST:
        terms = Terms(now, closes_at=friday, attempts_allowed=1, time_limit=TEST_SECONDS)
        return Suggested(terms, FeedbackTime.AFTER_CLOSE)
    return Suggested(Terms(now, closes_at=friday, attempts_allowed=2), FeedbackTime.AFTER_EACH)

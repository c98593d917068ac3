"""Times as people write them, date and hour of a place, and the moments that they name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 2000, 2199

_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?")


class Twice(StrEnum):
    """Which of two moments is meant when the clocks are put back and an hour comes twice."""

    FIRST = "first"
    SECOND = "second"


class UnreadableTime(ValueError):
    """The text is no date with a time of day, or of a year that nobody can mean."""


class SkippedTime(ValueError):
    """There is no such time: the clocks are put forward over it.

    `before` and `after` are the local times between which the hand jumps; `after` exists.
    """

    def __init__(self, before: datetime, after: datetime) -> None:
        super().__init__(before, after)
        self.before = before
        self.after = after


def moment_at(text: str, zone: tzinfo, twice: Twice = Twice.FIRST) -> datetime:
    """The moment that a local date and time names, in UTC.

    Args:
        text: As an input of the type `datetime-local` gives it, `2026-11-30T14:00`; a space will
            do for the T, and seconds are let go.
        zone: Whose clock is meant.
        twice: What is meant by a time that comes twice, when the clocks are put back.

    Raises:
        UnreadableTime: it is no date and time.
        SkippedTime: on that day the clocks jump over it.
    """
    local = _local(text)
    moment = local.replace(tzinfo=zone, fold=int(twice is Twice.SECOND)).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise _skipped(local, zone)
    return moment


def written_time(moment: datetime, zone: tzinfo) -> str:
    """A moment as an input of the type `datetime-local` takes it."""
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes")


def which_of_two(moment: datetime, zone: tzinfo) -> Twice | None:
    """Which one a moment is of the two that bear its local time; None where it is the only one."""
    local = moment.astimezone(zone)
    first, second = local.replace(fold=0), local.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    return Twice.SECOND if local.fold else Twice.FIRST


def _local(text: str) -> datetime:
    written = _WRITTEN.fullmatch(text.strip())
    if written is None or not text.isascii():
        raise UnreadableTime(text)
    year, month, day, hour, minute = (int(part) for part in written.groups()[:5])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableTime(text)
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001  its zone is told apart
    except ValueError as error:
        raise UnreadableTime(text) from error


def _skipped(local: datetime, zone: tzinfo) -> SkippedTime:
    """Where the hand jumps, found by halving the two days around it.

    Of a time that is skipped, fold 0 gives the offset that held before and fold 1 the one after.
    """
    before = local.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    after = local.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()
    low = (local - timedelta(days=1) - before).replace(tzinfo=UTC)
    high = (local + timedelta(days=1) - after).replace(tzinfo=UTC)
    while high - low > timedelta(milliseconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    jump = (high + timedelta(milliseconds=500)).replace(microsecond=0)
    return SkippedTime((jump + before).replace(tzinfo=None), (jump + after).replace(tzinfo=None))


def _offset(moment: datetime, zone: tzinfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()

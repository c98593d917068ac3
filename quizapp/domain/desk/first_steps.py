"""The next step of a class that has just been made."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LONG_OPEN = timedelta(days=2)
"""Nobody has come for so long: the class is in, and the code only lets others in."""


class Step(StrEnum):
    """What a new class needs next."""

    LET_IN = "let-in"
    SET_FIRST = "set-first"


def next_step(*, learners: int, assignments: int) -> Step | None:
    """The one thing that a new class needs next; None once it is at work."""
    if assignments and learners:
        return None
    return Step.SET_FIRST if learners else Step.LET_IN


def is_left_open(newest_enrolment: datetime | None, now: datetime) -> bool:
    """Whether joining has stayed open though everybody seems to be in."""
    return newest_enrolment is not None and now - newest_enrolment > LONG_OPEN

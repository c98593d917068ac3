"""Which learners need help, and why: three rules that a teacher can check with their own eyes.

No learner gets a score of risk and none is ranked: a rule holds or it does not, and the reason is
always said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.grading import Grade, GradeState

MANY_MISSING = 3
GREAT_FALL, LAST_QUIZZES = 0.25, 3
LOW, ENOUGH_QUIZZES = 0.5, 4

_LEEWAY = 1e-9
"""Shares that differ by less are the same: 83 % and 58 % are 25 points apart, as they are shown."""


class Need(StrEnum):
    """Why somebody needs help."""

    MISSING = "missing"
    FALLING = "falling"
    LOW = "low"


@dataclass(frozen=True)
class Reason:
    """Why a learner needs help, with the figures that show it.

    Attributes:
        need: Which rule holds.
        missing: How many quizzes are missing.
        due: Of how many that were due or handed in.
        before: The share in the first of the last quizzes.
        now: The share in the last one, or the total.
    """

    need: Need
    missing: int = 0
    due: int = 0
    before: float = 0.0
    now: float = 0.0


def reasons_for_help(grades: Sequence[Grade], total: float | None) -> tuple[Reason, ...]:
    """Why a learner with these grades needs help, the plainest first; nothing if none does.

    Args:
        grades: In the order in which the quizzes were set.
        total: As the marks show it.
    """
    found = (_missing(grades), _falling(grades), _low(grades, total))
    return tuple(reason for reason in found if reason)


def _missing(grades: Sequence[Grade]) -> Reason | None:
    missing = sum(grade.state is GradeState.MISSING for grade in grades)
    if missing < MANY_MISSING:
        return None
    handed_in = sum(grade.state is GradeState.SCORED for grade in grades)
    return Reason(Need.MISSING, missing=missing, due=missing + handed_in)


def _falling(grades: Sequence[Grade]) -> Reason | None:
    last = _shares(grades)[-LAST_QUIZZES:]
    if len(last) < LAST_QUIZZES or last[0] - last[-1] < GREAT_FALL - _LEEWAY:
        return None
    return Reason(Need.FALLING, before=last[0], now=last[-1])


def _low(grades: Sequence[Grade], total: float | None) -> Reason | None:
    if total is None or total >= LOW or len(_shares(grades)) < ENOUGH_QUIZZES:
        return None
    return Reason(Need.LOW, due=len(_shares(grades)), now=total)


def _shares(grades: Sequence[Grade]) -> list[float]:
    """The scores that count, in their order."""
    scored = (grade for grade in grades if grade.state is GradeState.SCORED)
    return [grade.share for grade in scored if grade.share is not None]

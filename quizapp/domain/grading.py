"""The rules of the gradebook: which attempt counts, what a cell says, and the weighted total."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from quizapp.domain.assignments import Counting, Phase, Terms


class GradeState(StrEnum):
    """Where one learner stands with one assignment."""

    SCORED = "scored"
    NOT_OPEN = "not-open"
    TO_DO = "to-do"
    IN_PROGRESS = "in-progress"
    MISSING = "missing"
    EXCUSED = "excused"


class EndedAttempt(NamedTuple):
    """An attempt that has ended, as far as the gradebook asks.

    It and what follows are tuples because a large class has 50,000 of them, and a data class takes
    three times as long to make.

    Attributes:
        number: Which of the learner's attempts under the assignment it is, from 1.
        share: Its score as a share of the maximum, from 0 to 1.
        is_late: Whether it ended after it was due for this learner.
    """

    number: int
    share: float
    is_late: bool = False


class Work(NamedTuple):
    """What one learner has done under one assignment.

    `override` is the share that a teacher set by hand, None where none holds.
    """

    ended: tuple[EndedAttempt, ...] = ()
    is_running: bool = False
    override: float | None = None


NOTHING = Work()


class Grade(NamedTuple):
    """What the gradebook says of one learner and one assignment.

    Attributes:
        state: Where it stands.
        share: The score shown, from 0 to 1; None where there is none.
        counts: What goes into the total, None where nothing does yet.
        attempt: The number of the attempt whose score counts, None without one.
        is_late: Whether that attempt ended after it was due.
        is_overridden: Whether the share was set by hand.
    """

    state: GradeState
    share: float | None = None
    counts: float | None = None
    attempt: int | None = None
    is_late: bool = False
    is_overridden: bool = False


def counting_attempt(attempts: Sequence[EndedAttempt], counting: Counting) -> EndedAttempt | None:
    """The attempt whose score counts, None if none has ended; of equally good ones the first."""
    if not attempts:
        return None
    if len(attempts) == 1:
        return attempts[0]
    if counting == Counting.FIRST:
        return min(attempts, key=_number)
    if counting == Counting.LAST:
        return max(attempts, key=_number)
    return max(attempts, key=lambda attempt: (attempt.share, -attempt.number))


def grade(terms: Terms, counting: Counting, work: Work, now: datetime) -> Grade:
    """What the gradebook says of one learner and one assignment at `now`.

    * Somebody excused owes nothing: whatever there is, nothing counts.
    * A share set by hand is shown and counts in place of any attempt, also before the assignment
      opens and where nothing was handed in.
    * Otherwise the counting attempt's share is shown and counts, late or not.
    * Without one it is missing once it is due or closed. Closed counts as 0; due but still open
      does not count yet.

    Args:
        terms: The terms for this learner.
        counting: Which attempt counts.
        work: What the learner has done.
        now: The present.
    """
    attempt = counting_attempt(work.ended, counting)
    number = attempt.number if attempt else None
    is_late = attempt is not None and attempt.is_late
    is_overridden = work.override is not None
    earned = attempt.share if attempt else None
    share = work.override if is_overridden else earned
    if terms.is_excused:
        return Grade(GradeState.EXCUSED, share, None, number, is_late, is_overridden)
    if share is not None:
        return Grade(GradeState.SCORED, share, share, number, is_late, is_overridden)
    return _ungraded(terms.phase(now), work.is_running)


def weighted_total(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """The weighted mean of the shares that count by now, from 0 to 1.

    total = sum of weight x share / sum of weight, over the assignments with a share that counts.

    Args:
        parts: For each assignment its weight, nought or more, and what counts, None if nothing.

    Returns:
        None where nothing counts yet, or only what weighs nothing.
    """
    counting = [(weight, share) for weight, share in parts if share is not None]
    top = max((weight for weight, _ in counting), default=0.0)
    if top <= 0:
        return None
    # Against the heaviest, so that no weight is too small to be multiplied.
    weighed = [(weight / top, share) for weight, share in counting]
    weights = math.fsum(weight for weight, _ in weighed)
    return min(1.0, math.fsum(weight * share for weight, share in weighed) / weights)


def _ungraded(phase: Phase, is_running: bool) -> Grade:
    """Nothing has ended and nothing was set by hand."""
    if is_running:
        return Grade(GradeState.IN_PROGRESS)
    if phase is Phase.CLOSED:
        return Grade(GradeState.MISSING, counts=0.0)
    if phase is Phase.LATE:
        return Grade(GradeState.MISSING)
    return Grade(GradeState.NOT_OPEN if phase is Phase.NOT_OPEN else GradeState.TO_DO)


def _number(attempt: EndedAttempt) -> int:
    return attempt.number

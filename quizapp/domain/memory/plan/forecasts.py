"""What asking an item today would change, and what it costs."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quizapp.domain.memory.curve import (
    DECAY,
    FACTOR,
    FIRST_AGAIN,
    FIRST_GOOD,
    recall_after,
    stability_if_known,
    stability_if_missed,
)
from quizapp.domain.memory.updates import PRIOR, MemoryState

_FALL = -DECAY


MOST_KEPT = 64
"""Numbers of days ahead for which it is kept what asking something new would change."""


class Prospect(NamedTuple):
    """What asking an item on a day would change.

    Attributes:
        now: The chance of recall, from 0 to 1, on that day; p in docs/memory.md.
        waiting: The same on the days that count, if it is not asked; q0.
        asked: The same on them, if it is asked; q1.
        if_known: The stability in days that asking leaves, if it is known.
        if_missed: The same if it is not.
    """

    now: float
    waiting: float
    asked: float
    if_known: float
    if_missed: float


class Forecast(NamedTuple):
    """Chances of recall, from 0 to 1, and the price of raising them.

    Attributes:
        now: Today.
        waiting: On the days that count, if it is not asked.
        asked: On the same days, if it is asked today.
        seconds: That asking it may be expected to take, above 0.
    """

    now: float
    waiting: float
    asked: float
    seconds: float

    @property
    def gain(self) -> float:
        """What asking it adds to the recall of this one item."""
        return self.asked - self.waiting

    @property
    def value(self) -> float:
        """Gain by second: what the order of a plan follows."""
        return (self.asked - self.waiting) / self.seconds


def prospect_of(state: MemoryState | None, day: date, ahead: tuple[int, ...]) -> Prospect:
    """What asking on a day after that of the memory would change.

    Args:
        state: The memory, None for an item that was never asked.
        day: The day.
        ahead: How many days ahead of it the days that count are; the mean of them counts.
    """
    if state is None:
        return prospect_of_new(ahead)
    return prospect_after(state.days_to(day), state.stability, state.difficulty, ahead)


def gain_of(state: MemoryState | None, day: date, ahead: tuple[int, ...]) -> float:
    """What asking on a day would add to the mean recall on the days that count, from -1 to 1."""
    prospect = prospect_of(state, day, ahead)
    return prospect.asked - prospect.waiting


def most_gain(state: MemoryState, day: date, ahead: tuple[int, ...]) -> float:
    """A bound that no gain exceeds, for a tenth of its cost.

    Recall rises to 1 at most, and has fallen by no more than its first slope says: the curve
    flattens.
    """
    days = state.days_to(day) + sum(ahead) / len(ahead)
    return DECAY * FACTOR * days / state.stability


@lru_cache(maxsize=MOST_KEPT)
def prospect_of_new(ahead: tuple[int, ...]) -> Prospect:
    """What asking an item that was never asked would change, on whatever day."""
    stabilities = FIRST_GOOD, FIRST_GOOD, FIRST_AGAIN
    waiting, known, missed = _mean_recalls(ahead, 0, stabilities)
    asked = PRIOR * known + (1 - PRIOR) * missed
    return Prospect(PRIOR, PRIOR * waiting, asked, FIRST_GOOD, FIRST_AGAIN)


def prospect_after(
    days: int, stability: float, difficulty: float, ahead: tuple[int, ...]
) -> Prospect:
    """What asking would change so many whole days, at least 0, after the answer to an item.

    `stability`, in days, and `difficulty`, from 1 to 10, are what that answer has left.
    """
    now = recall_after(days, stability)
    if_known = stability_if_known(stability, difficulty, now)
    if_missed = stability_if_missed(stability, difficulty, now)
    waiting, known, missed = _mean_recalls(ahead, days, (stability, if_known, if_missed))
    return Prospect(now, waiting, now * known + (1 - now) * missed, if_known, if_missed)


def _mean_recalls(
    ahead: tuple[int, ...], days: int, stabilities: tuple[float, float, float]
) -> tuple[float, float, float]:
    """By the stability as it is, `days` after the answer, and by those after one of today.

    The curve is written out, since a plan asks for it nine times an item.
    """
    left, known, missed = stabilities
    waiting = if_known = if_missed = 0.0
    for each in ahead:
        waiting += (1 + FACTOR * (days + each) / left) ** _FALL
        if_known += (1 + FACTOR * each / known) ** _FALL
        if_missed += (1 + FACTOR * each / missed) ** _FALL
    count = len(ahead)
    return waiting / count, if_known / count, if_missed / count

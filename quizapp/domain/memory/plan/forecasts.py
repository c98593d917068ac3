"""What asking an item today would change, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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


class Forecast(NamedTuple):
    """Chances of recall, from 0 to 1, and the price of raising them.

    Attributes:
        now: Today; p in docs/memory.md.
        waiting: On the days that count, if it is not asked; q0.
        asked: On the same days, if it is asked today; q1.
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


def forecast_of(
    state: MemoryState | None, days: int, ahead: Sequence[int], now: float, seconds: float
) -> Forecast:
    """The forecast of an item that was not asked today.

    Args:
        state: Its memory from an earlier day, or None.
        days: Whole learning days since then, at least 1.
        ahead: How many days ahead the days that count are; the mean of them counts.
        now: The chance of recall today.
        seconds: What asking it takes.
    """
    waiting, asked = _outcomes(state, days, ahead, now)
    return Forecast(now, waiting, asked, seconds)


def gain_of(state: MemoryState | None, day: date, ahead: Sequence[int]) -> float:
    """What asking on a day after that of the memory would add to recall on those that count."""
    days = 0 if state is None else state.days_to(day)
    now = PRIOR if state is None else recall_after(days, state.stability)
    waiting, asked = _outcomes(state, days, ahead, now)
    return asked - waiting


def most_gain(state: MemoryState, day: date, ahead: Sequence[int]) -> float:
    """A bound that no gain exceeds, for a tenth of its cost.

    Recall rises to 1 at most, and has fallen by no more than its first slope says: the curve
    flattens.
    """
    days = state.days_to(day) + sum(ahead) / len(ahead)
    return DECAY * FACTOR * days / state.stability


def _outcomes(
    state: MemoryState | None, days: int, ahead: Sequence[int], now: float
) -> tuple[float, float]:
    """Mean recall on the days that count: not asked, and asked."""
    if state is None:
        waiting, known, missed = _mean_recalls(ahead, 0, (FIRST_GOOD, FIRST_GOOD, FIRST_AGAIN))
        return PRIOR * waiting, now * known + (1 - now) * missed
    stabilities = (
        state.stability,
        stability_if_known(state.stability, state.difficulty, now),
        stability_if_missed(state.stability, state.difficulty, now),
    )
    waiting, known, missed = _mean_recalls(ahead, days, stabilities)
    return waiting, now * known + (1 - now) * missed


def _mean_recalls(
    ahead: Sequence[int], days: int, stabilities: tuple[float, float, float]
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

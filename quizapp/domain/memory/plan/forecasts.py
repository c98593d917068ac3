"""What asking an item today would change, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.memory.curve import (
    FIRST_AGAIN,
    FIRST_GOOD,
    recall_after,
    stability_if_known,
    stability_if_missed,
)
from quizapp.domain.memory.updates import PRIOR, MemoryState


@dataclass(frozen=True, slots=True)
class Forecast:
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
    if state is None:
        known, missed = FIRST_GOOD, FIRST_AGAIN
        waiting = PRIOR * _mean_recall(ahead, known)
    else:
        known = stability_if_known(state.stability, state.difficulty, now)
        missed = stability_if_missed(state.stability, state.difficulty, now)
        waiting = _mean_recall(ahead, state.stability, days)
    asked = now * _mean_recall(ahead, known) + (1 - now) * _mean_recall(ahead, missed)
    return Forecast(now, waiting, asked, seconds)


def _mean_recall(ahead: Sequence[int], stability: float, days: int = 0) -> float:
    if len(ahead) == 1:
        return recall_after(days + ahead[0], stability)
    return sum([recall_after(days + each, stability) for each in ahead]) / len(ahead)

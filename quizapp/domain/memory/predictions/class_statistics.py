"""What a class's answers say of items, learners and difficulties: for predictions, nothing else.

No memory, plan or mark depends on it, so that nobody's answers change what another is asked. Sums
only are kept: no figure says who answered what.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from quizapp.domain.memory.curve import recall_after
from quizapp.domain.memory.log.folding import Update
from quizapp.domain.memory.predictions.drifts import (
    FIRST_WEIGHT,
    MOST_DRIFT,
    MOST_TOGETHER,
    NO_DRIFT,
    Drift,
    Pull,
    chance_of_full_marks,
    pull_of,
    within,
)
from quizapp.domain.memory.updates import MemoryState

__all__ = [
    "ENOUGH_LEARNERS",
    "MOST_DRIFT",
    "NO_DRIFT",
    "NO_STATISTICS",
    "ClassStatistics",
    "Drift",
    "chance_of_full_marks",
    "corrected_recall",
    "pull_by",
    "shown_of_item",
    "shown_recall",
    "statistics_after",
    "whole_difficulty",
]

ENOUGH_LEARNERS = 5
"""A drift is shown only when so many have given it something: fewer could be inferred."""

HARDEST = 9
"""Difficulties run from 1 to 10; ten itself goes with the nines."""


def whole_difficulty(difficulty: float) -> int:
    """The place of a memory's difficulty among those of the class, from 1 to 9."""
    return min(int(difficulty), HARDEST)


@dataclass(frozen=True)
class ClassStatistics:
    """All drifts of a class.

    Attributes:
        items: By item.
        learners: By learner.
        through: The last learning day folded; a row of that day or before makes them stale.
        difficulties: By whole difficulty of the memory, over all items and learners. What is left
            to them is what the drifts shown of items and learners do not explain.
    """

    items: Mapping[str, Drift] = field(default_factory=lambda: MappingProxyType({}))
    learners: Mapping[str, Drift] = field(default_factory=lambda: MappingProxyType({}))
    through: date | None = None
    difficulties: Mapping[int, Drift] = field(default_factory=lambda: MappingProxyType({}))

    def is_stale_by(self, day: date) -> bool:
        """Whether a change to a row of that day asks for folding the log anew."""
        return self.through is not None and day <= self.through

    def of_difficulty(self, difficulty: float) -> Drift:
        """The drift of memories as difficult as this: none until five have answered again."""
        counted = sum(drift.weight > FIRST_WEIGHT for drift in self.learners.values())
        if counted < ENOUGH_LEARNERS:
            return NO_DRIFT
        return self.difficulties.get(whole_difficulty(difficulty), NO_DRIFT)


NO_STATISTICS = ClassStatistics()


def statistics_after(
    statistics: ClassStatistics, updates: Iterable[Update], before: date
) -> ClassStatistics:
    """The statistics with all updates of earlier days than `before` that they do not hold yet.

    `updates` come in the order of the log. Day by day or all at once gives the same, to the bit.
    """
    folding = _Folding(statistics)
    for update in updates:
        if update.day < before and not statistics.is_stale_by(update.day):
            folding.take(update)
    return folding.statistics


class _Folding:
    """The statistics while one answer after the other is taken in."""

    def __init__(self, statistics: ClassStatistics) -> None:
        self._items, self._learners = dict(statistics.items), dict(statistics.learners)
        self._difficulties = dict(statistics.difficulties)
        self._through = statistics.through

    @property
    def statistics(self) -> ClassStatistics:
        return ClassStatistics(self._items, self._learners, self._through, self._difficulties)

    def take(self, update: Update) -> None:
        """All drifts move by what was expected before any did."""
        item = self._items.get(update.item, NO_DRIFT)
        learner = self._learners.get(update.learner, NO_DRIFT)
        if update.before is None:
            self._put(update, item.met(update.known), learner.met(update.known))
        elif update.before.days_to(update.day) >= 1:
            self._take_difficulty(update, update.before, item.shown + learner.shown)
            pull = pull_by(update, update.before, item.log_factor + learner.log_factor)
            self._put(update, item.pulled(pull), learner.pulled(pull))
        else:
            self._put(update, item, learner)
        self._through = max(self._through or update.day, update.day)

    def _put(self, update: Update, item: Drift, learner: Drift) -> None:
        self._items[update.item], self._learners[update.learner] = item, learner

    def _take_difficulty(self, update: Update, before: MemoryState, explained: float) -> None:
        place = whole_difficulty(before.difficulty)
        drift = self._difficulties.get(place, NO_DRIFT)
        pull = pull_by(update, before, explained + drift.log_factor)
        self._difficulties[place] = drift.pulled(pull)


def pull_by(update: Update, before: MemoryState, log_factor: float) -> Pull:
    """What an answer to a memory says, where this logarithm was believed."""
    days = before.days_to(update.day)
    return pull_of(before, days, update.guess_chance, log_factor, is_full=update.is_full)


def shown_recall(
    state: MemoryState,
    day: date,
    item: Drift,
    learner: Drift,
    learners_with_two: int,
    of_difficulty: Drift = NO_DRIFT,
) -> float:
    """The recall that people are shown for a learning day, from 0 to 1.

    Args:
        state: The learner's memory.
        day: For when.
        item: The item's drift in the learner's class.
        learner: The learner's own.
        learners_with_two: How many learners of the class have answered the item twice or more.
        of_difficulty: Of memories as difficult as this in the class.
    """
    of_item = shown_of_item(item, learners_with_two)
    return corrected_recall(state, day, of_item + learner.shown + of_difficulty.shown)


def shown_of_item(item: Drift, learners_with_two: int) -> float:
    """The logarithm that an item's drift adds where people are shown a prediction."""
    return item.shown if learners_with_two >= ENOUGH_LEARNERS else 0.0


def corrected_recall(state: MemoryState, day: date, log_factor: float) -> float:
    """The recall on a learning day, from 0 to 1, by a stability corrected by a logarithm."""
    together = within(log_factor, MOST_TOGETHER)
    return recall_after(state.days_to(day), state.stability * math.exp(together))

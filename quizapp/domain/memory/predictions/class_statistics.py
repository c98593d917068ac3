"""What a class's answers say about its items and learners: for predictions shown, nothing else.

No memory, plan or mark depends on it, so that nobody's answers change what another is asked. Sums
only are kept: no figure says who answered what.

Source: a logistic filter of one parameter each, as in Pelánek (2016), "Applications of the Elo
rating system in adaptive educational systems", with steps that shrink as information grows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from quizapp.domain.memory.curve import DECAY, FACTOR, recall_after
from quizapp.domain.memory.log.folding import Update
from quizapp.domain.memory.updates import MemoryState

FIRST_WEIGHT = 2.0
"""The information of a drift of nought to begin with: the first few answers move it little."""

MOST_DRIFT = 1.5
"""A drift alone changes a stability at most by e to this: 4.5 times."""

MOST_TOGETHER = 2.0
"""The drifts of item and learner together change it at most by e to this: 7.4 times."""

SUREST, UNSUREST = 0.98, 0.02
"""Predictions are taken for no surer than this: one lapse of attention must not move much."""

ENOUGH_LEARNERS = 5
"""An item's drift is shown only when so many have answered it twice: fewer could be inferred."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How an item or a learner differs from FSRS-6 with its default weights.

    Attributes:
        log_factor: Natural logarithm of the factor of stability, m for items and h for learners.
        weight: Information gathered about it, H.
        known: Sum of the chances that first answers were known, κ.
        asked: First answers, n.
    """

    log_factor: float = 0.0
    weight: float = FIRST_WEIGHT
    known: float = 0.0
    asked: int = 0


NO_DRIFT = Drift()


@dataclass(frozen=True)
class ClassStatistics:
    """All drifts of a class.

    Attributes:
        items: By item.
        learners: By learner.
        through: The last learning day folded; a row of that day or before makes them stale.
    """

    items: Mapping[str, Drift] = field(default_factory=lambda: MappingProxyType({}))
    learners: Mapping[str, Drift] = field(default_factory=lambda: MappingProxyType({}))
    through: date | None = None

    def is_stale_by(self, day: date) -> bool:
        """Whether a change to a row of that day asks for folding the log anew."""
        return self.through is not None and day <= self.through


NO_STATISTICS = ClassStatistics()


def statistics_after(
    statistics: ClassStatistics, updates: Iterable[Update], before: date
) -> ClassStatistics:
    """The statistics with all updates of earlier days than `before` that they do not hold yet.

    `updates` come in the order of the log. Day by day or all at once gives the same, to the bit.
    """
    items, learners = dict(statistics.items), dict(statistics.learners)
    through = statistics.through
    for update in updates:
        if update.day >= before or statistics.is_stale_by(update.day):
            continue
        item, learner = items.get(update.item, NO_DRIFT), learners.get(update.learner, NO_DRIFT)
        items[update.item], learners[update.learner] = _moved(item, learner, update)
        through = update.day if through is None else max(through, update.day)
    return ClassStatistics(items, learners, through)


def _moved(item: Drift, learner: Drift, update: Update) -> tuple[Drift, Drift]:
    """Both move by what was expected before either did."""
    if update.before is None:
        return _met(item, update.known), _met(learner, update.known)
    days = update.before.days_to(update.day)
    if days < 1:
        return item, learner
    together = _within(item.log_factor + learner.log_factor, MOST_TOGETHER)
    x = FACTOR * days / (update.before.stability * math.exp(together))
    recall = math.pow(1 + x, -DECAY)
    expected = _within_chances(chance_of_full_marks(recall, update.guess_chance))
    slope = (1 - update.guess_chance) * DECAY * recall * x / (1 + x)
    variance = expected * (1 - expected)
    surprise = (update.is_full - expected) * slope / variance
    information = slope * slope / variance
    return _drifted(item, surprise, information), _drifted(learner, surprise, information)


def _met(drift: Drift, known: float) -> Drift:
    return Drift(drift.log_factor, drift.weight, drift.known + known, drift.asked + 1)


def _drifted(drift: Drift, surprise: float, information: float) -> Drift:
    weight = drift.weight + information
    moved = _within(drift.log_factor + surprise / weight, MOST_DRIFT)
    return Drift(moved, weight, drift.known, drift.asked)


def chance_of_full_marks(recall: float, guess_chance: float) -> float:
    """The chance of full marks: known, or not known and guessed."""
    return recall + (1 - recall) * guess_chance


def shown_recall(
    state: MemoryState, day: date, item: Drift, learner: Drift, learners_with_two: int
) -> float:
    """The recall that people are shown for a learning day, from 0 to 1.

    Args:
        state: The learner's memory.
        day: For when.
        item: The item's drift in the learner's class.
        learner: The learner's own.
        learners_with_two: How many learners of the class have answered the item twice or more.
    """
    of_item = item.log_factor if learners_with_two >= ENOUGH_LEARNERS else 0.0
    factor = math.exp(_within(of_item + learner.log_factor, MOST_TOGETHER))
    return recall_after(state.days_to(day), state.stability * factor)


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _within_chances(chance: float) -> float:
    return max(UNSUREST, min(SUREST, chance))

"""How far something (an item, a learner, a difficulty) differs from FSRS-6 with default weights.

Source: a logistic filter of one parameter each, as in Pelánek (2016), "Applications of the Elo
rating system in adaptive educational systems", with steps that shrink as information grows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizapp.domain.memory.curve import DECAY, FACTOR
from quizapp.domain.memory.updates import MemoryState

FIRST_WEIGHT = 2.0
"""The information of a drift of nought to begin with: the first few answers move it little."""

SHOWN_WEIGHT = 10.0
"""The same where a drift is shown. It is the reciprocal of its variance: most differ from FSRS-6 by
a factor of up to 1.4, and not by one of 2 as a weight of 2 would have it. See
docs/decisions/0031-what-a-class-corrects.md."""

MOST_DRIFT = 1.5
"""A drift alone changes a stability at most by e to this: 4.5 times."""

MOST_TOGETHER = 2.0
"""All drifts together change it at most by e to this: 7.4 times."""

SUREST, UNSUREST = 0.98, 0.02
"""Predictions are taken for no surer than this: one lapse of attention must not move much."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How something differs from FSRS-6 with its default weights.

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

    @property
    def shown(self) -> float:
        """The logarithm that people are shown: as it would be, had it begun at `SHOWN_WEIGHT`."""
        return self.log_factor * self.weight / (self.weight - FIRST_WEIGHT + SHOWN_WEIGHT)

    def met(self, known: float) -> Drift:
        """After one more first answer, known with this chance."""
        return Drift(self.log_factor, self.weight, self.known + known, self.asked + 1)

    def pulled(self, pull: Pull) -> Drift:
        """After one more later answer."""
        weight = self.weight + pull.information
        moved = within(self.log_factor + pull.surprise / weight, MOST_DRIFT)
        return Drift(moved, weight, self.known, self.asked)


NO_DRIFT = Drift()


@dataclass(frozen=True, slots=True)
class Pull:
    """What one answer says about a drift.

    Attributes:
        expected: The chance of full marks before it.
        surprise: The slope of its log likelihood: above nought it asks for a longer stability.
        information: That it brings.
    """

    expected: float
    surprise: float
    information: float


def pull_of(
    before: MemoryState, days: int, guess_chance: float, log_factor: float, *, is_full: bool
) -> Pull:
    """The pull of an answer, `days` learning days (at least 1) after the last.

    Args:
        before: The memory before it.
        days: Learning days since, at least 1.
        guess_chance: Of full marks without knowledge.
        log_factor: Of the stability, as it is believed before the answer.
        is_full: Whether it had full marks.
    """
    factor = math.exp(within(log_factor, MOST_TOGETHER))
    x = FACTOR * days / (before.stability * factor)
    recall = math.pow(1 + x, -DECAY)
    expected = max(UNSUREST, min(SUREST, chance_of_full_marks(recall, guess_chance)))
    slope = (1 - guess_chance) * DECAY * recall * x / (1 + x)
    variance = expected * (1 - expected)
    return Pull(expected, (is_full - expected) * slope / variance, slope * slope / variance)


def chance_of_full_marks(recall: float, guess_chance: float) -> float:
    """The chance of full marks: known, or not known and guessed."""
    return recall + (1 - recall) * guess_chance


def within(value: float, most: float) -> float:
    """The value, no further from nought than `most`."""
    return max(-most, min(most, value))

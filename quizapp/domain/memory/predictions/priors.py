"""The chance that a learner knows an item they were never asked, from the class's first answers.

Shown in forecasts; the engine's own prior of a new item is always `PRIOR`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from quizapp.domain.memory.predictions.class_statistics import (
    NO_DRIFT,
    ClassStatistics,
    Drift,
)
from quizapp.domain.memory.updates import PRIOR

IMAGINED = 10
"""First answers imagined at the prior, so that a first one does not say all."""

LOWEST, HIGHEST = 0.05, 0.95
"""No item that was never asked is taken for quite unknown, or for quite known."""


def prior_of(statistics: ClassStatistics, item: str, learner: str) -> float:
    """The chance that the learner knows the item, from 0.05 to 0.95.

    The item's share of known first answers, shrunk to the class's, and moved on the logit scale
    by how far the learner's differs from it.
    """
    base = _share(statistics.items.values(), PRIOR)
    of_item = _share([statistics.items.get(item, NO_DRIFT)], base)
    of_learner = _share([statistics.learners.get(learner, NO_DRIFT)], base)
    chance = 1 / (1 + math.exp(-(_logit(of_item) + _logit(of_learner) - _logit(base))))
    return max(LOWEST, min(HIGHEST, chance))


def _share(drifts: Iterable[Drift], prior: float) -> float:
    known, asked = 0.0, 0
    for drift in drifts:
        known, asked = known + drift.known, asked + drift.asked
    return (IMAGINED * prior + known) / (IMAGINED + asked)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))

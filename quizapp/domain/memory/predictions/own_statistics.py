"""What the answers of somebody in no class say of their own predictions, and of nothing else.

They correct as a class's do, by a factor for the learner and one for memories of each whole
difficulty; what an item is like, nobody else has shown. As no other person's answers are in them,
they are used from the first on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from quizapp.domain.memory.log.folding import Update
from quizapp.domain.memory.predictions.class_statistics import (
    ClassStatistics,
    pull_by,
    whole_difficulty,
)
from quizapp.domain.memory.predictions.drifts import NO_DRIFT, Drift
from quizapp.domain.memory.predictions.priors import prior_of

_SELF, _ALL, _NEW = "self", "all", "new"


@dataclass(frozen=True)
class OwnStatistics:
    """How one learner differs from FSRS-6.

    Attributes:
        learner: Over all items.
        difficulties: By whole difficulty of the memory: what `learner` does not explain.
    """

    learner: Drift = NO_DRIFT
    difficulties: Mapping[int, Drift] = field(default_factory=lambda: MappingProxyType({}))

    def log_factor(self, difficulty: float) -> float:
        """The logarithm by which the stability of a memory as difficult as this is corrected."""
        of_difficulty = self.difficulties.get(whole_difficulty(difficulty), NO_DRIFT)
        return self.learner.shown + of_difficulty.shown

    @property
    def prior(self) -> float:
        """The chance of knowing an item that was never asked."""
        first = Drift(known=self.learner.known, asked=self.learner.asked)
        return prior_of(ClassStatistics({_ALL: first}, {_SELF: self.learner}), _NEW, _SELF)


def own_statistics(updates: Iterable[Update]) -> OwnStatistics:
    """The statistics of a learner's answers, in the order of their log."""
    learner, difficulties = NO_DRIFT, dict[int, Drift]()
    for update in updates:
        before = update.before
        if before is None:
            learner = learner.met(update.known)
        elif before.days_to(update.day) >= 1:
            place = whole_difficulty(before.difficulty)
            drift = difficulties.get(place, NO_DRIFT)
            pull = pull_by(update, before, learner.shown + drift.log_factor)
            difficulties[place] = drift.pulled(pull)
            learner = learner.pulled(pull_by(update, before, learner.log_factor))
    return OwnStatistics(learner, difficulties)

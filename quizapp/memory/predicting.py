"""What was predicted of an answer, stored with it before it is marked, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping

from quizapp.domain.memory.predictions.class_statistics import (
    NO_DRIFT,
    ClassStatistics,
    Drift,
    chance_of_full_marks,
    shown_recall,
)
from quizapp.domain.memory.predictions.priors import prior_of
from quizapp.domain.memory.predictions.recorded import ENGINE_VERSION
from quizapp.domain.memory.updates import PRIOR
from quizapp.memory.class_folds import fold_class
from quizapp.memory.terms import LearningTerms
from quizapp.models import Card, Review
from quizapp.models.class_memory import DRIFTS
from quizapp.web.database import Transaction

_ITEM, _LEARNER, _REST = "item", "learner", "rest"


@dataclass(frozen=True)
class Drifts:
    """What a class's answers say about one item and one of its learners.

    Attributes:
        item: Of the item.
        learner: Of the learner.
        known: Sum of the chances that first answers to any item of the bank were known.
        asked: First answers to any item of the bank.
        learners_twice: How many learners have answered the item twice or more.
    """

    item: Drift = NO_DRIFT
    learner: Drift = NO_DRIFT
    known: float = 0.0
    asked: int = 0
    learners_twice: int = 0

    def recall(self, card: Card, day: date) -> float:
        """The recall of the card's item that people are shown for a learning day."""
        state = card.state
        if state is None:
            return self.prior
        return shown_recall(state, day, self.item, self.learner, self.learners_twice)

    @property
    def prior(self) -> float:
        """The chance that the learner knows the item without having been asked it."""
        rest = Drift(known=self.known - self.item.known, asked=self.asked - self.item.asked)
        items, learners = {_ITEM: self.item, _REST: rest}, {_LEARNER: self.learner}
        return prior_of(ClassStatistics(items, learners), _ITEM, _LEARNER)


NO_DRIFTS = Drifts()


def note_prediction(tx: Transaction, card: Card, review: Review, terms: LearningTerms) -> None:
    """Note with an answer how likely full marks are, as shown and by the learner's memory alone."""
    state, drifts = card.state, drifts_of(tx, card, terms)
    recall = PRIOR if state is None else state.recall_on(review.day)
    chance = review.guess_chance or 0.0
    review.predicted = chance_of_full_marks(drifts.recall(card, review.day), chance)
    review.predicted_plain = chance_of_full_marks(recall, chance)
    review.days_since = None if state is None else state.days_to(review.day)
    review.is_after_key = card.key_seen_on == review.day
    review.engine = ENGINE_VERSION


def drifts_of(tx: Transaction, card: Card, terms: LearningTerms) -> Drifts:
    """The sums of the learner's class for an item; of somebody in no class, none.

    At the first use on a learning day they are folded anew.
    """
    if terms.class_id is None:
        return NO_DRIFTS
    asked_about = {
        "classroom_id": terms.class_id,
        "bank_key": card.bank_key,
        "item_key": card.item_key,
        "user_id": card.user_id,
    }
    row = tx.execute(DRIFTS, asked_about).mappings().one()
    if row["folded_on"] is None or row["is_stale"] or row["folded_on"] < terms.today:
        fold_class(tx, terms.class_id, card.bank_key, terms.today)
        row = tx.execute(DRIFTS, asked_about).mappings().one()
    return Drifts(
        item=_drift(row, "item"),
        learner=_drift(row, "learner"),
        known=row["known"] or 0.0,
        asked=row["asked"] or 0,
        learners_twice=row["learners_twice"] or 0,
    )


def _drift(row: RowMapping, of: str) -> Drift:
    if row[f"{of}_weight"] is None:
        return NO_DRIFT
    return Drift(
        row[f"{of}_log_factor"], row[f"{of}_weight"], row[f"{of}_known"], row[f"{of}_asked"]
    )

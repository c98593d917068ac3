"""What was predicted of an answer, stored with it before it is marked, and never changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import RowMapping

from quizapp.domain.memory.predictions.class_statistics import (
    ClassStatistics,
    corrected_recall,
    whole_difficulty,
)
from quizapp.domain.memory.predictions.drifts import Drift, chance_of_full_marks
from quizapp.domain.memory.predictions.priors import prior_of
from quizapp.domain.memory.predictions.recorded import ENGINE_VERSION
from quizapp.domain.memory.updates import PRIOR
from quizapp.memory.class_folds import fold_if_due
from quizapp.memory.terms import LearningTerms
from quizapp.models import Card, Review
from quizapp.models.class_memory import DRIFTS
from quizapp.web.database import Transaction

_ITEM, _LEARNER, _REST = "item", "learner", "rest"


@dataclass(frozen=True)
class ClassWord:
    """What a class's answers say about a learner's memory of an item.

    Attributes:
        log_factor: By which the stability is corrected, its natural logarithm.
        prior: The chance that the learner knows the item without having been asked it.
    """

    log_factor: float = 0.0
    prior: float = PRIOR


NO_WORD = ClassWord()


def note_prediction(tx: Transaction, card: Card, review: Review, terms: LearningTerms) -> None:
    """Note with an answer how likely full marks are, as shown and by the learner's memory alone."""
    state, said = card.state, class_word(tx, card, terms)
    chance = review.guess_chance or 0.0
    shown, plain = said.prior, PRIOR
    if state is not None:
        shown = corrected_recall(state, review.day, said.log_factor)
        plain = state.recall_on(review.day)
    review.predicted = chance_of_full_marks(shown, chance)
    review.predicted_plain = chance_of_full_marks(plain, chance)
    review.days_since = None if state is None else state.days_to(review.day)
    review.is_after_key = card.key_seen_on == review.day
    review.engine = ENGINE_VERSION


def class_word(tx: Transaction, card: Card, terms: LearningTerms) -> ClassWord:
    """What the learner's class says; of somebody in no class, nothing.

    At the first use on a learning day its sums are folded anew.
    """
    if terms.class_id is None:
        return NO_WORD
    asked_about = {
        "classroom_id": terms.class_id,
        "bank_key": card.bank_key,
        "item_key": card.item_key,
        "user_id": card.user_id,
        "difficulty": None if card.difficulty is None else whole_difficulty(card.difficulty),
    }
    row = tx.execute(DRIFTS, asked_about).mappings().one()
    fold = row["ClassFold"]
    if fold is None or fold.is_due(terms.today):
        fold_if_due(tx, terms.class_id, card.bank_key, terms.today)
        row = tx.execute(DRIFTS, asked_about).mappings().one()
    return ClassWord(row["shown"], _prior(row))


def _prior(row: RowMapping) -> float:
    item, learner = _first_answers(row, "item_"), _first_answers(row, "learner_")
    everything = _first_answers(row, "")
    rest = Drift(known=everything.known - item.known, asked=everything.asked - item.asked)
    statistics = ClassStatistics({_ITEM: item, _REST: rest}, {_LEARNER: learner})
    return prior_of(statistics, _ITEM, _LEARNER)


def _first_answers(row: RowMapping, of: str) -> Drift:
    return Drift(known=row[f"{of}known"] or 0.0, asked=row[f"{of}asked"] or 0)

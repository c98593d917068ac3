"""What was predicted of an answer, stored with it before it is marked, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
from quizapp.memory.own_folds import own_fold
from quizapp.memory.terms import LearningTerms
from quizapp.models import Card, Review
from quizapp.models.class_memory import DRIFTS
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import Transaction

_ITEM, _LEARNER, _REST = "item", "learner", "rest"


@dataclass(frozen=True)
class Word:
    """What a class's answers, or the learner's own, say about a memory of an item.

    Attributes:
        log_factor: By which the stability is corrected, its natural logarithm.
        prior: The chance that the learner knows the item without having been asked it.
    """

    log_factor: float = 0.0
    prior: float = PRIOR


def note_prediction(tx: Transaction, card: Card, review: Review, terms: LearningTerms) -> None:
    """Note with an answer how likely full marks are, as shown and by the learner's memory alone."""
    state, said = card.state, _word(tx, card, terms)
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


def _word(tx: Transaction, card: Card, terms: LearningTerms) -> Word:
    if terms.class_id is None:
        return own_word(tx, card, terms.today)
    return class_word(tx, card, terms.class_id, terms.today)


def own_word(tx: Transaction, card: Card, today: date) -> Word:
    """What the last own answers say of somebody in no class; folded at the day's first answer."""
    own = own_fold(tx, card.user_id, card.bank_key, today)
    return Word(0.0 if card.difficulty is None else own.log_factor(card.difficulty), own.prior)


def class_word(tx: Transaction, card: Card, class_id: int, today: date) -> Word:
    """What the learner's class says.

    At the first use on a learning day its sums are folded anew.
    """
    asked_about = {
        "classroom_id": class_id,
        "bank_key": card.bank_key,
        "item_key": card.item_key,
        "user_id": card.user_id,
        "difficulty": None if card.difficulty is None else whole_difficulty(card.difficulty),
    }
    row = tx.execute(DRIFTS, asked_about, execution_options=COMPILED_ONCE).mappings().one()
    fold = row["ClassFold"]
    if fold is None or fold.is_due(today):
        fold_if_due(tx, class_id, card.bank_key, today)
        row = tx.execute(DRIFTS, asked_about, execution_options=COMPILED_ONCE).mappings().one()
    return Word(row["shown"], _prior(row))


def _prior(row: RowMapping) -> float:
    item, learner = _first_answers(row, "item_"), _first_answers(row, "learner_")
    everything = _first_answers(row, "")
    rest = Drift(known=everything.known - item.known, asked=everything.asked - item.asked)
    statistics = ClassStatistics({_ITEM: item, _REST: rest}, {_LEARNER: learner})
    return prior_of(statistics, _ITEM, _LEARNER)


def _first_answers(row: RowMapping, of: str) -> Drift:
    return Drift(known=row[f"{of}known"] or 0.0, asked=row[f"{of}asked"] or 0)

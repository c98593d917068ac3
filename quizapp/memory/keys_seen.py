"""Keys that were held back and are seen now: a wrong answer that waited for it becomes a miss."""

from __future__ import annotations

from sqlalchemy import Select, select

from quizapp.domain.memory import Moment
from quizapp.memory.remembering import add_row
from quizapp.memory.terms import terms_of
from quizapp.models import Attempt, AttemptItem, Card, Review
from quizapp.models.memory import ReviewSource, last_day_of
from quizapp.web.database import lock_learner, write_transaction
from quizapp.web.extensions import db


def note_keys_seen(user_id: int, attempt_id: int, moment: Moment) -> int:
    """Note that a learner looks at an attempt whose keys are shown; returns how many waited.

    Nothing is written where no wrong answer waits, which is nearly always.
    """
    if db.session.scalar(_waiting(user_id, attempt_id).limit(1)) is None:
        return 0
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        terms = terms_of(tx, user_id, moment)
        last_day = tx.scalar(last_day_of(user_id))
        cards = tx.scalars(_waiting(user_id, attempt_id)).all()
        for card in cards:
            add_row(tx, card, Review(source=ReviewSource.KEY), terms, last_day)
        return len(cards)


def _waiting(user_id: int, attempt_id: int) -> Select[Card]:
    """The learner's cards of items of the attempt of which a wrong answer waits for its key."""
    return (
        select(Card)
        .join(Attempt, Attempt.user_id == Card.user_id)
        .join(
            AttemptItem,
            (AttemptItem.attempt_id == Attempt.id) & (AttemptItem.item_key == Card.item_key),
        )
        .where(
            Card.user_id == user_id,
            Card.has_hidden_miss,
            Attempt.id == attempt_id,
            Attempt.bank_key == Card.bank_key,
        )
    )

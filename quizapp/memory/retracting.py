"""A row taken back: it stays and says so, and the memory is what the others come to."""

from __future__ import annotations

from datetime import datetime

from quizapp.memory.log_rows import Effect, fold, note_effect
from quizapp.models import Card, Review
from quizapp.models.memory import log_of
from quizapp.web.database import Transaction


def retract(tx: Transaction, card: Card, review: Review, now: datetime) -> None:
    """Take back the last rating of a card."""
    review.retracted_at = now
    card.review_count -= 1
    fold_anew(tx, card)
    tx.flush()


def fold_anew(tx: Transaction, card: Card) -> None:
    """Work out a card's memory from all of its log, and what each row did to it."""
    tx.flush()
    reviews = tx.scalars(log_of(card.id)).all()
    card.track, effects = fold(card, reviews)
    for review in reviews:
        note_effect(review, effects.get(review.public_id, Effect()))

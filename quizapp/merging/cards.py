"""Two cards of one item made one: all their rows, in the order of the log, folded anew."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from quizapp.memory.class_folds import mark_learners_stale
from quizapp.memory.retracting import fold_anew
from quizapp.models import Card, Review
from quizapp.models.memory import LOG_ORDER, cards_of
from quizapp.web.database import Transaction


def move_cards(tx: Transaction, source_id: int, target_id: int) -> tuple[int, int]:
    """Give one learner's cards to another; returns how many were moved and how many joined.

    Where both have a card of an item, the other's rows are put among the learner's own, and what
    all of them come to holds. No row is lost.
    """
    for user_id in (source_id, target_id):
        mark_learners_stale(tx, user_id)
    own = {_key(card): card for card in tx.scalars(cards_of(target_id))}
    theirs = tx.scalars(cards_of(source_id)).all()
    joined = 0
    for card in theirs:
        kept = own.get(_key(card))
        if kept is None:
            card.user_id = target_id
        else:
            _join(tx, kept, card)
            joined += 1
    tx.flush()
    return len(theirs) - joined, joined


def _key(card: Card) -> tuple[str, str]:
    return card.bank_key, card.item_key


def _join(tx: Transaction, kept: Card, other: Card) -> None:
    """Make one card of two."""
    kept.forgotten_at = max(filter(None, (kept.forgotten_at, other.forgotten_at)), default=None)
    kept.created_at = min(kept.created_at, other.created_at)
    kept.last_day = max(kept.last_day, other.last_day)
    kept.reviewed_at = max(kept.reviewed_at, other.reviewed_at)
    kept.review_count = _number_anew(tx, kept, other)
    tx.execute(delete(Card).where(Card.id == other.id))
    fold_anew(tx, kept)


def _number_anew(tx: Transaction, kept: Card, other: Card) -> int:
    """Put all showings of both on the one card, in their order; returns how many there are.

    In two steps: a card never has two of one number, not even for a moment.
    """
    both = (Review.card_id.in_([kept.id, other.id]), Review.sequence.is_not(None))
    showings = tx.scalars(
        select(Review.id).where(*both, Review.retracted_at.is_(None)).order_by(*LOG_ORDER)
    ).all()
    for sign in (-1, 1):
        rows = [{"id": each, "sequence": sign * at} for at, each in enumerate(showings, start=1)]
        if rows:
            tx.execute(update(Review), rows)
        if sign < 0:
            tx.execute(update(Review).where(Review.card_id == other.id).values(card_id=kept.id))
    return len(showings)

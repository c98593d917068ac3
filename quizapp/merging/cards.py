"""Two cards of one item made one: all their reviews, in the order of time, scheduled anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from quizapp.memory.retracting import scheduled_anew
from quizapp.models import Card, Review
from quizapp.models.memory import cards_of
from quizapp.web.database import Transaction


@dataclass(frozen=True)
class _Look:
    """A review, as far as the scheduler asks for it; `is_forgotten`: it was of another key."""

    id: int
    rating: int
    reviewed_at: datetime
    is_forgotten: bool


def move_cards(
    tx: Transaction, source_id: int, target_id: int, *, retention: float
) -> tuple[int, int]:
    """Give one learner's cards to another; returns how many were moved and how many joined.

    Where both have a card of an item, the other's reviews are put among the learner's own, and
    what the scheduler makes of all of them, at this desired retention, holds. No review is lost.
    """
    own = {_key(card): card for card in tx.scalars(cards_of(target_id))}
    theirs = tx.scalars(cards_of(source_id)).all()
    twice = [card for card in theirs if _key(card) in own]
    looks = _looks_by_card(tx, [*twice, *(own[_key(card)] for card in twice)])
    for card in theirs:
        if _key(card) in own:
            kept = own[_key(card)]
            both = sorted(
                [*looks[kept.id], *looks[card.id]], key=lambda look: (look.reviewed_at, look.id)
            )
            _join(tx, kept, card, both, retention)
        else:
            card.user_id = target_id
    tx.flush()
    return len(theirs) - len(twice), len(twice)


def _key(card: Card) -> tuple[str, str]:
    return card.bank_key, card.item_key


def _looks_by_card(tx: Transaction, cards: Sequence[Card]) -> dict[int, list[_Look]]:
    """The reviews of the cards that were not retracted. One query."""
    forgotten = {card.id: card.forgotten_after or 0 for card in cards}
    looks: dict[int, list[_Look]] = {card.id: [] for card in cards}
    for review in tx.scalars(
        select(Review)
        .where(Review.card_id.in_(looks), Review.retracted_at.is_(None))
        .order_by(Review.card_id, Review.sequence)
    ):
        is_forgotten = review.sequence <= forgotten[review.card_id]
        looks[review.card_id].append(
            _Look(review.id, review.rating, review.reviewed_at, is_forgotten)
        )
    return looks


def _join(
    tx: Transaction, kept: Card, other: Card, looks: Sequence[_Look], retention: float
) -> None:
    """Make one card of two; `looks` are the reviews of both in the order of time."""
    _renumber(tx, kept.id, looks)
    places = [place for place, look in enumerate(looks, start=1) if look.is_forgotten]
    kept.forgotten_after = max(places, default=None)
    kept.forgotten_at = max(filter(None, (kept.forgotten_at, other.forgotten_at)), default=None)
    kept.created_at = min(kept.created_at, other.created_at)
    kept.review_count = len(looks)
    ratings = [(look.rating, look.reviewed_at) for look in looks]
    memory = scheduled_anew(kept.item_key, ratings, kept.forgotten_after, retention=retention)
    kept.remember_anew(memory)
    tx.flush()
    tx.execute(update(Review).where(Review.card_id == other.id).values(card_id=kept.id))
    tx.execute(delete(Card).where(Card.id == other.id))


def _renumber(tx: Transaction, card_id: int, looks: Sequence[_Look]) -> None:
    """Put the reviews on the card in this order.

    In two steps: a card never has two reviews of one number, not even for a moment.
    """
    steps = [
        [{"id": look.id, "sequence": -place} for place, look in enumerate(looks, start=1)],
        [
            {"id": look.id, "card_id": card_id, "sequence": place}
            for place, look in enumerate(looks, start=1)
        ],
    ]
    for step in steps:
        tx.execute(update(Review), step)

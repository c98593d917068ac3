"""The one memory per learner and item: fed by quizzes and cards."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.domain.memory import Moment, Rating, quiz_rating, reviewed
from quizapp.models import Attempt, AttemptItem, Card, Response, Review
from quizapp.models.held_keys import KEYS_SEEN_SINCE, moment_asked
from quizapp.models.memory import ReviewSource, card_of, looks_since
from quizapp.web.database import Transaction


class CardOf(NamedTuple):
    """Whose card, and of which item of which bank."""

    user_id: int
    bank_key: str
    item_key: str


def remember_response(
    tx: Transaction, attempt: Attempt, item: AttemptItem, response: Response, moment: Moment
) -> None:
    """Let a quiz response feed the item's memory, where it says anything about it.

    In an attempt that was begun before the key was corrected, it was marked by the wrong one.
    """
    card = tx.scalar(card_of(attempt.user_id, attempt.bank_key, item.item_key))
    if card and card.forgotten_at and attempt.started_at <= card.forgotten_at:
        return
    today = moment.day_started_at
    looks = tx.scalars(looks_since(card.id, today)).all() if card else []
    of = CardOf(attempt.user_id, attempt.bank_key, item.item_key)
    asked_about = {
        **of._asdict(),
        **moment_asked(today, "since"),
        **moment_asked(moment.now),
    }
    rating = quiz_rating(
        response.mark,
        is_unsure=response.is_unsure,
        is_hinted=response.is_hinted,
        quizzed_today=any(look.source == ReviewSource.QUIZ for look in looks),
        key_seen_today=bool(looks or tx.scalar(KEYS_SEEN_SINCE, asked_about)),
    )
    if rating is None:
        return
    review = Review(
        rating=rating,
        source=ReviewSource.QUIZ,
        item_revision_id=item.item_revision_id,
        response_id=response.id,
    )
    add_review(tx, card, of, review, moment)


def add_review(
    tx: Transaction, card: Card | None, of: CardOf, review: Review, moment: Moment
) -> None:
    """Add a review to its card, which is made with its first, and schedule the card by it."""
    sequence = (card.review_count if card else 0) + 1
    memory = reviewed(
        card.memory if card else None,
        Rating(review.rating),
        moment.now,
        retention=moment.retention,
        fuzz_seed=fuzz_seed(of.item_key, sequence),
    )
    if card is None:
        card = Card(**of._asdict(), created_at=moment.now)
        tx.add(card)
    card.remember(memory)
    card.review_count = sequence
    review.card = card
    review.sequence = sequence
    review.reviewed_at = moment.now
    tx.add(review)


def fuzz_seed(item_key: str, sequence: int) -> str:
    """One seed per item and review: what a button shows is what happens."""
    return f"{item_key}:{sequence}"

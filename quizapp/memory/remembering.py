"""The one memory per learner and item: fed by quizzes and cards."""

from __future__ import annotations

from flask import current_app

from quizapp.domain.days import learning_day, start_of_day
from quizapp.domain.memory import Rating, quiz_rating, reviewed
from quizapp.models import Attempt, AttemptItem, Card, Response, Review
from quizapp.models.held_keys import keys_seen_since
from quizapp.models.memory import ReviewSource, card_of, reviews_since
from quizapp.web import clock
from quizapp.web.database import Transaction


def remember_response(
    tx: Transaction, attempt: Attempt, item: AttemptItem, response: Response
) -> None:
    """Let a quiz response feed the item's memory, where it says anything about it.

    In an attempt that was begun before the key was corrected, it was marked by the wrong one.
    """
    card = tx.scalar(card_of(attempt.user_id, attempt.bank_key, item.item_key))
    if card and card.forgotten_at and attempt.started_at <= card.forgotten_at:
        return
    today = start_of_day(learning_day(response.responded_at, clock.zone()), clock.zone())
    reviews = tx.scalars(reviews_since(card.id, today)).all() if card else []
    seen_today = keys_seen_since(
        attempt.user_id, attempt.bank_key, item.item_key, today, response.responded_at
    )
    rating = quiz_rating(
        response.mark,
        is_unsure=response.is_unsure,
        is_hinted=response.is_hinted,
        quizzed_today=any(review.source == ReviewSource.QUIZ for review in reviews),
        key_seen_today=bool(reviews or tx.scalar(seen_today)),
    )
    if rating is None:
        return
    review = Review(
        rating=rating,
        source=ReviewSource.QUIZ,
        item_revision_id=item.item_revision_id,
        response_id=response.id,
        reviewed_at=response.responded_at,
    )
    add_review(
        tx,
        card,
        review,
        user_id=attempt.user_id,
        bank_key=attempt.bank_key,
        item_key=item.item_key,
    )


def add_review(
    tx: Transaction,
    card: Card | None,
    review: Review,
    *,
    user_id: int,
    bank_key: str,
    item_key: str,
) -> None:
    """Add a review to its card, which is made with its first, and schedule the card by it."""
    sequence = (card.review_count if card else 0) + 1
    memory = reviewed(
        card.memory if card else None,
        Rating(review.rating),
        review.reviewed_at,
        retention=current_app.config["RETENTION"],
        fuzz_seed=fuzz_seed(item_key, sequence),
    )
    if card is None:
        card = Card(
            user_id=user_id, bank_key=bank_key, item_key=item_key, created_at=review.reviewed_at
        )
        tx.add(card)
    card.remember(memory)
    card.review_count = sequence
    review.card = card
    review.sequence = sequence
    tx.add(review)


def fuzz_seed(item_key: str, sequence: int) -> str:
    """One seed per item and review: what a button shows is what happens."""
    return f"{item_key}:{sequence}"

"""A review taken back: the row stays and says so, and the card is as it was before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from quizapp.domain.memory import Memory, Rating, reviewed
from quizapp.memory.remembering import fuzz_seed
from quizapp.models import Card, Review
from quizapp.models.memory import reviews_that_hold
from quizapp.web.database import Transaction


def retract_last(tx: Transaction, card: Card, now: datetime, *, retention: float) -> None:
    """Take back the last review of a card, which is scheduled by the others at this retention."""
    *others, last = tx.scalars(reviews_that_hold(card.id)).all()
    last.retracted_at = now
    card.review_count = len(others)
    card.remember_anew(memory_after(card, others, retention=retention))
    tx.flush()


def memory_after(card: Card, reviews: Iterable[Review], *, retention: float) -> Memory | None:
    """What the scheduler makes of these of the card's reviews, which are in their order."""
    ratings = ((review.rating, review.reviewed_at) for review in reviews)
    return scheduled_anew(card.item_key, ratings, card.forgotten_after, retention=retention)


def scheduled_anew(
    item_key: str,
    ratings: Iterable[tuple[int, datetime]],
    forgotten_after: int | None,
    *,
    retention: float,
) -> Memory | None:
    """What the scheduler makes of these ratings, each with its moment, in their order.

    After the review of the number `forgotten_after`, learning starts anew. `retention` is the
    desired recall, a share.
    """
    memory = None
    for sequence, (rating, moment) in enumerate(ratings, start=1):
        memory = reviewed(
            None if sequence - 1 == forgotten_after else memory,
            Rating(rating),
            moment,
            retention=retention,
            fuzz_seed=fuzz_seed(item_key, sequence),
        )
    return memory

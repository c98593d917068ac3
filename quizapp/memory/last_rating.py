"""The learner's last rating, which the next page offers to undo, be it of a card or a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Date, bindparam, select

from quizapp.domain.memory import Rating
from quizapp.domain.memory.due_days import due_day
from quizapp.memory.terms import LearningTerms
from quizapp.models import Card, Review
from quizapp.models.base import ASKED_USER, UtcDateTime
from quizapp.models.memory import ReviewSource
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.extensions import db

OFFERED_FOR = timedelta(minutes=10)
"""So long after a rating the next page offers to undo it."""


_TODAY = bindparam("today", type_=Date)
_LAST_ANSWER = (
    select(Card, Review)
    .join(Review, Review.card_id == Card.id)
    .where(
        Card.user_id == ASKED_USER,
        Card.last_day == _TODAY,
        Card.asked_on == _TODAY,
        Card.review_count == Review.sequence,
        Review.retracted_at.is_(None),
        Review.source != ReviewSource.KEY,
        Review.reviewed_at >= bindparam("since", type_=UtcDateTime),
    )
    .order_by(Review.reviewed_at.desc(), Review.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class LastRating:
    """A rating, by the number of its showing.

    `returns_on` is the day on which the item would be due; None where it was missed, and comes
    back today.
    """

    bank_id: str
    item_id: str
    sequence: int
    rating: str
    returns_on: date | None


def last_rating(user_id: int | None, terms: LearningTerms) -> LastRating | None:
    """The learner's last rating, if it was given just now and nothing was answered since."""
    if user_id is None:
        return None
    asked_about = {"user_id": user_id, "today": terms.today, "since": terms.now - OFFERED_FOR}
    found = db.session.execute(
        _LAST_ANSWER, asked_about, execution_options=COMPILED_ONCE
    ).one_or_none()
    if found is None or found[1].source != ReviewSource.CARD:
        return None
    card, review = found
    rating, state = Rating(review.rating or Rating.AGAIN), card.state
    is_missed = rating is Rating.AGAIN
    return LastRating(
        bank_id=card.bank_key,
        item_id=card.item_key,
        sequence=card.review_count,
        rating=rating.name.lower(),
        returns_on=None if is_missed or state is None else due_day(state, terms.retention),
    )

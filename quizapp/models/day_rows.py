"""Rows of the log by learner: those of a day, and the last ones with their times."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from sqlalchemy import Select, select

from quizapp.models.memory import LOG_ORDER, Card, Review, ReviewSource

MOST_CARDS_TIMED = 100
"""A learner's pace is that of the items seen last, so that looking it up does not grow."""

_COLUMNS = (
    Card.bank_key,
    Card.item_key,
    Review.source,
    Review.rating,
    Review.mark,
    Review.remarked,
    Review.form,
    Review.seconds,
    Review.known,
    Review.stability_before,
    Review.days_before,
)


class DayRow(Protocol):
    """An answer: to what, how it was given, and how it went."""

    bank_key: str
    item_key: str
    source: str
    rating: int | None
    mark: float | None
    remarked: float | None
    form: str | None
    seconds: float | None
    known: float | None
    stability_before: float | None
    days_before: int | None


def day_rows(user_id: int, day: date) -> Select[*tuple[Any, ...]]:
    """A learner's answers of a learning day that were not taken back, in their order."""
    return (
        select(*_COLUMNS)
        .join(Review, Review.card_id == Card.id)
        .where(
            Card.user_id == user_id,
            Card.last_day >= day,
            Review.day == day,
            Review.source != ReviewSource.KEY,
            Review.retracted_at.is_(None),
        )
        .order_by(*LOG_ORDER)
    )


def practised_days(user_id: int, since: date) -> Select[date]:
    """The learning days from that one on, on which a learner answered anything."""
    return (
        select(Review.day)
        .distinct()
        .join(Card, Card.id == Review.card_id)
        .where(
            Card.user_id == user_id,
            Card.last_day >= since,
            Review.day >= since,
            Review.source != ReviewSource.KEY,
            Review.retracted_at.is_(None),
        )
    )


def timed_rows(user_id: int) -> Select[*tuple[Any, ...]]:
    """The answers, with their seconds, to the items that the learner saw last."""
    last_seen = (
        select(Card.id)
        .where(Card.user_id == user_id)
        .order_by(Card.last_day.desc())
        .limit(MOST_CARDS_TIMED)
        .subquery()
    )
    return (
        select(*_COLUMNS)
        .join(Review, Review.card_id == Card.id)
        .where(
            Card.id.in_(select(last_seen.c.id)),
            Review.seconds.is_not(None),
            Review.form.is_not(None),
            Review.retracted_at.is_(None),
        )
    )

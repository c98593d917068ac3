"""Rows of the log by learner: those of a day, and the last ones with their times."""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import Date, Select, bindparam, select

from quizapp.models.base import ASKED_USER
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


DAY_ROWS = (
    select(*_COLUMNS)
    .join(Review, Review.card_id == Card.id)
    .where(
        Card.user_id == ASKED_USER,
        Card.last_day >= bindparam("day", type_=Date),
        Review.day == bindparam("day", type_=Date),
        Review.source != ReviewSource.KEY,
        Review.retracted_at.is_(None),
    )
    .order_by(*LOG_ORDER)
)
"""The answers of `user_id` on a learning `day` that were not taken back, in their order."""


PRACTISED_DAYS = (
    select(Review.day)
    .distinct()
    .join(Card, Card.id == Review.card_id)
    .where(
        Card.user_id == ASKED_USER,
        Card.last_day >= bindparam("since", type_=Date),
        Review.day >= bindparam("since", type_=Date),
        Review.source != ReviewSource.KEY,
        Review.retracted_at.is_(None),
    )
)
"""The learning days from `since` on, on which `user_id` answered anything."""


def _timed_rows() -> Select[*tuple[Any, ...]]:
    last_seen = (
        select(Card.id)
        .where(Card.user_id == ASKED_USER)
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


TIMED_ROWS = _timed_rows()
"""The answers, with their seconds, to the items that `user_id` saw last."""

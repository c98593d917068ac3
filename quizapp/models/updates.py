"""What each answer did to a memory, from the log: of a class's learners, and of one learner.

The columns: learner, item, day, the memory before it, the chance that it was known, how it went.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Select, String, bindparam, func, select

from quizapp.models.classrooms import Enrolment
from quizapp.models.memory import LOG_ORDER, Card, Review

MOST_CARDS, MOST_ROWS = 200, 200
"""Of one learner only what was last is looked at, so that looking it up does not grow: it predicts
as well as all of it."""

_COLUMNS = (
    Card.user_id,
    Card.item_key,
    Review.day,
    Review.stability_before,
    Review.difficulty_before,
    Review.days_before,
    Review.known,
    Review.guess_chance,
    Review.rating,
    Review.mark,
    Review.remarked,
)


def class_updates(classroom_id: int, bank_key: str, before: date) -> Select[*tuple[Any, ...]]:
    """Every row of earlier days that changed a memory, in the order of the log."""
    return (
        select(*_COLUMNS)
        .join(Card, Card.id == Review.card_id)
        .join(Enrolment, Enrolment.user_id == Card.user_id)
        .where(
            Enrolment.classroom_id == classroom_id,
            Enrolment.left_at.is_(None),
            Card.bank_key == bank_key,
            Review.known.is_not(None),
            Review.day < before,
        )
        .order_by(*LOG_ORDER)
    )


def learners_by_item(classroom_id: int, bank_key: str) -> Select[str, int]:
    """How many learners of the class have answered each item twice or more."""
    return (
        select(Card.item_key, func.count())
        .join(Enrolment, Enrolment.user_id == Card.user_id)
        .where(
            Enrolment.classroom_id == classroom_id,
            Enrolment.left_at.is_(None),
            Card.bank_key == bank_key,
            Card.answer_count >= 2,
        )
        .group_by(Card.item_key)
    )


def _last_own_updates() -> Select[*tuple[Any, ...]]:
    last_seen = (
        select(Card.id)
        .where(
            Card.user_id == bindparam("user_id", type_=Integer),
            Card.bank_key == bindparam("bank_key", type_=String),
        )
        .order_by(Card.last_day.desc())
        .limit(MOST_CARDS)
        .subquery()
    )
    return (
        select(*_COLUMNS)
        .join(Card, Card.id == Review.card_id)
        .where(
            Card.id.in_(select(last_seen.c.id)),
            Review.known.is_not(None),
            Review.day < bindparam("before", type_=Date),
        )
        .order_by(*(column.desc() for column in LOG_ORDER))
        .limit(MOST_ROWS)
    )


LAST_OWN_UPDATES = _last_own_updates()
"""The rows that changed a memory of `user_id` of `bank_key` before a learning day, the last first.

Built once, since it is run with every answer of somebody in no class.
"""

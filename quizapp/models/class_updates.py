"""The log of a class: what each answer of its learners did to a memory."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from quizapp.models.classrooms import Enrolment
from quizapp.models.memory import LOG_ORDER, Card, Review


def class_updates(classroom_id: int, bank_key: str, before: date) -> Select[*tuple[Any, ...]]:
    """Every row of earlier days that changed a memory, in the order of the log.

    Learner, item, day, the memory before it, the chance that it was known, and how it went.
    """
    return (
        select(
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

"""What was predicted with each answer, and what came of it: columns alone, for tens of thousands.

Left out is what says nothing of a prediction: keys seen, what was taken back, and what was answered
by a key that was corrected since.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    tuple_,
)

from quizapp.domain.memory import Rating
from quizapp.domain.memory.predictions.recorded import ENGINE_VERSION
from quizapp.domain.memory.updates import FULL
from quizapp.models.base import ASKED_USER
from quizapp.models.classrooms import Classroom, Enrolment
from quizapp.models.held_keys import HELD_ITEMS
from quizapp.models.memory import Card, Review, ReviewSource

_IS_CARD = Review.source == ReviewSource.CARD


def class_predictions(classroom_id: int, since: date) -> Select[*tuple[Any, ...]]:
    """Those of the learners who are in the class now.

    Learner, the chances of full marks as shown and by the own memory alone, whether it came true,
    days since the memory's last update, whether it was a card, whether the key was seen that day.
    """
    return _predictions(since).where(_is_enrolled(Enrolment.classroom_id == classroom_id))


def predictions_of_classes(since: date, *, is_demo: bool) -> Select[*tuple[Any, ...]]:
    """Those of all who are in a class, each answer once; of invented classes or of the others."""
    kind = select(Classroom.id).where(Classroom.is_demo.is_(is_demo))
    return _predictions(since).where(_is_enrolled(Enrolment.classroom_id.in_(kind)))


@cache
def own_predictions() -> Select[*tuple[Any, ...]]:
    """The own ones of `user_id` from the day `since` on.

    Left out are those that would tell of results that are not shown at `now`.
    """
    held = tuple_(Card.bank_key, Card.item_key).in_(HELD_ITEMS)
    since = bindparam("since", type_=Date)
    return _predictions(since).where(Card.user_id == ASKED_USER, ~held)


def _predictions(since: date | BindParameter[date]) -> Select[*tuple[Any, ...]]:
    is_right = case(
        (_IS_CARD, Review.rating != Rating.AGAIN),
        else_=func.coalesce(Review.remarked, Review.mark) >= FULL,
    )
    return (
        select(
            Card.user_id,
            Review.predicted,
            Review.predicted_plain,
            is_right.label("is_right"),
            Review.days_since,
            _IS_CARD.label("is_card"),
            Review.is_after_key,
        )
        .join(Card, Card.id == Review.card_id)
        .where(
            Review.day >= since,
            Review.engine == ENGINE_VERSION,
            Review.retracted_at.is_(None),
            _is_by_the_key_in_force(),
            _is_reviewed_or_first(),
        )
        .order_by(Review.id)
    )


def _is_by_the_key_in_force() -> ColumnElement[bool]:
    began = func.coalesce(Review.begun_at, Review.reviewed_at)
    return or_(Card.forgotten_at.is_(None), began > Card.forgotten_at)


def _is_reviewed_or_first() -> ColumnElement[bool]:
    """Not a second answer while the first waits for its key: neither a review nor a first one."""
    is_first = or_(Review.sequence == 1, Card.forgotten_at.is_not(None))
    return or_(Review.days_since.is_not(None), is_first)


def _is_enrolled(where: ColumnElement[bool]) -> ColumnElement[bool]:
    learners = select(Enrolment.user_id).where(and_(where, Enrolment.left_at.is_(None)))
    return Card.user_id.in_(learners)

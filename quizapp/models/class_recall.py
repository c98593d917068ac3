"""What a class is predicted to recall, worked out by the database where the cards are.

The formula is that of `quizapp.domain.memory.curve`; cards of which nothing is remembered say
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    Integer,
    Select,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from quizapp.domain.memory.curve import DECAY, FACTOR
from quizapp.domain.memory.predictions.class_statistics import HARDEST
from quizapp.domain.memory.predictions.drifts import MOST_TOGETHER
from quizapp.models.attempts import AttemptItem, Response
from quizapp.models.class_memory import DifficultyDrift, ItemDrift, LearnerDrift
from quizapp.models.classrooms import Enrolment
from quizapp.models.marks_that_hold import newest_mark
from quizapp.models.memory import LOG_ORDER, Card, Review, says_something
from quizapp.models.people import User

Columns = TypeVarTuple("Columns")


class DaysBetween(FunctionElement[int]):
    """The days from one date to another, 0 if the other lies before."""

    inherit_cache = True
    type = Double()

    def __init__(self, start: InstrumentedAttribute[Any], end: date) -> None:
        super().__init__(start, literal(end, Date()))


@compiles(DaysBetween, "postgresql")
def _in_postgresql(element: DaysBetween, compiler: SQLCompiler, **options: Any) -> str:
    start, end = (compiler.process(each, **options) for each in element.clauses)
    return f"greatest(0, {end} - {start})"


@compiles(DaysBetween, "sqlite")
def _in_sqlite(element: DaysBetween, compiler: SQLCompiler, **options: Any) -> str:
    start, end = (compiler.process(each, **options) for each in element.clauses)
    return f"max(0, julianday({end}) - julianday({start}))"


def recall_on(day: date) -> ColumnElement[float]:
    """A card's recall on a learning day as people are shown it, from 0 to 1.

    For rows joined with the drifts of the class, see `_with_drifts`.
    """
    together = (
        func.coalesce(ItemDrift.shown, 0.0)
        + func.coalesce(LearnerDrift.shown, 0.0)
        + func.coalesce(DifficultyDrift.shown, 0.0)
    )
    within = case(
        (together > MOST_TOGETHER, MOST_TOGETHER),
        (together < -MOST_TOGETHER, -MOST_TOGETHER),
        else_=together,
    )
    stability: ColumnElement[float] = cast(Card.stability, Double()) * _power(math.e, within)
    days = DaysBetween(Card.remembered_on, day)
    return _power(1 + literal(FACTOR, Double()) * days / stability, literal(-DECAY, Double()))


def _power(base: Any, exponent: ColumnElement[Any]) -> ColumnElement[float]:
    power: ColumnElement[float] = func.pow(base, exponent, type_=Double())
    return power


def _with_drifts(query: Select[*Columns], classroom_id: int) -> Select[*Columns]:
    """A query over cards with what the class says of item, learner and difficulty."""
    difficulty = cast(func.floor(Card.difficulty), Integer)
    of = (
        (ItemDrift, ItemDrift.item_key == Card.item_key),
        (LearnerDrift, LearnerDrift.user_id == Card.user_id),
        (
            DifficultyDrift,
            DifficultyDrift.difficulty == case((difficulty > HARDEST, HARDEST), else_=difficulty),
        ),
    )
    for table, is_its in of:
        query = query.outerjoin(
            table,
            and_(table.classroom_id == classroom_id, table.bank_key == Card.bank_key, is_its),
        )
    return query


def item_recalls(classroom_id: int, bank_key: str, day: date) -> Select[str, int, float]:
    """Per item that somebody of the class has met: how many have, and the sum of their recall."""
    query = (
        select(Card.item_key, func.count(), func.sum(recall_on(day)))
        .join(Enrolment, _is_in_class(classroom_id))
        .where(Card.bank_key == bank_key, says_something())
        .group_by(Card.item_key)
    )
    return _with_drifts(query, classroom_id)


def weakest_learners(
    classroom_id: int, bank_key: str, item_keys: Collection[str], day: date, most: int
) -> Select[str, str, int, float, int]:
    """The learners with the lowest mean recall of the items, the lowest first.

    Public id, name, items met, mean recall; and in each row how many learners there are in all.
    Whoever has met none of the items is not among them.
    """
    mean = func.avg(recall_on(day))
    query = (
        select(User.public_id, User.display_name, func.count(), mean, func.count().over())
        .select_from(Card)
        .join(Enrolment, _is_in_class(classroom_id))
        .join(User, User.id == Card.user_id)
        .where(Card.bank_key == bank_key, Card.item_key.in_(item_keys), says_something())
        .group_by(User.id, User.public_id, User.display_name)
        .order_by(mean, User.display_name, User.id)
        .limit(most)
    )
    return _with_drifts(query, classroom_id)


def learner_recalls(
    classroom_id: int, bank_keys: Collection[str], user_ids: Collection[int], day: date
) -> Select[int, str, str, float]:
    """Of these learners of the class, by item that they have met: learner, bank, item, recall."""
    query = (
        select(Card.user_id, Card.bank_key, Card.item_key, recall_on(day))
        .join(Enrolment, _is_in_class(classroom_id))
        .where(Card.user_id.in_(user_ids), Card.bank_key.in_(bank_keys), says_something())
    )
    return _with_drifts(query, classroom_id)


def last_choices(
    classroom_id: int, bank_key: str, item_keys: Collection[str], since: datetime
) -> Select[str, str, bool, bool, int]:
    """What the class chose when each item last counted for a learner's memory, and how often.

    Item, the options chosen as JSON, whether the mark is short of the full one, whether that was
    at `since` or later, learners. Going from the cards, it looks at one response for each card,
    however many there are.
    """
    last = _last_responses(classroom_id, bank_key, item_keys)
    alike = (
        select(
            last.c.item_key,
            cast(Response.chosen, Text).label("chosen"),
            (func.coalesce(newest_mark, Response.mark) < Response.max_mark).label("is_wrong"),
            (Response.responded_at >= since).label("is_recent"),
        )
        .select_from(last)
        .join(Response, Response.id == last.c.response_id)
        .join(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .subquery()
    )
    return select(*alike.c, func.count()).group_by(*alike.c)


def _last_responses(classroom_id: int, bank_key: str, item_keys: Collection[str]) -> Subquery:
    newest = (
        select(Review.response_id)
        .where(
            Review.card_id == Card.id,
            Review.response_id.is_not(None),
            Review.known.is_not(None),  # it changed the memory
        )
        .order_by(*(column.desc() for column in LOG_ORDER))
        .limit(1)
        .correlate(Card)
        .scalar_subquery()
    )
    return (
        select(Card.item_key, newest.label("response_id"))
        .join(Enrolment, _is_in_class(classroom_id))
        .where(Card.bank_key == bank_key, Card.item_key.in_(item_keys), says_something())
        .subquery()
    )


def _is_in_class(classroom_id: int) -> ColumnElement[bool]:
    return and_(
        Enrolment.user_id == Card.user_id,
        Enrolment.classroom_id == classroom_id,
        Enrolment.left_at.is_(None),
    )

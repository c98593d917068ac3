"""What a class is predicted to recall, worked out by the database where the cards are.

The formula is that of `quizapp.domain.memory.recall`; forgotten cards say nothing, as there.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Double,
    Select,
    String,
    Subquery,
    Text,
    and_,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from quizapp.domain.memory import recall_curve
from quizapp.models.attempts import AttemptItem, Response, newest_mark
from quizapp.models.base import UtcDateTime
from quizapp.models.classrooms import Enrolment
from quizapp.models.memory import Card, Review, ReviewSource, says_something
from quizapp.models.people import User

_JULIAN_OFFSET = 1721424.5
"""From Python's count of days to Julian days at midnight."""


class WholeDays(FunctionElement[float]):
    """The whole days from one moment to another, 0 if the other lies before."""

    inherit_cache = True
    type = Double()

    def __init__(self, start: InstrumentedAttribute[datetime], end: datetime) -> None:
        utc = end.astimezone(UTC)
        super().__init__(
            start,
            literal(utc, UtcDateTime()),
            literal(utc.toordinal() + _JULIAN_OFFSET, Double()),
            literal(utc.strftime("%H:%M:%S.%f"), String()),
        )


@compiles(WholeDays, "postgresql")
def _in_postgresql(element: WholeDays, compiler: SQLCompiler, **options: Any) -> str:
    start, end = (compiler.process(each, **options) for each in list(element.clauses)[:2])
    return f"greatest(0, date_part('day', {end} - {start}))"


@compiles(WholeDays, "sqlite")
def _in_sqlite(element: WholeDays, compiler: SQLCompiler, **options: Any) -> str:
    """By calendar day and then by time of day: SQLite's Julian days round to milliseconds."""
    start, _, end_day, end_time = element.clauses
    column = compiler.process(start, **options)
    # Processed in the order in which they stand in the statement.
    days = f"{compiler.process(end_day, **options)} - julianday(substr({column}, 1, 10))"
    return f"max(0, {days} - (substr({column}, 12) > {compiler.process(end_time, **options)}))"


def recall_at(moment: datetime) -> ColumnElement[float]:
    """A card's predicted recall at a moment, from 0 to 1."""
    factor, decay = recall_curve()
    days = WholeDays(Card.reviewed_at, moment)
    base = 1 + literal(factor, Double()) * days / cast(Card.stability, Double())
    power: ColumnElement[float] = func.pow(base, literal(decay, Double()), type_=Double())
    return power


def item_recalls(classroom_id: int, bank_key: str, moment: datetime) -> Select[str, int, float]:
    """Per item that somebody of the class has met: how many have, and the sum of their recall."""
    return (
        select(Card.item_key, func.count(), func.sum(recall_at(moment)))
        .join(Enrolment, _is_in_class(classroom_id))
        .where(Card.bank_key == bank_key, says_something())
        .group_by(Card.item_key)
    )


def weakest_learners(
    classroom_id: int, bank_key: str, item_keys: Collection[str], moment: datetime, most: int
) -> Select[str, str, int, float, int]:
    """The learners with the lowest mean recall of the items, the lowest first.

    Public id, name, items met, mean recall; and in each row how many learners there are in all.
    Whoever has met none of the items is not among them.
    """
    mean = func.avg(recall_at(moment))
    return (
        select(User.public_id, User.display_name, func.count(), mean, func.count().over())
        .select_from(Card)
        .join(Enrolment, _is_in_class(classroom_id))
        .join(User, User.id == Card.user_id)
        .where(Card.bank_key == bank_key, Card.item_key.in_(item_keys), says_something())
        .group_by(User.id, User.public_id, User.display_name)
        .order_by(mean, User.display_name, User.id)
        .limit(most)
    )


def learner_recalls(
    classroom_id: int, bank_keys: Collection[str], user_ids: Collection[int], moment: datetime
) -> Select[int, str, str, float]:
    """Of these learners of the class, by item that they have met: learner, bank, item, recall."""
    return (
        select(Card.user_id, Card.bank_key, Card.item_key, recall_at(moment))
        .join(Enrolment, _is_in_class(classroom_id))
        .where(Card.user_id.in_(user_ids), Card.bank_key.in_(bank_keys), says_something())
    )


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
            Review.source == ReviewSource.QUIZ,
            Review.response_id.is_not(None),
            Review.sequence > func.coalesce(Card.forgotten_after, 0),
        )
        .order_by(Review.sequence.desc())
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

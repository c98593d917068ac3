"""The question of the moment, as whoever is in the lesson may see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import (
    BindParameter,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from quizapp.domain.drills.posing import Arrangement, asked_question
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import ItemContent, Question, from_json
from quizapp.domain.lessons.phases import Phase
from quizapp.lessons.seats import Voter, is_in_class
from quizapp.lessons.standing import Standing
from quizapp.models import ItemRevision, Lesson, LessonQuestion, LessonSeat
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Asked:
    """A question as it was posed.

    Attributes:
        id: Of the question in its lesson.
        number: Which of the questions posed so far it is, counted from 1.
        total: How many questions the lesson has.
        is_solo: Whether it is answered alone, after a discussion of its passage.
    """

    id: int
    content: ItemContent
    arrangement: Arrangement
    number: int
    total: int
    is_solo: bool

    @property
    def question(self) -> Question:
        """The stem and options."""
        return asked_question(self.content, self.arrangement)


@dataclass(frozen=True)
class Attended:
    """A lesson as somebody who is in it finds it; `seat_id` is None for who has no seat yet."""

    row_id: int
    title: str
    standing: Standing
    seat_id: int | None
    asked: Asked | None


def attended(lesson_id: str, voter: Voter) -> Attended:
    """The lesson, and the question of the moment. One query.

    Raises:
        NotFound: there is no such lesson, or it is not for them. To guests it is once it ended:
            they are told so, and nothing else.
    """
    statement = _OF_LEARNER if voter.user_id is not None else _OF_GUEST
    who = {"user_id": voter.user_id, "secret_hash": voter.secret_hash}
    row = db.session.execute(statement, {"lesson_id": lesson_id, **who}).one_or_none()
    if row is None:
        raise NotFound
    standing = Standing(row.public_id, row.sequence, Phase(row.phase))
    return Attended(row.lesson_row_id, row.title, standing, row.seat_id, asked_in(row))


def asked_in(row: Row[*tuple[object, ...]]) -> Asked | None:
    """The question of the moment in a row of `with_question`."""
    if row.option_order is None:
        return None
    return Asked(
        id=row.asked_id,
        content=content_of(row.content),
        arrangement=Arrangement(row.question, tuple(row.option_order)),
        number=row.number,
        total=row.total,
        is_solo=row.follows_id is not None,
    )


@lru_cache(maxsize=256)
def content_of(text: str) -> ItemContent:
    """What a revision says; a whole class asks for the same one."""
    return from_json(text)


_Other = aliased(LessonQuestion)


def with_question() -> Select[*tuple[object, ...]]:
    """Lessons, each with the question of the moment and how many were posed by then."""
    others = select(func.count(_Other.id)).where(_Other.lesson_id == Lesson.id)
    posed = others.where(_Other.posed_at <= LessonQuestion.posed_at)
    return (
        select(
            Lesson.id.label("lesson_row_id"),
            Lesson.public_id,
            Lesson.title,
            Lesson.sequence,
            Lesson.phase,
            LessonQuestion.id.label("asked_id"),
            LessonQuestion.question,
            LessonQuestion.option_order,
            LessonQuestion.follows_id,
            ItemRevision.content,
            posed.scalar_subquery().label("number"),
            others.scalar_subquery().label("total"),
        )
        .outerjoin(
            LessonQuestion,
            (LessonQuestion.id == Lesson.question_id) & Lesson.ended_at.is_(None),
        )
        .outerjoin(ItemRevision, ItemRevision.id == LessonQuestion.item_revision_id)
    )


def _attended(seat: type[LessonSeat], *, is_guest: bool) -> Select[*tuple[object, ...]]:
    user_id: BindParameter[int] = bindparam("user_id", type_=Integer)
    own = seat.secret_hash == bindparam("secret_hash", type_=String)
    own = own if is_guest else seat.user_id == user_id
    is_theirs = (
        or_(seat.id.is_not(None), Lesson.ended_at.is_not(None))
        if is_guest
        else (is_in_class(user_id))
    )
    return (
        with_question()
        .add_columns(seat.id.label("seat_id"))
        .outerjoin(seat, and_(seat.lesson_id == Lesson.id, own))
        .where(Lesson.public_id == bindparam("lesson_id"), is_theirs)
    )


_OF_LEARNER = _attended(LessonSeat, is_guest=False)
_OF_GUEST = _attended(LessonSeat, is_guest=True)
"""Built once: each vote asks one of them."""

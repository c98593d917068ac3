"""Who sits in a lesson: learners of the class, and guests known only to their device."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, select

from quizapp.domain.errors import NotFound, WrongCode
from quizapp.domain.typed_codes import normal_code
from quizapp.models import Classroom, Enrolment, Lesson, LessonSeat, User
from quizapp.models.base import ASKED_USER
from quizapp.models.classrooms import classrooms_of_learner
from quizapp.models.lessons import is_running
from quizapp.web.database import Transaction, added_or_found, columns_of, write_transaction
from quizapp.web.extensions import db

_SECRET_BYTES = 24


@dataclass(frozen=True)
class Voter:
    """Whoever votes: a learner who is logged in, or a guest by the secret of their device."""

    user_id: int | None = None
    secret: str | None = None

    @property
    def secret_hash(self) -> str | None:
        """The hash of the secret, as it is kept."""
        return hashed(self.secret) if self.secret else None


@dataclass(frozen=True)
class OpenLesson:
    """A running lesson, as somebody may know it who holds its code or is in its class."""

    lesson_id: str
    title: str
    class_title: str


def lesson_of_code(code: str) -> OpenLesson:
    """The running lesson that a code opens.

    Raises:
        WrongCode: none has this code now.
    """
    row = db.session.execute(_open_lessons().where(Lesson.code == normal_code(code))).one_or_none()
    if row is None:
        raise WrongCode
    return OpenLesson(*row)


def running_lessons_of(user_id: int) -> list[OpenLesson]:
    """The lessons that are going on in a learner's classes, the newest first. One query."""
    return [
        OpenLesson(*row) for row in columns_of(db.session, _lessons_of_user(), {"user_id": user_id})
    ]


@cache
def _lessons_of_user() -> Select[str, str, str]:
    theirs = classrooms_of_learner(ASKED_USER).with_only_columns(Classroom.id).order_by(None)
    return _open_lessons().where(Lesson.classroom_id.in_(theirs)).order_by(Lesson.id.desc())


def take_seat(lesson_id: str, user_id: int, now: datetime) -> None:
    """Let a learner of the class be counted as here. Twice is the same as once.

    Raises:
        NotFound: there is no such lesson, it has ended, or they are not in its class.
    """
    with write_transaction() as tx:
        row_id = tx.scalar(
            select(Lesson.id).where(
                Lesson.public_id == lesson_id, is_running(), is_in_class(user_id)
            )
        )
        if row_id is None:
            raise NotFound
        seat_of(tx, row_id, user_id, now)


def take_guest_seat(code: str, now: datetime) -> tuple[str, str]:
    """Let a guest in by the code; returns the lesson's public id and the secret for their device.

    Nothing else is known of a guest, and the secret is forgotten when the lesson ends.

    Raises:
        WrongCode: no running lesson has this code.
    """
    with write_transaction() as tx:
        row = tx.execute(
            select(Lesson.id, Lesson.public_id).where(Lesson.code == normal_code(code))
        ).one_or_none()
        if row is None:
            raise WrongCode
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        tx.add(LessonSeat(lesson_id=row.id, secret_hash=hashed(secret), taken_at=now))
        return row.public_id, secret


def seat_of(tx: Transaction, lesson_row_id: int, user_id: int, now: datetime) -> int:
    """The id of a learner's seat, taken now if they had none."""
    query = select(LessonSeat).where(
        LessonSeat.lesson_id == lesson_row_id, LessonSeat.user_id == user_id
    )
    seat = tx.scalar(query) or added_or_found(
        tx, LessonSeat(lesson_id=lesson_row_id, user_id=user_id, taken_at=now), query
    )
    return seat.id


def is_in_class(user_id: int | SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether somebody is in the class of a lesson now."""
    return (
        exists()
        .where(
            Enrolment.classroom_id == Lesson.classroom_id,
            Enrolment.user_id == user_id,
            Enrolment.left_at.is_(None),
        )
        .correlate(Lesson, User)
    )


def hashed(secret: str) -> str:
    """The hash by which a secret is found; it is long and drawn by lot, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _open_lessons() -> Select[str, str, str]:
    return (
        select(Lesson.public_id, Lesson.title, Classroom.title)
        .join(Classroom, Classroom.id == Lesson.classroom_id)
        .where(is_running())
    )

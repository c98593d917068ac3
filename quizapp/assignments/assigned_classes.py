"""The classes for which a quiz is set and not over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from quizapp.models import Assignment, Classroom
from quizapp.models.classrooms import classrooms_of_teacher
from quizapp.web.extensions import db


def classes_set(bank_key: str, quiz_key: str, teacher_id: int, now: datetime) -> tuple[str, ...]:
    """The teacher's classes that have yet to take this quiz, or are at it, by title. One query."""
    query = (
        select(Classroom.title)
        .where(Classroom.id.in_(classrooms_of_teacher(teacher_id).with_only_columns(Classroom.id)))
        .where(Classroom.archived_at.is_(None))
        .join(Assignment, Assignment.classroom_id == Classroom.id)
        .where(Assignment.bank_key == bank_key, Assignment.quiz_key == quiz_key)
        .where(Assignment.withdrawn_at.is_(None))
        .where(or_(Assignment.closes_at.is_(None), Assignment.closes_at > now))
    )
    return tuple(dict.fromkeys(db.session.scalars(query.order_by(Classroom.title))))

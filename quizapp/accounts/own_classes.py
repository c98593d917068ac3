"""The classes that somebody is in: what their own pages say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, select

from quizapp.domain.class_names import alike
from quizapp.models import Classroom, ClassroomTeacher, User
from quizapp.models.base import ASKED_USER
from quizapp.models.classrooms import classrooms_of_learner
from quizapp.web.database import columns_of
from quizapp.web.extensions import db


@dataclass(frozen=True)
class OwnClass:
    """A class that a learner is in.

    Who teaches it is said where another of theirs has its title and term; and when it was made
    where the same people teach both.
    """

    public_id: str
    title: str
    term: str
    teacher_names: tuple[str, ...] = ()
    made_at: datetime | None = None
    exam_on: date | None = None


def classes_of(user_id: int) -> list[OwnClass]:
    """The running classes that a learner is in, by title. A query, and one for those alike."""
    rows = columns_of(db.session, _classrooms(), {"user_id": user_id}).all()
    doubles = alike({row.id: (row.title, row.term) for row in rows})
    names = _teacher_names(doubles) if doubles else {}
    same = alike({row.id: (row.title, row.term, *names.get(row.id, ())) for row in rows})
    return [
        OwnClass(
            row.public_id,
            row.title,
            row.term,
            tuple(names.get(row.id, ())),
            row.created_at if row.id in same & doubles else None,
            row.exam_on,
        )
        for row in rows
    ]


@cache
def _classrooms() -> Select[*tuple[Any, ...]]:
    return classrooms_of_learner(ASKED_USER).with_only_columns(
        Classroom.id,
        Classroom.public_id,
        Classroom.title,
        Classroom.term,
        Classroom.created_at,
        Classroom.exam_on,
    )


def namesakes_of(user_id: int) -> dict[str, OwnClass]:
    """By public id, those of the learner's classes whose title another of them has as well."""
    classes = classes_of(user_id)
    doubles = alike({own.public_id: (own.title,) for own in classes})
    return {own.public_id: own for own in classes if own.public_id in doubles}


def _teacher_names(classroom_ids: Collection[int]) -> dict[int, list[str]]:
    """By class, who teaches it; a class whose teachers were all deleted has nobody."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    query = (
        select(ClassroomTeacher.classroom_id, User.display_name)
        .join(User, User.id == ClassroomTeacher.user_id)
        .where(ClassroomTeacher.classroom_id.in_(classroom_ids))
        .order_by(User.display_name, User.id)
    )
    for classroom_id, name in db.session.execute(query):
        names[classroom_id].append(name)
    return names

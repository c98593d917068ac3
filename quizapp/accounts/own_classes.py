"""The classes that somebody is in or teaches: what their own pages say of them."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.models import Classroom
from quizapp.models.classrooms import classrooms_of_learner, classrooms_of_teacher
from quizapp.web.extensions import db


@dataclass(frozen=True)
class OwnClass:
    """A class that a learner is in."""

    public_id: str
    title: str
    term: str


def classes_of(user_id: int) -> list[OwnClass]:
    """The running classes that a learner is in, by title."""
    return [
        OwnClass(classroom.public_id, classroom.title, classroom.term)
        for classroom in db.session.scalars(classrooms_of_learner(user_id))
    ]


def teaches_a_class(user_id: int) -> bool:
    """Whether the user teaches a classroom that is not archived."""
    query = classrooms_of_teacher(user_id).where(Classroom.archived_at.is_(None)).limit(1)
    return db.session.scalar(query) is not None

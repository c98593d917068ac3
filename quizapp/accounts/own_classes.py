"""The classes that somebody is in: what their own pages say of them."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.models.classrooms import classrooms_of_learner
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

"""Classes as they are listed and chosen: of one teacher, or all; those of one name told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ScalarSelect, select

from quizapp.classes.facts import ClassFacts, class_facts
from quizapp.domain.class_names import alike
from quizapp.models import Classroom
from quizapp.models.classrooms import classrooms_of_teacher, learner_count
from quizapp.web.extensions import db
from quizapp.web.filters import moment


@dataclass(frozen=True)
class ClassroomRow:
    """A classroom in the list of those somebody teaches.

    `made_at` is None where name and term tell it from all others.
    """

    id: int
    public_id: str
    title: str
    term: str
    archived_at: datetime | None
    is_open: bool
    learner_count: int
    made_at: datetime | None

    @property
    def is_archived(self) -> bool:
        """Whether the class is over."""
        return self.archived_at is not None


def classrooms_taught_by(teacher_id: int) -> list[ClassroomRow]:
    """The classrooms somebody teaches, with how many learners: one query."""
    query = classrooms_of_teacher(teacher_id).add_columns(_learner_count())
    rows = db.session.execute(query).all()
    doubles = alike({row.id: (row.title, row.term) for row, _count in rows})
    return [
        ClassroomRow(
            id=classroom.id,
            public_id=classroom.public_id,
            title=classroom.title,
            term=classroom.term,
            archived_at=classroom.archived_at,
            is_open=classroom.join_code is not None,
            learner_count=learner_count,
            made_at=classroom.created_at if classroom.id in doubles else None,
        )
        for classroom, learner_count in rows
    ]


def all_classrooms() -> list[tuple[ClassFacts, int]]:
    """Every classroom of the server, running ones first, with how many learners: one query."""
    query = select(Classroom, _learner_count()).order_by(
        Classroom.archived_at.is_not(None), Classroom.title, Classroom.id
    )
    return [(class_facts(row), count) for row, count in db.session.execute(query)]


def class_labels(rows: Iterable[ClassFacts]) -> dict[str, str]:
    """By public id, what to call each where one is chosen: title, term, and when it was made.

    The last only where the others are those of another class as well.
    """
    rows = list(rows)
    doubles = alike({row.id: (row.title, row.term) for row in rows})
    return {row.public_id: _label(row, is_double=row.id in doubles) for row in rows}


def _label(row: ClassFacts, *, is_double: bool) -> str:
    name = ", ".join(filter(None, (row.title, row.term)))
    if not is_double:
        return name
    return str(_("%(name)s, made on %(moment)s", name=name, moment=moment(row.created_at)))


def _learner_count() -> ScalarSelect[int]:
    return learner_count(Classroom.id).correlate(Classroom).scalar_subquery()

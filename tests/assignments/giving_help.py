"""Help given to a learner in a class, from the tests of it."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.assignments.accommodating import accommodate
from quizapp.domain.accommodations import Accommodation
from quizapp.domain.assignments import Terms
from quizapp.grades.class_grades import learners_of, lines_of
from quizapp.models import ClassroomTeacher, User
from quizapp.models.people import TextSize
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld
from tests.support.inside import MONDAY


def public(user_id: int) -> str:
    db.session.rollback()
    return db.session.scalars(select(User.public_id).where(User.id == user_id)).one()


def give(
    world: ClassWorld,
    user_id: int,
    *,
    more_percent: int | None = None,
    more_minutes: int | None = None,
    later_hours: int | None = None,
    text_size: TextSize = TextSize.NORMAL,
) -> None:
    accommodate(
        world.classroom.id,
        public(user_id),
        Accommodation(more_percent, more_minutes, later_hours),
        text_size,
        world.teacher_id,
        clock.now(),
    )


def terms_in_gradebook(world: ClassWorld, assignment_id: str) -> list[Terms]:
    facts = [world.facts(assignment_id)]
    lines = lines_of(facts, learners_of(world.classroom.id), clock.now())
    return [line.terms[0] for line in lines]


def teach_too(world: ClassWorld, teacher_id: int) -> None:
    classroom_id = world.classroom.id
    with write_transaction() as tx:
        tx.add(ClassroomTeacher(classroom_id=classroom_id, user_id=teacher_id, added_at=MONDAY))

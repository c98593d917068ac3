"""Setting a quiz for several classes at once, all or none, and taking that back in one press."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from quizapp.accounts.auditing import note_deed
from quizapp.assignments.assigning import (
    AssignmentSet,
    AssignmentWithdrawn,
    NewAssignment,
    lock_everybody,
)
from quizapp.assignments.facts import AssignmentFacts
from quizapp.classes.classrooms import locked_running
from quizapp.classes.facts import ClassFacts, class_facts
from quizapp.domain.errors import AlreadyBegun, NotFound
from quizapp.models import Assignment, Attempt, Classroom
from quizapp.models.assignments import assignment_in, set_together
from quizapp.models.attempts import AttemptKind
from quizapp.models.classrooms import classrooms_of_teacher, learner_count
from quizapp.web.database import Reading, Transaction, write_transaction
from quizapp.web.extensions import db

CAN_BE_UNDONE = timedelta(minutes=10)
"""So long the page of a quiz offers to take back what was done in one press."""

SAME_PRESS = timedelta(minutes=1)
"""So long the same form, sent again, is a second press on its button and sets nothing new."""


@dataclass(frozen=True)
class ClassToSet:
    """A running class of the teacher, and how many learners a quiz would reach there."""

    classroom: ClassFacts
    learners: int


@dataclass(frozen=True)
class JustSet:
    """What was set a moment ago: the classes of the teacher that it was set for, by title."""

    classes: tuple[ClassToSet, ...]


def running_classes(teacher_id: int) -> tuple[ClassToSet, ...]:
    """The classes that the teacher can set a quiz for, by title. One query."""
    count = learner_count(Classroom.id).correlate(Classroom).scalar_subquery()
    rows = db.session.execute(
        classrooms_of_teacher(teacher_id).where(Classroom.archived_at.is_(None)).add_columns(count)
    )
    return tuple(ClassToSet(class_facts(classroom), learners) for classroom, learners in rows)


def set_for_classes(
    class_ids: Collection[str], new: NewAssignment, actor_id: int, now: datetime
) -> dict[str, str]:
    """Set a quiz for classes of the teacher; the assignment's public id by that of the class.

    It is set for all of them or for none. Pressed twice, it is set once.

    Raises:
        NotFound: one of them is not taught by the teacher.
        ClassroomArchived: one of them is over.
    """
    with write_transaction() as tx:
        return {
            classroom.public_id: _set_for(tx, classroom, new, actor_id, now)
            for classroom in _locked_classes(tx, class_ids, actor_id)
        }


def just_set(
    classroom_id: int, assignment_id: str, teacher_id: int, now: datetime
) -> JustSet | None:
    """What the teacher can still take back: set a moment ago, begun by nobody. Three queries."""
    row = db.session.scalar(assignment_in(classroom_id, assignment_id))
    if row is None or row.pair_id is not None or not now - CAN_BE_UNDONE < row.created_at <= now:
        return None
    rows = db.session.scalars(set_together(row, teacher_id)).all()
    if _is_begun(db.session, rows):
        return None
    ids = {each.classroom_id for each in rows}
    classes = [each for each in running_classes(teacher_id) if each.classroom.id in ids]
    return JustSet(tuple(classes))


def new_of(assignment: AssignmentFacts) -> NewAssignment:
    """What was set, as it was set."""
    return NewAssignment(
        assignment.bank_key,
        assignment.quiz_key,
        assignment.title,
        assignment.terms,
        assignment.feedback,
        assignment.counting,
        assignment.weight,
        assignment.is_sequential,
    )


def take_back(classroom_id: int, assignment_id: str, actor_id: int, now: datetime) -> int:
    """Withdraw a quiz in all classes that it was set for in that press; returns in how many.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn.
        AlreadyBegun: somebody has begun it, in one of the classes.
    """
    with write_transaction() as tx:
        row = tx.scalar(assignment_in(classroom_id, assignment_id))
        if row is None:
            raise NotFound
        rows = _locked_together(tx, row, actor_id)
        if _is_begun(tx, rows):
            raise AlreadyBegun
        for each in rows:
            each.withdrawn_at = now
            deed = AssignmentWithdrawn(each.title)
            where = each.classroom_id
            note_deed(tx, deed, each.public_id, now, actor_id=actor_id, classroom_id=where)
        return len(rows)


def _locked_together(
    tx: Transaction, assignment: Assignment, teacher_id: int
) -> Sequence[Assignment]:
    """What was set in one press, while nobody can begin it: all classes first, then learners."""
    query = set_together(assignment, teacher_id)
    found = tx.scalars(query).all()
    for classroom_id in sorted({row.classroom_id for row in found}):
        locked_running(tx, classroom_id)
    lock_everybody(tx, [row.classroom_id for row in found], [row.public_id for row in found])
    return tx.scalars(query.execution_options(populate_existing=True)).all()


def _locked_classes(
    tx: Transaction, class_ids: Collection[str], teacher_id: int
) -> Sequence[Classroom]:
    """The classes, locked in one order, so that two who set quizzes never wait for each other."""
    query = classrooms_of_teacher(teacher_id).where(Classroom.public_id.in_(class_ids))
    rows = sorted(tx.scalars(query).all(), key=lambda row: row.id)
    if len(rows) != len(set(class_ids)):
        raise NotFound
    return [locked_running(tx, row.id) for row in rows]


def _set_for(
    tx: Transaction, classroom: Classroom, new: NewAssignment, actor_id: int, now: datetime
) -> str:
    if same := _set_just_now(tx, classroom.id, new, now):
        return same
    assignment = Assignment(classroom_id=classroom.id, created_at=now, **new.columns)
    tx.add(assignment)
    tx.flush()
    deed, subject = AssignmentSet(new.title), assignment.public_id
    note_deed(tx, deed, subject, now, actor_id=actor_id, classroom_id=classroom.id)
    return subject


def _set_just_now(
    tx: Transaction, classroom_id: int, new: NewAssignment, now: datetime
) -> str | None:
    """What a press before this one has set: the same in every word and date, a moment ago."""
    values = {"classroom_id": classroom_id, "withdrawn_at": None, "pair_id": None, **new.columns}
    query = select(Assignment.public_id).filter_by(**values)
    return tx.scalar(query.where(Assignment.created_at > now - SAME_PRESS).limit(1))


def _is_begun(session: Reading, rows: Sequence[Assignment]) -> bool:
    begun = select(Attempt.id).where(
        Attempt.assignment_id.in_([row.id for row in rows]), Attempt.kind == AttemptKind.QUIZ
    )
    return session.scalar(begun.limit(1)) is not None

"""Setting quizzes for classrooms, changing the terms, and taking assignments back.

Whatever changes terms locks the learners of the class first: nobody begins or goes on with an
attempt by the old terms once the new ones are in force.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, union, update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.assignments.moving_ends import move_ends, plain, running_attempts
from quizapp.attempts.scoring import finish
from quizapp.classes.classrooms import locked_running
from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.errors import NotFound, QuizFixed
from quizapp.models import Assignment, Attempt, Enrolment
from quizapp.models.assignments import assignment_in
from quizapp.models.attempts import AttemptKind
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AssignmentSet(
    Deed, name="create assignment", kind=DeedKind.ASSIGNMENTS, sentence=_l("set “%(title)s”")
):
    """A quiz was set for a class."""

    title: str


@dataclass(frozen=True)
class AssignmentChanged(
    Deed,
    name="edit assignment",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("changed “%(title)s”: %(changed)s"),
):
    """An assignment was changed: `terms` holds the old and the new value of what is `changed`."""

    title: str
    changed: list[str]
    terms: dict[str, list[Any]]


@dataclass(frozen=True)
class AssignmentWithdrawn(
    Deed, name="withdraw assignment", kind=DeedKind.ASSIGNMENTS, sentence=_l("withdrew “%(title)s”")
):
    """An assignment was taken back."""

    title: str


@dataclass(frozen=True)
class NewAssignment:
    """What a teacher sets: a quiz of a bank, its title for the class, and the terms."""

    bank_key: str
    quiz_key: str
    title: str
    terms: Terms
    feedback: FeedbackTime = FeedbackTime.AFTER_EACH
    counting: Counting = Counting.BEST
    weight: float = 1.0
    is_sequential: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """The values by the names of the table's columns."""
        terms = asdict(self.terms)
        del terms["is_excused"]  # a single learner may be, a class is not
        return {
            "title": self.title,
            "bank_key": self.bank_key,
            "quiz_key": self.quiz_key,
            **terms,
            "feedback": self.feedback,
            "counting": self.counting,
            "weight": self.weight,
            "is_sequential": self.is_sequential,
        }


def create_assignment(
    classroom_id: int, new: NewAssignment, actor_id: int | None, now: datetime
) -> str:
    """Set a quiz for a classroom; returns the assignment's public id.

    Raises:
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        locked_running(tx, classroom_id)
        assignment = Assignment(classroom_id=classroom_id, created_at=now, **new.columns)
        tx.add(assignment)
        tx.flush()
        deed, subject = AssignmentSet(new.title), assignment.public_id
        note_deed(tx, deed, subject, now, actor_id=actor_id, classroom_id=classroom_id)
        return subject


def edit_assignment(
    classroom_id: int, public_id: str, new: NewAssignment, actor_id: int | None, now: datetime
) -> int:
    """Change an assignment; returns for how many running attempts the end moved.

    What has run out by the old terms stays over. Running attempts end by the new ones, at the
    earliest now; and all attempts show their feedback when the assignment says so now.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn.
        QuizFixed: the quiz is to be another one, and it is fixed.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        assignment = locked_assignment(tx, classroom_id, public_id)
        running = running_attempts(tx, assignment, now)
        changed = _take_over(assignment, new)
        if not changed:
            return 0
        tx.execute(
            update(Attempt)
            .where(Attempt.assignment_id == assignment.id)
            .values(feedback_mode=new.feedback)
        )
        moved = move_ends(tx, assignment, running, now)
        deed = AssignmentChanged(new.title, [*changed], changed)
        note_deed(tx, deed, public_id, now, actor_id=actor_id, classroom_id=classroom_id)
        return moved


def withdraw_assignment(
    classroom_id: int, public_id: str, actor_id: int | None, now: datetime
) -> None:
    """Take an assignment back. What was done under it is kept; what is running ends now.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn before.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        assignment = locked_assignment(tx, classroom_id, public_id)
        for attempt in running_attempts(tx, assignment, now):
            finish(tx, attempt, now)
        assignment.withdrawn_at = now
        deed = AssignmentWithdrawn(assignment.title)
        note_deed(tx, deed, public_id, now, actor_id=actor_id, classroom_id=classroom_id)


def is_quiz_fixed(assignment_id: int) -> bool:
    """Whether the quiz stays what it is: somebody has begun it, or it is half of a pair."""
    begun = select(Attempt.id).where(
        Attempt.assignment_id == assignment_id, Attempt.kind == AttemptKind.QUIZ
    )
    paired = select(Assignment.id).where(
        Assignment.id == assignment_id, Assignment.pair_id.is_not(None)
    )
    return bool(db.session.scalar(select(begun.exists() | paired.exists())))


def _take_over(assignment: Assignment, new: NewAssignment) -> dict[str, list[Any]]:
    """Change what is to be otherwise; returns the old and the new value of each, as JSON takes it.

    Raises:
        QuizFixed: the quiz is to be another one, and it is fixed.
    """
    columns = new.columns
    before = {name: getattr(assignment, name) for name in columns}
    changed = {name: value for name, value in columns.items() if value != before[name]}
    if changed.keys() & {"bank_key", "quiz_key"} and is_quiz_fixed(assignment.id):
        raise QuizFixed
    for name, value in changed.items():
        setattr(assignment, name, value)
    return {name: [plain(before[name]), plain(value)] for name, value in changed.items()}


def locked_assignment(tx: Transaction, classroom_id: int, public_id: str) -> Assignment:
    """The assignment of a running class, while nobody of the class can begin or respond."""
    locked_running(tx, classroom_id)
    lock_everybody(tx, [classroom_id], [public_id])
    assignment = tx.scalar(assignment_in(classroom_id, public_id))
    if assignment is None:
        raise NotFound
    return assignment


def lock_everybody(
    tx: Transaction, classroom_ids: Collection[int], public_ids: Collection[str]
) -> None:
    """Lock all learners of the classes, and who is at one of the assignments and has left."""
    enrolled = select(Enrolment.user_id).where(Enrolment.classroom_id.in_(classroom_ids))
    at_work = (
        select(Attempt.user_id)
        .join(Assignment, Attempt.assignment_id == Assignment.id)
        .where(Assignment.public_id.in_(public_ids), Attempt.finished_at.is_(None))
    )
    everybody = union(enrolled, at_work).subquery()
    lock_learners(tx, select(everybody.c.user_id))

"""Setting quizzes for classrooms, by which terms, and taking them back.

Whatever changes terms locks the learners of the class first: nobody begins or goes on with an
attempt by the old terms once the new ones are in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, union, update

from quizapp.accounts.auditing import note_deed
from quizapp.assignments.moving_ends import move_ends, plain, running_attempts
from quizapp.attempts.scoring import finish
from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.errors import NotFound, QuizFixed
from quizapp.models import Assignment, Attempt, Enrolment
from quizapp.models.assignments import assignment_in
from quizapp.models.attempts import AttemptKind
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db

FACTS = (
    *("title", "bank_key", "quiz_key", "opens_at", "due_at", "closes_at"),
    *("attempts_allowed", "time_limit", "feedback", "counting", "weight"),
)
"""What the audit trail tells of an assignment."""


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


def create_assignment(
    classroom: ClassFacts, new: NewAssignment, actor_id: int | None, now: datetime
) -> str:
    """Set a quiz for a classroom; returns the assignment's public id."""
    classroom_id = classroom.id
    with write_transaction() as tx:
        assignment = Assignment(
            classroom_id=classroom_id,
            bank_key=new.bank_key,
            quiz_key=new.quiz_key,
            title=new.title,
            opens_at=new.terms.opens_at,
            due_at=new.terms.due_at,
            closes_at=new.terms.closes_at,
            attempts_allowed=new.terms.attempts_allowed,
            time_limit=new.terms.time_limit,
            feedback=new.feedback,
            counting=new.counting,
            weight=new.weight,
            created_at=now,
        )
        tx.add(assignment)
        tx.flush()
        note_deed(
            tx,
            "create assignment",
            assignment.public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
            title=new.title,
        )
        return assignment.public_id


def assignment_of(classroom: ClassFacts, public_id: str) -> Assignment:
    """The assignment, if it is this classroom's.

    Raises:
        NotFound: it is not, or was withdrawn.
    """
    assignment = db.session.scalar(assignment_in(classroom.id, public_id))
    if assignment is None:
        raise NotFound
    return assignment


def edit_assignment(
    classroom: ClassFacts, public_id: str, new: NewAssignment, actor_id: int | None, now: datetime
) -> int:
    """Change an assignment; returns for how many running attempts the end moved.

    What has run out by the old terms stays over. Running attempts end by the new ones, at the
    earliest now; and all attempts show their feedback when the assignment says so now.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn.
        QuizFixed: the quiz is to be another one, and somebody has begun it.
    """
    classroom_id = classroom.id
    with write_transaction() as tx:
        assignment = _locked(tx, classroom_id, public_id)
        before = _facts(assignment)
        if (new.bank_key, new.quiz_key) != (assignment.bank_key, assignment.quiz_key):
            if is_quiz_fixed(assignment):
                raise QuizFixed
            assignment.bank_key, assignment.quiz_key = new.bank_key, new.quiz_key
        running = running_attempts(tx, assignment, now)
        assignment.title = new.title
        for name in ("opens_at", "due_at", "closes_at", "attempts_allowed", "time_limit"):
            setattr(assignment, name, getattr(new.terms, name))
        assignment.feedback, assignment.counting = new.feedback, new.counting
        assignment.weight = new.weight
        tx.execute(
            update(Attempt)
            .where(Attempt.assignment_id == assignment.id)
            .values(feedback_mode=new.feedback)
        )
        moved = move_ends(tx, assignment, running, now)
        after = _facts(assignment)
        changed = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
        note_deed(
            tx,
            "edit assignment",
            public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
            title=assignment.title,
            changed=list(changed),
            terms=changed,
        )
        return moved


def withdraw_assignment(
    classroom: ClassFacts, public_id: str, actor_id: int | None, now: datetime
) -> None:
    """Take an assignment back. What was done under it is kept; what is running ends now.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn before.
    """
    classroom_id = classroom.id
    with write_transaction() as tx:
        assignment = _locked(tx, classroom_id, public_id)
        for attempt in running_attempts(tx, assignment, now):
            finish(tx, attempt, now)
        assignment.withdrawn_at = now
        note_deed(
            tx,
            "withdraw assignment",
            public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
            title=assignment.title,
        )


def is_quiz_fixed(assignment: Assignment) -> bool:
    """Whether the quiz stays what it is: somebody has begun it, or it is half of a pair."""
    begun = select(Attempt.id).where(
        Attempt.assignment_id == assignment.id, Attempt.kind == AttemptKind.QUIZ
    )
    return assignment.pair_id is not None or db.session.scalar(begun.limit(1)) is not None


def _locked(tx: Transaction, classroom_id: int, public_id: str) -> Assignment:
    """The assignment, while nobody of the class can begin or respond."""
    enrolled = select(Enrolment.user_id).where(Enrolment.classroom_id == classroom_id)
    at_work = (
        select(Attempt.user_id)
        .join(Assignment, Attempt.assignment_id == Assignment.id)
        .where(Assignment.public_id == public_id, Attempt.finished_at.is_(None))
    )
    everybody = union(enrolled, at_work).subquery()
    lock_learners(tx, select(everybody.c.user_id))
    assignment = tx.scalar(assignment_in(classroom_id, public_id))
    if assignment is None:
        raise NotFound
    return assignment


def _facts(assignment: Assignment) -> dict[str, Any]:
    return {name: plain(getattr(assignment, name)) for name in FACTS}

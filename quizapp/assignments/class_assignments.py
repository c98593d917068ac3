"""The assignments of a class as a teacher sees them: how far everybody has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import Phase, Standing, Terms
from quizapp.models import Assignment, AssignmentException, Attempt, Enrolment, User
from quizapp.models.assignments import assignments_of
from quizapp.models.attempts import AttemptKind
from quizapp.models.classrooms import enrolled_learners
from quizapp.models.held_keys import ended
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment in the list. Counts are of learners who are in the class now."""

    id: str
    title: str
    bank_id: str
    quiz_id: str
    phase: Phase
    terms: Terms
    begun: int
    finished: int
    learners: int
    pair_id: str | None = None


@dataclass(frozen=True)
class LearnerStanding:
    """Where one learner stands with an assignment, and what is otherwise for them.

    `deadline_at` is that of a running attempt; `last_ended_at` is when the last one ended.
    """

    id: str
    name: str
    standing: Standing
    begun: int
    terms: Terms
    exception: AssignmentException | None
    deadline_at: datetime | None
    last_ended_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether the last attempt was handed in late."""
        return self.last_ended_at is not None and self.terms.is_late(self.last_ended_at)


def assignment_rows(classroom: ClassFacts, now: datetime) -> list[AssignmentRow]:
    """All assignments of a class, what is open or to come first. Three queries."""
    found = assignments_of(classroom.id).options(joinedload(Assignment.pair))
    assignments = db.session.scalars(found).all()
    learners = db.session.scalar(
        select(func.count()).select_from(enrolled_learners(classroom.id).subquery())
    )
    counts = _counts(classroom, now)
    rows = [
        AssignmentRow(
            id=row.public_id,
            title=row.title,
            bank_id=row.bank_key,
            quiz_id=row.quiz_key,
            phase=row.terms.phase(now),
            terms=row.terms,
            begun=counts.get(row.id, (0, 0))[0],
            finished=counts.get(row.id, (0, 0))[1],
            learners=learners or 0,
            pair_id=row.pair.public_id if row.pair else None,
        )
        for row in assignments
    ]
    return sorted(rows, key=lambda row: row.phase is Phase.CLOSED)


def learner_standings(
    classroom: ClassFacts, assignment: Assignment, now: datetime
) -> list[LearnerStanding]:
    """Everybody in the class with this assignment, by name. Three queries."""
    exceptions = {
        row.user_id: row
        for row in db.session.scalars(
            select(AssignmentException).where(AssignmentException.assignment_id == assignment.id)
        )
    }
    attempts: dict[int, list[Attempt]] = {}
    for attempt in db.session.scalars(
        select(Attempt)
        .where(Attempt.assignment_id == assignment.id, Attempt.kind == AttemptKind.QUIZ)
        .order_by(Attempt.assignment_number)
    ):
        attempts.setdefault(attempt.user_id, []).append(attempt)
    return [
        _standing(user, assignment.terms, exceptions.get(user.id), attempts.get(user.id, ()), now)
        for user in db.session.scalars(enrolled_learners(classroom.id))
    ]


def _counts(classroom: ClassFacts, now: datetime) -> dict[int, tuple[int, int]]:
    """By assignment: how many learners have begun, and how many have finished an attempt."""
    rows = db.session.execute(
        select(
            Assignment.id,
            func.count(Attempt.user_id.distinct()),
            func.count(Attempt.user_id.distinct()).filter(ended(now)),
        )
        .select_from(Attempt)
        .join(Assignment, Attempt.assignment_id == Assignment.id)
        .join(
            Enrolment,
            (Enrolment.user_id == Attempt.user_id) & (Enrolment.classroom_id == classroom.id),
        )
        .where(
            Assignment.classroom_id == classroom.id,
            Attempt.kind == AttemptKind.QUIZ,
            Enrolment.left_at.is_(None),
        )
        .group_by(Assignment.id)
    )
    return {assignment_id: (begun, finished) for assignment_id, begun, finished in rows}


def _standing(
    user: User,
    class_terms: Terms,
    exception: AssignmentException | None,
    attempts: Sequence[Attempt],
    now: datetime,
) -> LearnerStanding:
    terms = exception.applied_to(class_terms) if exception else class_terms
    over = [attempt for attempt in attempts if attempt.is_over(now)]
    running = next((attempt for attempt in attempts if not attempt.is_over(now)), None)
    return LearnerStanding(
        id=user.public_id,
        name=user.display_name,
        standing=terms.standing(now, is_running=running is not None, finished=len(over)),
        begun=len(attempts),
        terms=terms,
        exception=exception,
        deadline_at=running.deadline_at if running else None,
        last_ended_at=over[-1].ended_at(now) if over else None,
    )

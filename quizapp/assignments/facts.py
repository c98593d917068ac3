"""An assignment as plain facts: what pages and deeds are given instead of the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, TestPair
from quizapp.models.assignments import assignment_in, assignments_of, taught_assignment
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AssignmentFacts:
    """One assignment as it was read. `id` stays inside the server; addresses have `public_id`.

    Attributes:
        terms: Those for the class as a whole.
        pair_id: The public id of the pair whose pre- or post-test it is.
    """

    id: int
    public_id: str
    classroom_id: int
    bank_key: str
    quiz_key: str
    title: str
    terms: Terms
    feedback: FeedbackTime
    counting: Counting
    weight: float
    is_sequential: bool
    pair_id: str | None
    is_post_test: bool
    withdrawn_at: datetime | None


def assignment_of(classroom_id: int, public_id: str) -> AssignmentFacts:
    """The assignment, if it is this classroom's. One query.

    Raises:
        NotFound: it is not, or was withdrawn.
    """
    for assignment in assignments_found_by(assignment_in(classroom_id, public_id)):
        return assignment
    raise NotFound


def assignment_taught_by(public_id: str, teacher_id: int) -> AssignmentFacts:
    """The assignment, if it is of a class of the teacher's, running or over. One query.

    Raises:
        NotFound: it is not, or was withdrawn.
    """
    for assignment in assignments_found_by(taught_assignment(public_id, teacher_id)):
        return assignment
    raise NotFound


def assignments_of_class(classroom_id: int) -> list[AssignmentFacts]:
    """All that were not withdrawn, in the order they open. One query."""
    return assignments_found_by(assignments_of(classroom_id))


def assignments_found_by(query: Select[Assignment]) -> list[AssignmentFacts]:
    """The assignments that the query finds, in its order."""
    pair = joinedload(Assignment.pair).load_only(TestPair.public_id)
    return [_facts(row) for row in db.session.scalars(query.options(pair))]


def _facts(row: Assignment) -> AssignmentFacts:
    return AssignmentFacts(
        id=row.id,
        public_id=row.public_id,
        classroom_id=row.classroom_id,
        bank_key=row.bank_key,
        quiz_key=row.quiz_key,
        title=row.title,
        terms=row.terms,
        feedback=FeedbackTime(row.feedback),
        counting=Counting(row.counting),
        weight=row.weight,
        is_sequential=row.is_sequential,
        pair_id=row.pair.public_id if row.pair else None,
        is_post_test=row.is_post_test,
        withdrawn_at=row.withdrawn_at,
    )

"""What to ask about a pre-test and post-test: the pair, its two assignments, who reached what."""

from __future__ import annotations

from sqlalchemy import NotNullable, Select, func, select

from quizapp.models.assignments import Assignment, TestPair
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.marks_that_hold import current_score
from quizapp.models.people import User


def pair_in(classroom_id: int, public_id: str) -> Select[TestPair]:
    """The pair of tests, if it is this classroom's."""
    return select(TestPair).where(
        TestPair.classroom_id == classroom_id, TestPair.public_id == public_id
    )


def tests_of_pair(pair_id: int) -> Select[Assignment]:
    """The two tests of a pair, the pre-test first; also when withdrawn."""
    return select(Assignment).where(Assignment.pair_id == pair_id).order_by(Assignment.is_post_test)


def first_shares(assignment_ids: list[int]) -> Select[str, str, int, str, float]:
    """Of each learner's first finished attempt under each of the assignments of a pair.

    The learner's public id and name, the assignment, the form, and the share that holds now.
    """
    ranked = (
        select(
            Attempt.id,
            func.row_number()
            .over(
                partition_by=(Attempt.assignment_id, Attempt.user_id),
                order_by=Attempt.assignment_number,
            )
            .label("rank"),
        )
        .where(
            Attempt.assignment_id.in_(assignment_ids),
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.finished_at.is_not(None),
            Attempt.form.is_not(None),
        )
        .subquery()
    )
    return (
        select(
            User.public_id,
            User.display_name,
            NotNullable(Attempt.assignment_id),
            NotNullable(Attempt.form),
            NotNullable((current_score / Attempt.max_score).label("share")),
        )
        .join(User, User.id == Attempt.user_id)
        .join(ranked, ranked.c.id == Attempt.id)
        .where(ranked.c.rank == 1)
        .order_by(Attempt.id)
    )

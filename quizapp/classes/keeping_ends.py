"""Later ends of a learner who leaves a class by themselves, and could come back with the keys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from quizapp.domain.assignments import GRACE, FeedbackTime
from quizapp.models import Assignment, AssignmentException
from quizapp.models.accommodations import accommodations_in
from quizapp.models.assignments import assignments_of
from quizapp.web.database import Transaction


def keep_later_ends(tx: Transaction, classroom_id: int, user_id: int, now: datetime) -> None:
    """Let the answers of the class go on waiting for this learner, where they wait for the close.

    What holds for a learner in all of a class keeps nobody waiting once they have left; what one
    assignment says of them does.
    """
    row = tx.scalar(accommodations_in(classroom_id, [user_id]))
    if row is None:
        return
    waiting = assignments_of(classroom_id).where(Assignment.feedback == FeedbackTime.AFTER_CLOSE)
    ends = {each.id: row.held.otherwise(each.terms).closes_at for each in tx.scalars(waiting)}
    kept = {
        each.assignment_id: each
        for each in tx.scalars(
            select(AssignmentException).where(
                AssignmentException.user_id == user_id,
                AssignmentException.assignment_id.in_(ends),
            )
        )
    }
    for assignment_id, end in ends.items():
        if end is None or end < now - GRACE:
            continue
        single = kept.get(assignment_id)
        if single is None:
            single = AssignmentException(assignment_id=assignment_id, user_id=user_id)
            tx.add(single)
        single.closes_at = single.closes_at or end

"""Ends of running attempts, which move when a teacher changes the terms they are taken by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from quizapp.attempts.scoring import finish_if_overdue
from quizapp.domain.accommodations import own_terms
from quizapp.models import Assignment, AssignmentException, Attempt
from quizapp.models.accommodations import accommodations_in
from quizapp.models.attempts import AttemptKind
from quizapp.web.database import Transaction


def running_attempts(
    tx: Transaction, assignment: Assignment, now: datetime, user_id: int | None = None
) -> list[Attempt]:
    """The attempts under way; those whose time is over by the present terms are ended."""
    query = select(Attempt).where(
        Attempt.assignment_id == assignment.id,
        Attempt.kind == AttemptKind.QUIZ,
        Attempt.finished_at.is_(None),
    )
    if user_id is not None:
        query = query.where(Attempt.user_id == user_id)
    unfinished = tx.scalars(query.order_by(Attempt.id)).all()
    return [attempt for attempt in unfinished if not finish_if_overdue(tx, attempt, now)]


def move_ends(
    tx: Transaction, assignment: Assignment, running: list[Attempt], now: datetime
) -> int:
    """Let running attempts end by the terms as they are; returns how many ends moved."""
    single = {
        row.user_id: row.terms
        for row in tx.scalars(
            select(AssignmentException).where(AssignmentException.assignment_id == assignment.id)
        )
    }
    held = {row.user_id: row.held for row in tx.scalars(accommodations_in(assignment.classroom_id))}
    moved = 0
    for attempt in running:
        user_id = attempt.user_id
        terms = own_terms(assignment.terms, held.get(user_id), single.get(user_id))
        deadline = terms.deadline(attempt.started_at)
        if deadline != attempt.deadline_at:
            attempt.deadline_at = None if deadline is None else max(deadline, now)
            moved += 1
    return moved


def plain(value: Any) -> Any:
    """A value of a term as JSON takes it."""
    return value.isoformat() if isinstance(value, datetime) else value

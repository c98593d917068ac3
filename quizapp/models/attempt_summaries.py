"""Attempts as lists show them: columns alone, with what has been answered so far."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select

from quizapp.models.attempts import Attempt, AttemptItem, Response
from quizapp.models.marks_that_hold import answered_count, current_credit, current_score


def summarised(query: Select[Attempt]) -> Select[*tuple[Any, ...]]:
    """The attempts that `query` finds, in its order, each as the columns that tell of it.

    `answered` is how many of its items were answered, `earned` the sum of what they count.
    """
    return query.with_only_columns(
        Attempt.public_id,
        Attempt.bank_key,
        Attempt.quiz_key,
        Attempt.quiz_title,
        Attempt.kind,
        Attempt.assignment_id,
        Attempt.feedback_mode,
        Attempt.item_count,
        Attempt.max_score,
        Attempt.started_at,
        Attempt.finished_at,
        Attempt.deadline_at,
        current_score.label("score"),
        _of_items(answered_count).label("answered"),
        func.coalesce(_of_items(func.sum(current_credit)), 0.0).label("earned"),
    )


def _of_items(figure: ColumnElement[Any]) -> ScalarSelect[Any]:
    return (
        select(figure)
        .select_from(AttemptItem)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == Attempt.id)
        .correlate(Attempt)
        .scalar_subquery()
    )

"""Scores that follow marks which a regrade has decided anew: rows are added, none is changed."""

from __future__ import annotations

from math import isclose

from sqlalchemy import Select, func, select

from quizapp.models import Attempt, AttemptItem, RegradedMark, RegradedScore, Response
from quizapp.models.attempts import current_mark, current_score
from quizapp.web.database import Transaction


def regrade_score_at_finish(tx: Transaction, attempt_id: int) -> None:
    """Let the regrades that were made while the attempt was running count in its score.

    Called once, when the attempt has ended and its score was recorded from the marks of the day.
    """
    last = tx.scalar(
        select(func.max(RegradedMark.regrade_id))
        .join(AttemptItem, RegradedMark.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id)
    )
    if last is not None:
        regrade_scores(tx, last, select(Attempt.id).where(Attempt.id == attempt_id))


def regrade_scores(tx: Transaction, regrade_id: int, attempt_ids: Select[int]) -> None:
    """Add a score to each ended attempt whose marks no longer sum up to the one that holds."""
    totals = (
        select(AttemptItem.attempt_id, func.sum(current_mark).label("total"))
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id.in_(attempt_ids))
        .group_by(AttemptItem.attempt_id)
        .subquery()
    )
    rows = tx.execute(
        select(Attempt.id, Attempt.score, current_score.label("held"), totals.c.total)
        .join(totals, totals.c.attempt_id == Attempt.id)
        .where(Attempt.finished_at.is_not(None))
        .order_by(Attempt.id)
    ).all()
    tx.add_all(
        RegradedScore(
            regrade_id=regrade_id,
            attempt_id=row.id,
            # Sums of thirds differ in the last digit: what was recorded comes back exactly.
            score=None if isclose(row.total, row.score, abs_tol=1e-9) else row.total,
            previous=row.held,
        )
        for row in rows
        if not isclose(row.total, row.held, abs_tol=1e-9)
    )
    tx.flush()

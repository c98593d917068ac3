"""Attempts ended and scored: by the learner, by the last response, or because time is over.

A score is recorded once, at the end. What a regrade makes of it is a row beside it.
"""

from __future__ import annotations

from datetime import datetime
from math import isclose

from sqlalchemy import Select, func, select, update

from quizapp.domain.drills.marking import MAX_MARK
from quizapp.models import Attempt, AttemptItem, RegradedMark, RegradedScore, Response, User
from quizapp.models.attempts_found import LockedAttempt
from quizapp.models.held_keys import overdue_attempts
from quizapp.models.marks_that_hold import current_credit, current_score, recorded_credit
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db

AT_ONCE = 200
"""Of attempts whose time is over, about so many are ended in one transaction."""


def finish(tx: Transaction, attempt: Attempt | LockedAttempt, now: datetime) -> datetime | None:
    """End an attempt, once; items without a response count as nought.

    One with a deadline ends by it at the latest: what came in the grace after it is not late.
    Returns when it has ended by this; None if it had before.
    """
    earned = (
        select(func.coalesce(func.sum(recorded_credit), 0.0))
        .join(AttemptItem)
        .where(AttemptItem.attempt_id == attempt.id)
        .scalar_subquery()
    )
    deadline = attempt.deadline_at
    ends_at = now if deadline is None else min(now, deadline)
    ended = tx.scalar(
        update(Attempt)
        .where(Attempt.id == attempt.id, Attempt.finished_at.is_(None))
        .values(
            finished_at=ends_at,
            score=earned,
            max_score=MAX_MARK * attempt.item_count,
        )
        .returning(Attempt.id)
    )
    if ended is None:
        return None
    _regrade_score_at_finish(tx, ended)
    return ends_at


def finish_if_overdue(tx: Transaction, attempt: Attempt, now: datetime) -> bool:
    """End an attempt whose time is over; whether it was."""
    if not attempt.is_overdue(now):
        return False
    finish(tx, attempt, now)
    return True


def finish_overdue(now: datetime) -> int:
    """End all attempts whose time is over; returns how many.

    The learners' own pages do not need it: they go by the clock. It is for whoever reads many
    attempts, so that these find them ended. Nothing is written where nothing is to be done.
    """
    count = 0
    while db.session.scalar(overdue_attempts(now).limit(1)) is not None:
        with write_transaction() as tx:
            of_some = overdue_attempts(now).limit(AT_ONCE).with_only_columns(Attempt.user_id)
            user_ids = set(tx.scalars(of_some))
            lock_learners(tx, select(User.id).where(User.id.in_(user_ids)))
            # Looked for anew: while we waited, some were ended, and others came in their place.
            theirs = overdue_attempts(now).where(Attempt.user_id.in_(user_ids))
            for attempt in tx.scalars(theirs).all():
                finish(tx, attempt, now)
                count += 1
    db.session.rollback()
    return count


def regrade_scores(tx: Transaction, regrade_id: int, attempt_ids: Select[int]) -> None:
    """Add a score to each ended attempt whose credits no longer sum up to the one that holds."""
    totals = (
        select(AttemptItem.attempt_id, func.sum(current_credit).label("total"))
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


def _regrade_score_at_finish(tx: Transaction, attempt_id: int) -> None:
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

"""Ending attempts: by the learner, by the last response, or because the time is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from quizapp.attempts.rescoring import regrade_score_at_finish
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.models import Attempt, AttemptItem, Response, User
from quizapp.models.held_keys import overdue_attempts
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db

AT_ONCE = 200
"""Of attempts whose time is over, about so many are ended in one transaction."""


def finish(tx: Transaction, attempt: Attempt, now: datetime) -> None:
    """End an attempt, once; items without a response count as nought.

    One with a deadline ends by it at the latest: what came in the grace after it is not late.
    """
    earned = (
        select(func.coalesce(func.sum(Response.mark), 0.0))
        .join(AttemptItem)
        .where(AttemptItem.attempt_id == attempt.id)
        .scalar_subquery()
    )
    deadline = attempt.deadline_at
    ended = tx.scalar(
        update(Attempt)
        .where(Attempt.id == attempt.id, Attempt.finished_at.is_(None))
        .values(
            finished_at=now if deadline is None else min(now, deadline),
            score=earned,
            max_score=MAX_MARK * attempt.item_count,
        )
        .returning(Attempt.id)
    )
    if ended is not None:
        regrade_score_at_finish(tx, ended)


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
            found = overdue_attempts(now).limit(AT_ONCE).with_only_columns(Attempt.user_id)
            user_ids = set(tx.scalars(found))
            lock_learners(tx, select(User.id).where(User.id.in_(user_ids)))
            # Looked for anew: while we waited, some were ended, and others came in their place.
            theirs = overdue_attempts(now).where(Attempt.user_id.in_(user_ids))
            for attempt in tx.scalars(theirs).all():
                finish(tx, attempt, now)
                count += 1
    db.session.rollback()
    return count

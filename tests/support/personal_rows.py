"""Rows that say something about a learner, for tests of what becomes of them."""

from __future__ import annotations

from quizapp.models import (
    AssignmentException,
    AuditEntry,
    Challenge,
    LearnerAccommodation,
    LearnerNote,
    LoginCode,
    LoginSession,
    Notice,
    Reminder,
    ScoreOverride,
    User,
)
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld
from tests.support.playing import attempt_with


def personal_rows(world: ClassWorld, user_id: int, attempt_id: str) -> None:
    """One row in each table that says something about a learner."""
    assignment, now = world.assignment(world.assign("quiet")), clock.now()
    items = [item.id for item in attempt_with(attempt_id).items]
    about = {"user_id": user_id, "bank_key": "tides", "item_key": "ebb", "made_at": now}
    with write_transaction() as tx:
        tx.add_all(
            [
                ScoreOverride(
                    assignment_id=assignment.id,
                    user_id=user_id,
                    share=0.5,
                    reason="Ana was ill.",
                    made_at=now,
                ),
                AssignmentException(assignment_id=assignment.id, user_id=user_id, extra_time=60),
                LearnerAccommodation(
                    classroom_id=assignment.classroom_id, user_id=user_id, more_percent=25
                ),
                LearnerNote(
                    classroom_id=assignment.classroom_id,
                    user_id=user_id,
                    words="Ana sits beside Bo.",
                    written_at=now,
                ),
                Challenge(attempt_item_id=items[0], words="Open words of Ana.", **about),
                Challenge(
                    attempt_item_id=items[1],
                    words="Ana says.",
                    state="declined",
                    reply="No, Ana.",
                    **about,
                ),
                Notice(
                    user_id=user_id, kind="regraded", figures={}, words="Dear Ana", created_at=now
                ),
                Reminder(assignment_id=assignment.id, user_id=user_id, made_at=now, mailed_at=now),
                LoginCode(user_id=user_id, code_hash="c" * 64, made_at=now, expires_at=now),
                LoginSession(user_id=user_id, token_hash="s" * 64, created_at=now, expires_at=now),
                AuditEntry(
                    happened_at=now,
                    deed="override score",
                    subject=tx.get_one(User, user_id).public_id,
                    classroom_id=assignment.classroom_id,
                    details={"learner": "Ana", "title": "All"},
                ),
            ]
        )

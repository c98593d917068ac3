"""How long learners were at a quiz, whoever set it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import NotNullable, Select, select

from quizapp.models.attempts import Attempt, AttemptKind

NEWEST = 200
"""So many attempts say what is usual; older ones were at other questions."""


def newest_times(bank_key: str, quiz_key: str) -> Select[datetime, datetime]:
    """Begin and end of the newest attempts at the quiz that have ended."""
    return (
        select(Attempt.started_at, NotNullable(Attempt.finished_at))
        .where(
            Attempt.bank_key == bank_key,
            Attempt.quiz_key == quiz_key,
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.finished_at.is_not(None),
        )
        .order_by(Attempt.id.desc())
        .limit(NEWEST)
    )

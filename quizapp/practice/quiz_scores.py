"""A learner's first and best score at each quiz."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select

from quizapp.models import Attempt
from quizapp.models.held_keys import moment_asked
from quizapp.models.marks_that_hold import current_score
from quizapp.taking.overviews import finished_quizzes
from quizapp.web.database import columns_of
from quizapp.web.extensions import db


@dataclass(frozen=True)
class QuizScore:
    """A quiz that was finished at least once; scores are shares, from 0 to 1.

    Attributes:
        bank_id: The bank.
        quiz_title: What it was called when it was taken last.
        count: How often it was finished.
        first: The share of the first time.
        best: The best.
        last_id: The attempt finished last, by its public id.
    """

    bank_id: str
    quiz_title: str
    count: int
    first: float
    best: float
    last_id: str


def quiz_scores(user_id: int | None, now: datetime) -> list[QuizScore]:
    """By quiz, the one finished last in front; those whose results wait are left out. One query."""
    if user_id is None:
        return []
    rows = columns_of(db.session, _finished(), {"user_id": user_id, **moment_asked(now)})
    found: dict[tuple[str, str], QuizScore] = {}
    for row in rows:
        key = (row.bank_key, row.quiz_key)
        later = found.get(key)
        found[key] = QuizScore(
            bank_id=row.bank_key,
            quiz_title=later.quiz_title if later else row.quiz_title,
            count=later.count + 1 if later else 1,
            first=row.share,
            best=max(later.best, row.share) if later else row.share,
            last_id=later.last_id if later else row.public_id,
        )
    return list(found.values())


@cache
def _finished() -> Select[*tuple[Any, ...]]:
    share = (current_score / Attempt.max_score).label("share")
    return finished_quizzes().with_only_columns(
        Attempt.bank_key, Attempt.quiz_key, Attempt.quiz_title, Attempt.public_id, share
    )

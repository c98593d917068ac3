"""Questions of a session that the server checks: each an attempt of one item.

What was never learnt is asked so that the answer shows it, and nobody has to rate it themselves.
The page is that of any question of an attempt; here it only begins.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from quizapp.banks.revisions import PublishedBank
from quizapp.models import Attempt
from quizapp.models.attempts import AttemptKind
from quizapp.models.begun_attempts import open_question
from quizapp.taking.starting import SEED_BITS, begin
from quizapp.web.database import lock_learner, write_transaction
from quizapp.web.extensions import db

SESSION_QUIZ = "session"
"""Stands where an attempt has the id of its quiz."""


def question_to_go_on_with(user_id: int | None) -> str | None:
    """The attempt of a question that was put and not answered yet."""
    return db.session.scalar(open_question(user_id)) if user_id else None


def begin_question(
    published: PublishedBank,
    user_id: int,
    item_id: str,
    title: str,
    now: datetime,
    *,
    seed: int | None = None,
) -> str:
    """Put a question; returns the attempt's public id. Pressing twice puts one.

    The order of its options follows from the seed; without one it is drawn.

    Raises:
        NothingToAsk: the bank has no such item any more.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        begun = tx.scalar(open_question(user_id))
        if begun is not None:
            return begun
        attempt = Attempt(
            user_id=user_id,
            quiz_key=SESSION_QUIZ,
            quiz_title=title,
            kind=AttemptKind.SESSION,
            feedback_mode="after-each",
            seed=secrets.randbits(SEED_BITS) if seed is None else seed,
            started_at=now,
        )
        return begin(tx, attempt, published, [item_id], now)

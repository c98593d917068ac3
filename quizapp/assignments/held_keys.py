"""Keys, marks and feedback that wait until an assignment has closed for everybody."""

from __future__ import annotations

from datetime import datetime

from quizapp.models import Attempt
from quizapp.models.attempts_found import LockedAttempt
from quizapp.models.held_keys import HELD_ITEMS, KEYS_HELD, RESULTS_WAIT, moment_asked
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import columns_of
from quizapp.web.extensions import db


def are_keys_held(attempt: Attempt | LockedAttempt, now: datetime) -> bool:
    """Whether nothing of the attempt but its posed items may be shown to its learner yet."""
    asked_about = {"attempt_id": attempt.id, **moment_asked(now)}
    return columns_of(db.session, KEYS_HELD, asked_about).first() is not None


def do_results_wait(attempt: Attempt, now: datetime) -> bool:
    """Whether the attempt as a whole waits, and not only because it asks some item that does."""
    asked_about = {"attempt_id": attempt.id, **moment_asked(now)}
    return db.session.scalar(RESULTS_WAIT, asked_about, execution_options=COMPILED_ONCE) is not None


def held_item_keys(user_id: int | None, now: datetime) -> frozenset[tuple[str, str]]:
    """Bank and item of all whose keys are held back from the learner."""
    if user_id is None:
        return frozenset()
    asked_about = {"user_id": user_id, **moment_asked(now)}
    return frozenset(
        (bank, item)
        for bank, item in db.session.execute(
            HELD_ITEMS, asked_about, execution_options=COMPILED_ONCE
        )
    )

"""The attempt that a deed is about, as it stands while its learner's other devices wait."""

from __future__ import annotations

from quizapp.domain.errors import NotFound
from quizapp.models import Attempt
from quizapp.models.attempt_places import FIRST_UNANSWERED
from quizapp.models.attempts_found import OWN_ATTEMPT
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import Transaction, columns_of, lock_learner


def locked_attempt(tx: Transaction, attempt_id: str, user_id: int) -> Attempt:
    """The attempt, while its learner's other devices wait.

    Raises:
        NotFound: it is not this user's.
    """
    lock_learner(tx, user_id)
    asked_about = {"public_id": attempt_id, "user_id": user_id}
    attempt = tx.scalar(OWN_ATTEMPT, asked_about, execution_options=COMPILED_ONCE)
    if attempt is None:
        raise NotFound
    return attempt


def is_turn(tx: Transaction, attempt: Attempt, position: int) -> bool:
    """Whether an item may be answered now: where they come one after the other, only the next."""
    if not attempt.is_sequential:
        return True
    return columns_of(tx, FIRST_UNANSWERED, {"attempt_id": attempt.id}).scalar() == position

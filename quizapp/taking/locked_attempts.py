"""The attempt that a deed is about, as it stands while its learner's other devices wait."""

from __future__ import annotations

from quizapp.domain.errors import NotFound
from quizapp.models.attempt_places import FIRST_UNANSWERED
from quizapp.models.attempts_found import LOCKED_ATTEMPT, LockedAttempt
from quizapp.web.database import Transaction, columns_of, lock_learner


def locked_attempt(tx: Transaction, attempt_id: str, user_id: int) -> LockedAttempt:
    """The attempt, while its learner's other devices wait.

    Raises:
        NotFound: it is not this user's.
    """
    lock_learner(tx, user_id)
    asked_about = {"public_id": attempt_id, "user_id": user_id}
    row = columns_of(tx, LOCKED_ATTEMPT, asked_about).one_or_none()
    if row is None:
        raise NotFound
    return LockedAttempt(*row)


def is_turn(tx: Transaction, attempt: LockedAttempt, position: int) -> bool:
    """Whether an item may be answered now: where they come one after the other, only the next."""
    if not attempt.is_sequential:
        return True
    return columns_of(tx, FIRST_UNANSWERED, {"attempt_id": attempt.id}).scalar() == position

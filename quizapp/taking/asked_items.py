"""What is done with an item before its answer: marked to come back to, its hint asked for."""

from __future__ import annotations

from datetime import datetime

from quizapp.domain.errors import NotFound
from quizapp.models import AttemptItem
from quizapp.models.attempts_found import LockedAttempt, item_of
from quizapp.taking.locked_attempts import is_turn, locked_attempt
from quizapp.web.database import Transaction, write_transaction


def flag_item(
    attempt_id: str, user_id: int, position: int, now: datetime, *, is_flagged: bool
) -> None:
    """Note that the learner comes back to an item, or does not any more.

    Once it has a response, or the attempt is over, it says nothing; nor does it in one that asks
    its items one after the other.

    Raises:
        NotFound: the attempt is not this user's, or has no such position.
    """
    with write_transaction() as tx:
        attempt, item = _own_item(tx, attempt_id, user_id, position)
        if not attempt.is_over(now) and not attempt.is_sequential:
            item.is_flagged = is_flagged


def show_hint(attempt_id: str, user_id: int, position: int, now: datetime) -> None:
    """Note that the learner looks at the hint of an item that is asked; once noted, it is shown.

    Raises:
        NotFound: the attempt is not this user's, or has no such position.
    """
    with write_transaction() as tx:
        attempt, item = _own_item(tx, attempt_id, user_id, position)
        if is_turn(tx, attempt, position) and not attempt.is_over(now):
            item.is_hinted = True


def _own_item(
    tx: Transaction, attempt_id: str, user_id: int, position: int
) -> tuple[LockedAttempt, AttemptItem]:
    attempt = locked_attempt(tx, attempt_id, user_id)
    item = tx.scalar(item_of(attempt.id, position))
    if item is None:
        raise NotFound
    return attempt, item

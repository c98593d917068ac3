"""What is done with an item before its answer: marked to come back to, its hint asked for."""

from __future__ import annotations

from datetime import datetime

from quizapp.domain.errors import NotFound
from quizapp.models import Attempt, AttemptItem
from quizapp.models.attempt_places import FIRST_UNANSWERED
from quizapp.models.attempts_found import OWN_ATTEMPT, item_of
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import Transaction, lock_learner, write_transaction


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
        is_turn = (
            not attempt.is_sequential
            or tx.scalar(
                FIRST_UNANSWERED, {"attempt_id": attempt.id}, execution_options=COMPILED_ONCE
            )
            == position
        )
        if is_turn and not attempt.is_over(now):
            item.is_hinted = True


def _own_item(
    tx: Transaction, attempt_id: str, user_id: int, position: int
) -> tuple[Attempt, AttemptItem]:
    lock_learner(tx, user_id)
    asked_about = {"public_id": attempt_id, "user_id": user_id}
    attempt = tx.scalar(OWN_ATTEMPT, asked_about, execution_options=COMPILED_ONCE)
    item = tx.scalar(item_of(attempt.id, position)) if attempt else None
    if attempt is None or item is None:
        raise NotFound
    return attempt, item

"""The hint of an item, shown to its learner on request; what it takes off is on the record."""

from __future__ import annotations

from datetime import datetime

from quizapp.domain.errors import NotFound
from quizapp.models.attempt_places import first_unanswered
from quizapp.models.attempts import item_of, own_attempt
from quizapp.web.database import lock_learner, write_transaction


def show_hint(attempt_id: str, user_id: int, position: int, now: datetime) -> None:
    """Note that the learner looks at the hint of an item that is asked; once noted, it is shown.

    Raises:
        NotFound: the attempt is not this user's, or has no such position.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = tx.scalar(own_attempt(attempt_id, user_id))
        item = tx.scalar(item_of(attempt.id, position)) if attempt else None
        if attempt is None or item is None:
            raise NotFound
        is_turn = not attempt.is_sequential or tx.scalar(first_unanswered(attempt.id)) == position
        if is_turn and not attempt.is_over(now):
            item.is_hinted = True

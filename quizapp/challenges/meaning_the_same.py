"""A learner says that what they typed means the same as the key, and may take that back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from quizapp.challenges.challenging import challengeable_look
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import ChallengeDecided, NotFound
from quizapp.models import Challenge
from quizapp.models.attempts_found import item_of
from quizapp.models.challenges import ChallengeState
from quizapp.taking.own_attempts import OwnAttempt, own_attempt_of, own_challenges_of
from quizapp.web.database import Transaction, lock_learner, write_transaction


def say_the_same(attempt_id: str, position: int, user_id: int, now: datetime) -> None:
    """Tell the teachers that what was typed means the same. Said twice it counts once.

    Raises:
        NotFound: there is nothing typed there that was wrong, its key is not shown yet, or nobody
            could decide.
        AlreadyChallenged: the learner has challenged the key before, with words of the article.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = own_attempt_of(attempt_id, user_id, now)
        made = own_challenges_of(attempt).made.get(position)
        if made is None or not made.is_meant_same:
            text = _typed_wrong(challengeable_look(attempt, position))
            tx.add(_new(tx, attempt, position, text, now))


def take_back(attempt_id: str, position: int, user_id: int, now: datetime) -> None:
    """Take it back, as if it had not been said. Taken back twice is the same as once.

    Raises:
        NotFound: it is not the learner's attempt.
        ChallengeDecided: a teacher was faster.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = own_attempt_of(attempt_id, user_id, now)
        made = own_challenges_of(attempt).made.get(position)
        if made is None or not made.is_meant_same:
            return
        if made.state != ChallengeState.OPEN:
            raise ChallengeDecided
        item = tx.scalars(item_of(attempt.row_id, position)).one()
        theirs = (Challenge.user_id == user_id, Challenge.attempt_item_id == item.id)
        tx.execute(delete(Challenge).where(*theirs, Challenge.state == ChallengeState.OPEN))


def _typed_wrong(look: LookBack) -> str:
    """What was typed, of a question whose learner may have meant the same."""
    if look.typed is None or look.typed.text is None or not look.may_mean_the_same:
        raise NotFound
    return look.typed.text


def _new(
    tx: Transaction, attempt: OwnAttempt, position: int, text: str, now: datetime
) -> Challenge:
    item = tx.scalars(item_of(attempt.row_id, position)).one()
    return Challenge(
        user_id=attempt.user_id,
        attempt_item_id=item.id,
        bank_key=attempt.bank_id,
        item_key=item.item_key,
        words=text,
        state=ChallengeState.OPEN,
        made_at=now,
    )

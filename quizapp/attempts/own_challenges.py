"""What a learner has challenged, as it stands beside the items of an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select

from quizapp.models import Challenge
from quizapp.models.base import ASKED_USER, BIG_KEY
from quizapp.models.challenges import own_challenges
from quizapp.models.classrooms import classrooms_of_learner
from quizapp.web.extensions import db


@dataclass(frozen=True)
class OwnChallenge:
    """One challenge. `remedy`, `reply` and `decided_at` are None until it is decided.

    It `is_meant_same` if it says that what was typed, `words`, means the same as the key.
    """

    state: str
    phrase: str
    words: str
    remedy: str | None
    reply: str | None
    made_at: datetime
    decided_at: datetime | None
    is_meant_same: bool = False


@dataclass(frozen=True)
class Challenges:
    """Challenges beside the items of one attempt, by position; whether more can be made."""

    made: Mapping[int, OwnChallenge]
    can_be_made: bool


def challenges_of(attempt_id: int, user_id: int, *, is_counted: bool) -> Challenges:
    """What the learner has challenged in an attempt, by the id of its row. At most two queries.

    Only learners of a class can challenge, in quizzes that count: somebody has to decide.
    """
    if not is_counted:
        return Challenges({}, can_be_made=False)
    rows = db.session.execute(_of_attempt(), {"user_id": user_id, "attempt_id": attempt_id})
    made = {position: _own_challenge(row) for position, row in rows}
    return Challenges(made, can_be_made=_is_in_class(user_id))


@cache
def _of_attempt() -> Select[int, Challenge]:
    return own_challenges(ASKED_USER, bindparam("attempt_id", type_=BIG_KEY))


def _own_challenge(row: Challenge) -> OwnChallenge:
    return OwnChallenge(
        state=row.state,
        phrase=row.phrase,
        words=row.words,
        remedy=row.remedy,
        reply=row.reply,
        made_at=row.made_at,
        decided_at=row.decided_at,
        is_meant_same=row.is_meant_same,
    )


def _is_in_class(user_id: int) -> bool:
    return bool(db.session.scalar(_has_class(), {"user_id": user_id}))


@cache
def _has_class() -> Select[bool]:
    return select(classrooms_of_learner(ASKED_USER).order_by(None).exists())

"""How one attempt, its items, and the attempts of a user are found."""

from __future__ import annotations

from sqlalchemy import BindParameter, Integer, Select, String, bindparam, select
from sqlalchemy.orm import defer, joinedload

from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.models.base import ASKED_USER, Id


def own_attempt(public_id: str | BindParameter[str], user_id: Id) -> Select[Attempt]:
    """The attempt, if it is this user's."""
    return select(Attempt).where(Attempt.public_id == public_id, Attempt.user_id == user_id)


def item_of(attempt_id: Id, position: int | BindParameter[int]) -> Select[AttemptItem]:
    """The item at a position of an attempt, if there is one."""
    return select(AttemptItem).where(
        AttemptItem.attempt_id == attempt_id, AttemptItem.position == position
    )


OWN_ATTEMPT = own_attempt(bindparam("public_id", type_=String), ASKED_USER).options(
    defer(Attempt.current_score)
)
"""The attempt of `public_id`, if it is that of `user_id`: built once, for deeds."""

ITEM_RESPONDED_TO = item_of(
    bindparam("attempt_id", type_=Integer), bindparam("position", type_=Integer)
).options(joinedload(AttemptItem.revision), joinedload(AttemptItem.response))
"""The item at `position` of the attempt `attempt_id`, with its revision and its response."""


def attempts_of(user_id: Id) -> Select[Attempt]:
    """All attempts of a user, newest first."""
    return select(Attempt).where(Attempt.user_id == user_id).order_by(Attempt.id.desc())

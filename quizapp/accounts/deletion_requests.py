"""Wishes of learners to be deleted: asked, taken back, and shown to who can carry them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from quizapp.domain.errors import NotFound
from quizapp.models import DeletionRequest, User
from quizapp.models.people import Access, Role
from quizapp.models.rights import learner_to_erase, open_requests, request_of
from quizapp.web.database import lock_learner, write_transaction
from quizapp.web.extensions import db

LONGEST_WORDS = 500


@dataclass(frozen=True)
class Wish:
    """Somebody's open wish to be deleted, and their words about it."""

    asked_at: datetime
    words: str


@dataclass(frozen=True)
class OpenRequest:
    """A learner's wish to be deleted, as teachers see it."""

    learner_id: str
    name: str
    user_name: str | None
    access: Access
    asked_at: datetime
    words: str


@dataclass(frozen=True)
class ErasableLearner:
    """A learner whom a teacher may erase, and their wish if they have asked for it."""

    name: str
    wish: Wish | None


def wish_of(user_id: int) -> Wish | None:
    """The wish of somebody to be deleted, if it is open."""
    request = db.session.scalar(request_of(user_id))
    return None if request is None else Wish(request.asked_at, request.words)


def ask_deletion(user_id: int, words: str, now: datetime) -> None:
    """Note a learner's wish to be deleted; asked again, the words are the new ones.

    Raises:
        NotFound: it is no learner; teachers are deleted by whoever runs the server.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        if tx.get_one(User, user_id).role != Role.LEARNER:
            raise NotFound
        request = tx.scalar(request_of(user_id))
        if request is None:
            tx.add(DeletionRequest(user_id=user_id, asked_at=now, words=words))
        else:
            request.words = words


def withdraw_deletion(user_id: int) -> None:
    """Take the wish back. Twice is the same as once."""
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        request = tx.scalar(request_of(user_id))
        if request is not None:
            tx.delete(request)


def requests_for(classroom_id: int) -> list[OpenRequest]:
    """The wishes that a teacher of the class can carry out, oldest first. One query."""
    rows = db.session.execute(open_requests(classroom_id))
    return [_open_request(user, request) for request, user in rows]


def all_requests() -> list[OpenRequest]:
    """The wishes of everybody on the server, oldest first, for whoever runs it. One query."""
    rows = db.session.execute(
        select(DeletionRequest, User)
        .join(User, User.id == DeletionRequest.user_id)
        .order_by(DeletionRequest.asked_at, DeletionRequest.id)
    )
    return [_open_request(user, request) for request, user in rows]


def learner_for_erasure(classroom_id: int, public_id: str) -> ErasableLearner:
    """A learner whom a teacher of the class may erase.

    Raises:
        NotFound: there is no such learner, or only other classes have them.
    """
    user = db.session.scalar(learner_to_erase(classroom_id, public_id))
    if user is None:
        raise NotFound
    return ErasableLearner(user.display_name, wish_of(user.id))


def _open_request(user: User, request: DeletionRequest) -> OpenRequest:
    return OpenRequest(
        learner_id=user.public_id,
        name=user.display_name,
        user_name=user.user_name,
        access=user.access,
        asked_at=request.asked_at,
        words=request.words,
    )

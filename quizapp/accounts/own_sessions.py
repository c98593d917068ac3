"""The browsers in which somebody is signed in: to look at, and to end from any of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from quizapp.domain.errors import NotFound
from quizapp.models import LoginSession
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

IDLE_LIFETIME = timedelta(hours=12)
"""How long a session that was not asked to stay lasts after the last visit."""


@dataclass(frozen=True)
class OwnSession:
    """A browser that is signed in. What it is called is "" where the browser did not say."""

    handle: str
    browser: str
    system: str
    since: datetime
    used_at: datetime
    is_this: bool


def own_sessions(user_id: int, this_hash: str, now: datetime) -> list[OwnSession]:
    """Where the user is signed in, this browser first, then those used last."""
    query = select(LoginSession).where(
        LoginSession.user_id == user_id,
        LoginSession.expires_at > now,
        or_(LoginSession.stays, LoginSession.last_used_at > now - IDLE_LIFETIME),
    )
    found = [_told(row, this_hash) for row in db.session.scalars(query)]
    found.sort(key=lambda own: (own.is_this, own.used_at), reverse=True)
    return found


def end_session(user_id: int, handle: str) -> None:
    """Sign the user out in one browser.

    Raises:
        NotFound: the user is not signed in there, or not any more.
    """
    with write_transaction() as tx:
        rows = tx.scalars(select(LoginSession).where(LoginSession.user_id == user_id))
        row = next((row for row in rows if _handle(row) == handle), None)
        if row is None:
            raise NotFound
        tx.delete(row)


def end_other_sessions(user_id: int, this_hash: str) -> int:
    """Sign the user out in every browser but this one; how many those were."""
    others = delete(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.token_hash != this_hash
    )
    with write_transaction() as tx:
        return len(tx.scalars(others.returning(LoginSession.id)).all())


def note_use(token_hash: str, now: datetime) -> None:
    """Keep when a session was last used. One that has been ended meanwhile stays ended."""
    session = update(LoginSession).where(LoginSession.token_hash == token_hash)
    with write_transaction() as tx:
        tx.execute(session.values(last_used_at=now))


def _told(row: LoginSession, this_hash: str) -> OwnSession:
    return OwnSession(
        _handle(row),
        row.browser,
        row.system,
        row.created_at,
        row.last_used_at or row.created_at,
        row.token_hash == this_hash,
    )


def _handle(row: LoginSession) -> str:
    """What a form calls the session by: from it, nobody finds the hash or the token."""
    return hashlib.sha256(f"handle {row.token_hash}".encode()).hexdigest()[:32]

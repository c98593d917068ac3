"""Signed-in browsers: opened, recognised, closed.

The token is random and only in the cookie; the database holds its hash, so that a session can
be ended from the server. A guest's browser is its only key, and a code works once, so guests
and managed learners stay for months; accounts end 12 hours after the last visit, or after 30 days
where the learner asked to stay signed in.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, Response, after_this_request, current_app, g, request, session
from sqlalchemy import ColumnElement, and_, delete, or_
from sqlalchemy.exc import SQLAlchemyError

from quizapp.accounts.own_sessions import IDLE_LIFETIME, note_use
from quizapp.accounts.signing_up import create_guest
from quizapp.domain.devices import device_of
from quizapp.models import LoginSession, User
from quizapp.models.people import PERSON_OF_SESSION
from quizapp.web import clock
from quizapp.web.database import columns_of, write_transaction
from quizapp.web.extensions import db
from quizapp.web.form_tokens import forget_form_token

LIFETIME = timedelta(days=30)
GUEST_LIFETIME = timedelta(days=180)
A_DAY = timedelta(days=1)
SEEN_EVERY = timedelta(minutes=10)
_TOKEN, _SEEN, _STAYS = "token", "seen", "stays"


@dataclass(frozen=True)
class Person:
    """Who is asking, as pages and their templates see them."""

    id: int
    public_id: str
    name: str
    user_name: str | None
    is_guest: bool
    has_account: bool
    is_teacher: bool
    uses_keys: bool
    minutes_a_day: int
    text_size: str
    appearance: str
    versions: Mapping[str, str]
    email: str | None


def current_person() -> Person | None:
    """Who is asking, None for somebody the server has not met. One query a request."""
    if "person" not in g:
        g.person = _recognised_person()
    person: Person | None = g.person
    return person


def current_user_id() -> int | None:
    """The id of who is asking, None for somebody the server has not met."""
    person = current_person()
    return person.id if person else None


def ensure_person() -> Person:
    """Who is asking; somebody new becomes a guest, so that their work can be kept."""
    person = current_person()
    if person is None:
        # The forms that this browser has open stay good: nobody else knows them.
        _open(create_guest(clock.now()), stays=True)
        person = current_person()
    if person is None:
        raise RuntimeError("a session that was just opened is recognised")
    return person


def open_session(user_id: int, *, stays: bool = False) -> None:
    """Sign this browser in as the user, under a new token; whoever was signed in leaves.

    Forms get a new token as well: whoever used this browser before knows the old one.
    """
    forget_form_token()
    _open(user_id, stays=stays)


def _open(user_id: int, *, stays: bool) -> None:
    close_session()
    now = clock.now()
    session[_TOKEN] = _new_token(user_id, now, stays=stays)
    session[_STAYS] = stays
    session[_SEEN] = int(now.timestamp())
    session.permanent = stays
    g.pop("person", None)


def session_stays() -> bool:
    """Whether this browser was asked to stay signed in."""
    return bool(session.get(_STAYS))


def session_hash() -> str:
    """What the database knows this browser's session by; "" without one."""
    token = session.get(_TOKEN)
    return _hash(token) if token else ""


def close_session() -> None:
    """Sign this browser out, here and on the server."""
    token = session.pop(_TOKEN, None)
    if token is not None:
        with write_transaction() as tx:
            tx.execute(delete(LoginSession).where(LoginSession.token_hash == _hash(token)))
    g.pop("person", None)


def _new_token(user_id: int, now: datetime, *, stays: bool) -> str:
    token = secrets.token_urlsafe(32)
    with write_transaction() as tx:
        user = tx.get_one(User, user_id)
        tx.execute(delete(LoginSession).where(_is_over(now)))
        lifetime = LIFETIME if user.has_account else GUEST_LIFETIME
        device = device_of(request.headers.get("User-Agent"))
        tx.add(
            LoginSession(
                token_hash=_hash(token),
                user_id=user_id,
                browser=device.browser,
                system=device.system,
                created_at=now,
                stays=stays,
                last_used_at=now,
                expires_at=now + lifetime,
            )
        )
    return token


def _is_over(now: datetime) -> ColumnElement[bool]:
    """Whether a session lets nobody in any more; of last uses, with a day to spare."""
    idle = and_(~LoginSession.stays, LoginSession.last_used_at < now - IDLE_LIFETIME - A_DAY)
    return or_(LoginSession.expires_at < now, idle)


def _recognised_person() -> Person | None:
    token = session.get(_TOKEN)
    if token is None or not _is_fresh():
        return None
    asked_about = {"token_hash": _hash(token), "now": clock.now()}
    row = columns_of(db.session, PERSON_OF_SESSION, asked_about).one_or_none()
    if row is None:
        return None
    if g.pop("is_seen_anew", False):
        _note_use_when_answered(_hash(token))
    return Person(*row)


def _is_fresh() -> bool:
    """Whether the last visit is recent enough, and note this one now and then.

    The time of the last visit travels in the signed cookie, so that reading a page writes
    nothing. A clock set back makes no visit stale.
    """
    now = int(clock.now().timestamp())
    idle = max(0, now - int(session.get(_SEEN, 0)))
    if not session.get(_STAYS) and idle > IDLE_LIFETIME.total_seconds():
        return False
    if idle > SEEN_EVERY.total_seconds():
        session[_SEEN] = now
        g.is_seen_anew = True
    return True


def _note_use_when_answered(token_hash: str) -> None:
    """Have the database know when this session was last used, six times an hour at most.

    The response goes out first: reading a page waits for no write, and fails for none.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy's own
    now = clock.now()

    @after_this_request
    def add_note(response: Response) -> Response:
        response.call_on_close(lambda: _note_use(app, token_hash, now))
        return response


def _note_use(app: Flask, token_hash: str, now: datetime) -> None:
    with app.app_context():
        try:
            note_use(token_hash, now)
        except SQLAlchemyError:
            app.logger.info(
                "The last use of a session was not noted: the database takes no writes."
            )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

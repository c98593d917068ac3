"""Who somebody is who logs in, by password or by a one-time code; and new passwords."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, delete, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import (
    is_password,
    needs_rehash,
    normal_user_name,
    password_hash,
)
from quizapp.domain.errors import NotFound, WrongCode, WrongPassword
from quizapp.domain.typed_codes import normal_code
from quizapp.models import LoginCode, LoginSession, User
from quizapp.models.people import user_named
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class PasswordSet(Deed, name="set password", kind=DeedKind.ACCOUNTS, sentence=_l("set a password")):
    """A password was set, by its owner or at the command line."""


def authenticated_user(user_name: str, password: str) -> int:
    """The id of the user with this name and password.

    Raises:
        WrongPassword: for an unknown name as for a wrong password, after the same work.
    """
    user_id, kept_hash = _credentials(user_named(normal_user_name(user_name)))
    if not is_password(kept_hash, password) or user_id is None or kept_hash is None:
        raise WrongPassword
    if needs_rehash(kept_hash):
        _renew_hash(user_id, kept_hash, password_hash(password))
    return user_id


def use_code(typed: str, now: datetime, *, secret: str) -> int:
    """Use a one-time code up; returns the id of the learner it lets in.

    Args:
        typed: The code, as it was typed.
        now: When.
        secret: The server's secret key, with which the code was hashed.

    Raises:
        WrongCode: it is unknown, used, or past its days.
    """
    with write_transaction() as tx:
        code = tx.scalar(
            select(LoginCode)
            .join(User, User.id == LoginCode.user_id)
            .where(
                LoginCode.code_hash == code_hash(normal_code(typed), secret),
                LoginCode.used_at.is_(None),
                LoginCode.expires_at > now,
                User.is_managed,
                User.erased_at.is_(None),
            )
            .with_for_update(of=LoginCode)
        )
        if code is None:
            raise WrongCode
        code.used_at = now
        return code.user_id


def code_hash(code: str, secret: str) -> str:
    """A hash that only this server can make: all codes could be tried against a plain one."""
    return hmac.digest(secret.encode(), b"login code:" + code.encode(), "sha256").hex()


def change_password(user_id: int, current: str, new: str, now: datetime) -> None:
    """Set a new password and sign the user out everywhere.

    Raises:
        WrongPassword: `current` is not the password, or was replaced while we looked.
    """
    _, kept_hash = _credentials(select(User).where(User.id == user_id))
    if not is_password(kept_hash, current):
        raise WrongPassword
    hashed = password_hash(new)
    with write_transaction() as tx:
        if not _is_kept(tx, user_id, kept_hash):
            raise WrongPassword
        _replace_password(tx, user_id, hashed, now, actor_id=user_id)


def reset_password(user_name: str, new: str, now: datetime) -> None:
    """Set a new password for somebody who forgot theirs, and sign them out everywhere.

    Raises:
        NotFound: nobody has the user name.
    """
    user_id, hashed = user_id_of(user_name), password_hash(new)
    with write_transaction() as tx:
        _replace_password(tx, user_id, hashed, now, actor_id=None)


def user_id_of(user_name: str) -> int:
    """The id of the account with this user name.

    Raises:
        NotFound: nobody has it.
    """
    user_id, _ = _credentials(user_named(normal_user_name(user_name)))
    if user_id is None:
        raise NotFound
    return user_id


def _credentials(query: Select[User]) -> tuple[int | None, str | None]:
    """Id and password hash, read in a transaction that is over before the slow comparison."""
    user = db.session.scalar(query)
    credentials = (user.id, user.password_hash) if user else (None, None)
    db.session.rollback()
    return credentials


def _replace_password(
    tx: Transaction, user_id: int, hashed: str, now: datetime, actor_id: int | None
) -> None:
    user = tx.get_one(User, user_id)
    user.password_hash = hashed
    tx.execute(delete(LoginSession).where(LoginSession.user_id == user_id))
    note_deed(tx, PasswordSet(), user.public_id, now, actor_id=actor_id)


def _renew_hash(user_id: int, kept_hash: str, hashed: str) -> None:
    """Keep the same password under today's settings, unless it was replaced while we hashed."""
    with write_transaction() as tx:
        if _is_kept(tx, user_id, kept_hash):
            tx.get_one(User, user_id).password_hash = hashed


def _is_kept(tx: Transaction, user_id: int, kept_hash: str | None) -> bool:
    """Whether this still is the user's hash, and stays so until the end of the transaction."""
    query = select(User.password_hash).where(User.id == user_id).with_for_update()
    return tx.scalar(query) == kept_hash

"""Guests, accounts, passwords, and the first teacher."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.accounts.auditing import note_deed
from quizapp.accounts.passwords import is_password, needs_rehash, password_hash
from quizapp.domain.errors import (
    LogInNeeded,
    NotFound,
    SetupTokenSpent,
    UserNameTaken,
    WrongPassword,
)
from quizapp.models import LoginSession, SetupToken, User
from quizapp.models.people import Role, any_teacher, user_named
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

SETUP_LIFETIME = timedelta(hours=1)
SHORTEST_USER_NAME, LONGEST_USER_NAME = 3, 40
LONGEST_DISPLAY_NAME = 80
# Letters and digits that are not mistaken for one another when read aloud.
_LABEL_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def normal_user_name(text: str) -> str:
    """The user name as it is kept and compared: one form of each letter, no capitals."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_usable_user_name(text: str) -> bool:
    """Whether the name has 3 to 40 letters, digits, dots, dashes or underscores, letters first.

    Letters of every script, with their marks; also as it is kept, which can be longer.
    """
    kept = normal_user_name(text)
    return (
        SHORTEST_USER_NAME <= len(text) <= LONGEST_USER_NAME
        and len(kept) <= LONGEST_USER_NAME
        and unicodedata.category(kept[0])[0] in "LN"
        and all(unicodedata.category(each)[0] in "LMN" or each in "._-" for each in kept)
    )


def create_guest(now: datetime) -> int:
    """A learner without an account; returns the user's id."""
    label = "".join(secrets.choice(_LABEL_ALPHABET) for _ in range(4))
    with write_transaction() as tx:
        user = User(display_name=f"Guest {label}", created_at=now)
        tx.add(user)
        tx.flush()
        return user.id


def create_user(user_name: str, display_name: str, password: str, role: Role, now: datetime) -> int:
    """An account; returns the user's id.

    Raises:
        UserNameTaken: somebody else has the name.
    """
    hashed = password_hash(password)
    try:
        with write_transaction() as tx:
            user = User(
                user_name=normal_user_name(user_name),
                display_name=display_name,
                password_hash=hashed,
                role=role,
                created_at=now,
            )
            tx.add(user)
            tx.flush()
            note_deed(tx, f"create {role}", user.public_id, now, actor_id=None)
            return user.id
    except IntegrityError as error:
        raise UserNameTaken from error


def sign_up_guest(guest_id: int, user_name: str, display_name: str, password: str) -> None:
    """Give a guest, or a managed learner, an account; all that they did stays where it is.

    Raises:
        UserNameTaken: somebody else has the name.
        LogInNeeded: the guest was erased, or made one with somebody else, meanwhile.
    """
    hashed = password_hash(password)
    try:
        with write_transaction() as tx:
            tx.execute(
                update(User)
                .where(User.id == guest_id, User.user_name.is_(None), User.erased_at.is_(None))
                .values(
                    user_name=normal_user_name(user_name),
                    display_name=display_name,
                    password_hash=hashed,
                    is_managed=False,
                )
            )
            user = tx.get(User, guest_id)
            if user is None or user.erased_at is not None:
                raise LogInNeeded
    except IntegrityError as error:
        raise UserNameTaken from error


def authenticated_user(user_name: str, password: str) -> int:
    """The id of the user with this name and password.

    Raises:
        WrongPassword: for an unknown name as for a wrong password, after the same work.
    """
    user_id, kept_hash = _credentials(user_named(normal_user_name(user_name)))
    if not is_password(kept_hash, password) or user_id is None or kept_hash is None:
        raise WrongPassword
    if needs_rehash(kept_hash):
        _keep_password(user_id, password_hash(password))
    return user_id


def change_password(user_id: int, current: str, new: str, now: datetime) -> None:
    """Set a new password and sign the user out everywhere.

    Raises:
        WrongPassword: `current` is not the password.
    """
    _, kept_hash = _credentials(select(User).where(User.id == user_id))
    if not is_password(kept_hash, current):
        raise WrongPassword
    _replace_password(user_id, password_hash(new), now, actor_id=user_id)


def reset_password(user_name: str, new: str, now: datetime) -> None:
    """Set a new password for somebody who forgot theirs, and sign them out everywhere.

    Raises:
        NotFound: nobody has the user name.
    """
    user_id, _ = _credentials(user_named(normal_user_name(user_name)))
    if user_id is None:
        raise NotFound
    _replace_password(user_id, password_hash(new), now, actor_id=None)


def user_id_of(user_name: str) -> int:
    """The id of the account with this user name.

    Raises:
        NotFound: nobody has it.
    """
    user_id, _ = _credentials(user_named(normal_user_name(user_name)))
    if user_id is None:
        raise NotFound
    return user_id


def has_teacher() -> bool:
    """Whether anybody may look at the class's scores."""
    return bool(db.session.scalar(any_teacher()))


def create_setup_token(now: datetime) -> str:
    """A fresh one-time token that makes a first teacher within the hour; older ones lapse."""
    token = secrets.token_urlsafe(32)
    with write_transaction() as tx:
        tx.execute(delete(SetupToken).where(SetupToken.used_at.is_(None)))
        tx.add(SetupToken(token_hash=_hash(token), expires_at=now + SETUP_LIFETIME))
    return token


def check_setup_token(token: str, now: datetime) -> None:
    """Raise `SetupTokenSpent` unless the token could still be used."""
    if db.session.scalar(_open_token(token, now)) is None:
        raise SetupTokenSpent


def set_up_teacher(
    token: str, user_name: str, display_name: str, password: str, now: datetime
) -> int:
    """Use the token up and create the teacher it stands for; returns the user's id.

    Raises:
        SetupTokenSpent: unknown, used, or past its hour.
        UserNameTaken: somebody else has the name; the token stays good.
    """
    hashed = password_hash(password)
    try:
        with write_transaction() as tx:
            row = tx.scalar(_open_token(token, now).with_for_update())
            if row is None:
                raise SetupTokenSpent
            row.used_at = now
            teacher = User(
                user_name=normal_user_name(user_name),
                display_name=display_name,
                password_hash=hashed,
                role=Role.TEACHER,
                created_at=now,
            )
            tx.add(teacher)
            tx.flush()
            note_deed(tx, "set up teacher", teacher.public_id, now, actor_id=None)
            return teacher.id
    except IntegrityError as error:
        raise UserNameTaken from error


def _credentials(query: Select[User]) -> tuple[int | None, str | None]:
    """Id and password hash, read in a transaction that is over before the slow comparison."""
    user = db.session.scalar(query)
    found = (user.id, user.password_hash) if user else (None, None)
    db.session.rollback()
    return found


def _replace_password(user_id: int, hashed: str, now: datetime, actor_id: int | None) -> None:
    with write_transaction() as tx:
        user = tx.get_one(User, user_id)
        user.password_hash = hashed
        tx.execute(delete(LoginSession).where(LoginSession.user_id == user_id))
        note_deed(tx, "set password", user.public_id, now, actor_id=actor_id)


def _keep_password(user_id: int, hashed: str) -> None:
    with write_transaction() as tx:
        tx.execute(update(User).where(User.id == user_id).values(password_hash=hashed))


def _open_token(token: str, now: datetime) -> Select[SetupToken]:
    return select(SetupToken).where(
        SetupToken.token_hash == _hash(token),
        SetupToken.used_at.is_(None),
        SetupToken.expires_at > now,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

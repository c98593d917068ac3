"""How people come to be known: guests, accounts, and the first teacher."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import normal_user_name, password_hash
from quizapp.domain.errors import LogInNeeded, SetupTokenSpent, UserNameTaken
from quizapp.domain.typed_codes import ALPHABET
from quizapp.models import SetupToken, User
from quizapp.models.people import Role, any_teacher
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db

SETUP_LIFETIME = timedelta(hours=1)


@dataclass(frozen=True)
class LearnerCreated(
    Deed,
    name="create learner",
    kind=DeedKind.ACCOUNTS,
    sentence=_l("made a learner’s account"),
):
    """A learner has an account."""


@dataclass(frozen=True)
class TeacherCreated(
    Deed,
    name="create teacher",
    kind=DeedKind.ACCOUNTS,
    sentence=_l("made a teacher’s account"),
):
    """A teacher has an account."""


@dataclass(frozen=True)
class TeacherSetUp(
    Deed,
    name="set up teacher",
    kind=DeedKind.ACCOUNTS,
    sentence=_l("made the first teacher’s account"),
):
    """A teacher was made by the link that the server printed."""


def create_guest(now: datetime) -> int:
    """A learner without an account; returns the user's id."""
    label = "".join(secrets.choice(ALPHABET) for _ in range(4))
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
            user = _added_account(tx, user_name, display_name, hashed, role, now)
            deed = TeacherCreated() if role == Role.TEACHER else LearnerCreated()
            note_deed(tx, deed, user.public_id, now, actor_id=None)
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
                .where(User.id == guest_id, User.password_hash.is_(None), User.erased_at.is_(None))
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


def has_teacher() -> bool:
    """Whether there is a teacher; until then the server prints a link that makes one."""
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
            teacher = _added_account(tx, user_name, display_name, hashed, Role.TEACHER, now)
            note_deed(tx, TeacherSetUp(), teacher.public_id, now, actor_id=None)
            return teacher.id
    except IntegrityError as error:
        raise UserNameTaken from error


def _added_account(
    tx: Transaction, user_name: str, display_name: str, hashed: str, role: Role, now: datetime
) -> User:
    user = User(
        user_name=normal_user_name(user_name),
        display_name=display_name,
        password_hash=hashed,
        role=role,
        created_at=now,
    )
    tx.add(user)
    tx.flush()
    return user


def _open_token(token: str, now: datetime) -> Select[SetupToken]:
    return select(SetupToken).where(
        SetupToken.token_hash == _hash(token),
        SetupToken.used_at.is_(None),
        SetupToken.expires_at > now,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

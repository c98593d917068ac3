"""One-time codes made for learners who have no password."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.logging_in import code_hash
from quizapp.classes.classrooms import locked_running
from quizapp.domain.errors import GetsInOtherwise, NotFound
from quizapp.domain.typed_codes import drawn_code
from quizapp.models import Classroom, LoginCode, User
from quizapp.models.classrooms import enrolled_learner, enrolled_learners
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db

LIFETIME = timedelta(days=14)


@dataclass(frozen=True)
class LoginCodesMade(
    Deed,
    name="make login codes",
    kind=DeedKind.ROSTER,
    sentence=_l("made codes to log in with for %(learners)s"),
):
    """So many learners have new codes."""

    title: str
    count: int


@dataclass(frozen=True)
class LoginCodeMade(
    Deed,
    name="make login code",
    kind=DeedKind.ROSTER,
    sentence=_l("made a code to log in with for %(subject)s"),
):
    """One learner has a new code."""

    title: str


@dataclass(frozen=True)
class Slip:
    """What is printed for one learner. The code is in no table, and shown this once."""

    name: str
    user_name: str | None
    code: str


def make_codes(
    classroom_id: int,
    learner_ids: Collection[str] | None,
    actor_id: int | None,
    now: datetime,
    *,
    secret: str,
) -> list[Slip]:
    """A new code for each of these learners of the class, by name; their older codes end.

    Args:
        classroom_id: The class.
        learner_ids: Public ids; None for all. Whoever gets in otherwise is passed over.
        actor_id: Who makes them.
        now: When.
        secret: The server's secret key, with which codes are hashed.

    Raises:
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        row = locked_running(tx, classroom_id)
        users = _locked_managed(tx, classroom_id, learner_ids)
        tx.execute(delete(LoginCode).where(LoginCode.user_id.in_([user.id for user in users])))
        _note(tx, row, users, now, actor_id)
        return [new_slip(tx, user, now, secret=secret) for user in users]


def make_code(
    classroom_id: int, learner_id: str, actor_id: int | None, now: datetime, *, secret: str
) -> Slip:
    """A new code for one learner of the class; an older one ends.

    Raises:
        ClassroomArchived: the class is over.
        NotFound: nobody of this id is in the class.
        GetsInOtherwise: the learner is a guest or has a password.
    """
    slips = make_codes(classroom_id, [learner_id], actor_id, now, secret=secret)
    if slips:
        return slips[0]
    if db.session.scalar(enrolled_learner(classroom_id, learner_id)) is None:
        raise NotFound
    raise GetsInOtherwise


def new_slip(tx: Transaction, user: User, now: datetime, *, secret: str) -> Slip:
    """A code for a learner, in the transaction that makes it; who is told of it is the caller's."""
    code = drawn_code(secrets.SystemRandom())
    tx.add(
        LoginCode(
            user_id=user.id,
            code_hash=code_hash(code, secret),
            made_at=now,
            expires_at=now + LIFETIME,
        )
    )
    return Slip(user.display_name, user.user_name, code)


def _note(
    tx: Transaction, row: Classroom, users: Sequence[User], now: datetime, actor_id: int | None
) -> None:
    """One deed for all; for a single learner one that names them."""
    who = {"actor_id": actor_id, "classroom_id": row.id}
    if len(users) == 1:
        note_deed(tx, LoginCodeMade(row.title), users[0].public_id, now, **who)
    elif users:
        note_deed(tx, LoginCodesMade(row.title, len(users)), row.public_id, now, **who)


def _locked_managed(
    tx: Transaction, classroom_id: int, learner_ids: Collection[str] | None
) -> Sequence[User]:
    """Those of the learners whom the class looks after, by name, locked."""
    query = enrolled_learners(classroom_id).where(
        User.is_managed, User.password_hash.is_(None), User.erased_at.is_(None)
    )
    if learner_ids is not None:
        query = query.where(User.public_id.in_(learner_ids))
    lock_learners(tx, query.with_only_columns(User.id).order_by(None))
    return tx.scalars(query).all()

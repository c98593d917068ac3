"""A new password for a learner of the class who has forgotten theirs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import password_hash
from quizapp.classes.classrooms import locked_learner, locked_running
from quizapp.domain.errors import GetsInOtherwise, NotFound, TaughtElsewhere
from quizapp.domain.typed_codes import drawn_password
from quizapp.models import LoginSession, User
from quizapp.models.classrooms import enrolled_learner
from quizapp.models.people import Access
from quizapp.models.rights import is_taught_elsewhere
from quizapp.web.database import Reading, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class LearnerPasswordReset(
    Deed,
    name="reset learner password",
    kind=DeedKind.ROSTER,
    sentence=_l("gave %(subject)s a new password"),
):
    """A learner has a password that a teacher has seen, until they choose another one."""

    title: str


@dataclass(frozen=True)
class PasswordSlip:
    """What is printed for one learner. The password is kept as a hash, and shown this once."""

    name: str
    user_name: str
    password: str


@dataclass(frozen=True)
class ResettableLearner:
    """A learner with a password, and whether it is for the teachers of the class to change."""

    public_id: str
    name: str
    user_name: str
    is_taught_elsewhere: bool


def learner_with_password(classroom_id: int, learner_id: str) -> ResettableLearner:
    """A learner of the class who gets in by a password.

    Raises:
        NotFound: nobody of this id is in the class.
        GetsInOtherwise: the learner has no password.
    """
    user = db.session.scalar(enrolled_learner(classroom_id, learner_id))
    if user is None:
        raise NotFound
    if user.access is not Access.ACCOUNT or user.is_teacher:
        raise GetsInOtherwise
    elsewhere = _is_elsewhere(db.session, classroom_id, user.id)
    return ResettableLearner(user.public_id, user.display_name, user.user_name or "", elsewhere)


def reset_password(
    classroom_id: int, learner_id: str, actor_id: int | None, now: datetime
) -> PasswordSlip:
    """Draw a new password for a learner, and sign them out everywhere.

    Raises:
        ClassroomArchived: the class is over.
        NotFound: nobody of this id is in the class.
        GetsInOtherwise: the learner has no password.
        TaughtElsewhere: other teachers have the learner too.
    """
    password = drawn_password(secrets.SystemRandom())
    hashed = password_hash(password)
    with write_transaction() as tx:
        row = locked_running(tx, classroom_id)
        user = locked_learner(tx, classroom_id, learner_id)
        if user.access is not Access.ACCOUNT or user.is_teacher:
            raise GetsInOtherwise
        if _is_elsewhere(tx, classroom_id, user.id):
            raise TaughtElsewhere
        user.password_hash = hashed
        tx.execute(delete(LoginSession).where(LoginSession.user_id == user.id))
        deed = LearnerPasswordReset(row.title)
        note_deed(tx, deed, user.public_id, now, actor_id=actor_id, classroom_id=row.id)
        return PasswordSlip(user.display_name, user.user_name or "", password)


def _is_elsewhere(session: Reading, classroom_id: int, user_id: int) -> bool:
    query = select(User.id).where(User.id == user_id, is_taught_elsewhere(classroom_id))
    return session.scalar(query) is not None

"""Another teacher invited into a class: by a link that works once, for seven days."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, Select, delete, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.logging_in import code_hash
from quizapp.classes.classrooms import locked_running
from quizapp.domain.errors import Forbidden, WrongCode
from quizapp.domain.typed_codes import drawn_code, normal_code
from quizapp.models import Classroom, ClassroomTeacher, TeacherInvitation, User
from quizapp.web.database import Reading, Transaction, write_transaction
from quizapp.web.extensions import db

LIFETIME = timedelta(days=7)


@dataclass(frozen=True)
class TeacherInvited(
    Deed,
    name="invite class teacher",
    kind=DeedKind.CLASS,
    sentence=_l("made an invitation for another teacher"),
):
    """A teacher made a link by which one more can come into the class."""

    title: str


@dataclass(frozen=True)
class InvitationTakenBack(
    Deed,
    name="take back invitation",
    kind=DeedKind.CLASS,
    sentence=_l("took back an invitation for another teacher"),
):
    """A link of a class no longer works."""

    title: str


@dataclass(frozen=True)
class InvitationAccepted(
    Deed,
    name="accept invitation",
    kind=DeedKind.CLASS,
    sentence=_l("teaches the class since an invitation"),
):
    """A teacher came into a class by an invitation."""

    title: str


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that works; its code is in no table."""

    id: str
    made_by: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class InvitedTo:
    """The class that an invitation is for, as whoever has the link may know it."""

    classroom_id: str
    title: str
    term: str
    invited_by: str
    teaches_already: bool


def invite(classroom_id: int, actor_id: int, now: datetime, *, secret: str) -> str:
    """Make an invitation; returns its code, which is shown this once.

    Raises:
        ClassroomArchived: the class is over.
    """
    code = drawn_code(secrets.SystemRandom())
    with write_transaction() as tx:
        row = locked_running(tx, classroom_id)
        tx.execute(delete(TeacherInvitation).where(TeacherInvitation.expires_at <= now))
        tx.add(
            TeacherInvitation(
                classroom_id=classroom_id,
                code_hash=_hash(code, secret),
                made_by_id=actor_id,
                made_at=now,
                expires_at=now + LIFETIME,
            )
        )
        _note(tx, TeacherInvited(row.title), row, actor_id, now)
        return code


def open_invitations(classroom_id: int, now: datetime) -> list[OpenInvitation]:
    """The invitations that work, the newest first. One query."""
    query = (
        select(TeacherInvitation, User.display_name)
        .join(User, User.id == TeacherInvitation.made_by_id)
        .where(TeacherInvitation.classroom_id == classroom_id, TeacherInvitation.expires_at > now)
        .order_by(TeacherInvitation.id.desc())
    )
    return [
        OpenInvitation(row.public_id, name, row.made_at, row.expires_at)
        for row, name in db.session.execute(query)
    ]


def take_back(classroom_id: int, public_id: str, actor_id: int, now: datetime) -> None:
    """End an invitation. Twice is the same as once."""
    of = TeacherInvitation
    with write_transaction() as tx:
        row = tx.get_one(Classroom, classroom_id)
        found = tx.scalar(
            select(of).where(of.public_id == public_id, of.classroom_id == classroom_id)
        )
        if found is None:
            return
        tx.delete(found)
        _note(tx, InvitationTakenBack(row.title), row, actor_id, now)


def invited_to(typed: str, user_id: int, now: datetime, *, secret: str) -> InvitedTo:
    """The class that an invitation is for.

    Raises:
        WrongCode: it does not work, or no longer.
    """
    invitation, classroom, name = _found(db.session, typed, now, secret)
    return InvitedTo(
        classroom_id=classroom.public_id,
        title=classroom.title,
        term=classroom.term,
        invited_by=name,
        teaches_already=_teaches(db.session, invitation.classroom_id, user_id),
    )


def accept(typed: str, user_id: int, now: datetime, *, secret: str) -> tuple[str, str]:
    """Let the user teach the class; returns its public id and title. The invitation is used up.

    Whoever teaches it already uses nothing up.

    Raises:
        WrongCode: the invitation does not work, or no longer.
        Forbidden: the account is no teacher's.
    """
    with write_transaction() as tx:
        user = tx.get_one(User, user_id)
        if not user.is_teacher:
            raise Forbidden
        invitation, _classroom, _name = _found(tx, typed, now, secret)
        row = locked_running(tx, invitation.classroom_id)
        if _teaches(tx, row.id, user_id):
            return row.public_id, row.title
        used = tx.execute(
            delete(TeacherInvitation)
            .where(TeacherInvitation.id == invitation.id)
            .returning(TeacherInvitation.id)
        )
        if used.first() is None:  # somebody else was first
            raise WrongCode
        tx.add(ClassroomTeacher(classroom_id=row.id, user_id=user_id, added_at=now))
        _note(tx, InvitationAccepted(row.title), row, user_id, now)
        return row.public_id, row.title


def _found(
    session: Reading, typed: str, now: datetime, secret: str
) -> Row[TeacherInvitation, Classroom, str]:
    found = session.execute(_working(_hash(normal_code(typed), secret), now)).one_or_none()
    if found is None:
        raise WrongCode
    return found


def _working(hashed: str, now: datetime) -> Select[TeacherInvitation, Classroom, str]:
    """The invitation with this hash, if it works: made by somebody who teaches a running class."""
    of = TeacherInvitation
    return (
        select(of, Classroom, User.display_name)
        .join(Classroom, Classroom.id == of.classroom_id)
        .join(User, User.id == of.made_by_id)
        .join(
            ClassroomTeacher,
            (ClassroomTeacher.classroom_id == of.classroom_id)
            & (ClassroomTeacher.user_id == of.made_by_id),
        )
        .where(of.code_hash == hashed, of.expires_at > now, Classroom.archived_at.is_(None))
    )


def _teaches(session: Reading, classroom_id: int, user_id: int) -> bool:
    of = ClassroomTeacher
    query = select(of.id).where(of.classroom_id == classroom_id, of.user_id == user_id)
    return session.scalar(query) is not None


def _hash(code: str, secret: str) -> str:
    """Apart from the hashes of log-in codes: a code of one kind is none of the other."""
    return code_hash(f"invitation {code}", secret)


def _note(tx: Transaction, deed: Deed, row: Classroom, actor_id: int, now: datetime) -> None:
    note_deed(tx, deed, row.public_id, now, actor_id=actor_id, classroom_id=row.id)

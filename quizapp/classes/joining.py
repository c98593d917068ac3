"""How learners get into a classroom by its join code, and out of it again."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.own_classes import OwnClass, classes_of
from quizapp.classes.classrooms import enrol, locked_classroom, locked_running
from quizapp.classes.keeping_ends import keep_later_ends
from quizapp.domain.errors import LogInNeeded, NotFound, TeachersDontJoin, WrongCode
from quizapp.domain.typed_codes import drawn_code, normal_code
from quizapp.models import Classroom, ClassroomTeacher, Enrolment, User
from quizapp.models.classrooms import classrooms_of_learner
from quizapp.web.database import Transaction, added_or_found, lock_learner, write_transaction
from quizapp.web.extensions import db

TICKET_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class JoiningOpened(
    Deed,
    name="open joining",
    kind=DeedKind.CLASS,
    sentence=_l("opened the class for joining"),
):
    """A class has a code by which learners join."""

    title: str


@dataclass(frozen=True)
class JoinCodeRenewed(
    Deed,
    name="renew join code",
    kind=DeedKind.CLASS,
    sentence=_l("changed the code for joining"),
):
    """A class has another code."""

    title: str


@dataclass(frozen=True)
class JoiningClosed(
    Deed,
    name="close joining",
    kind=DeedKind.CLASS,
    sentence=_l("closed the class for joining"),
):
    """Nobody joins a class any more."""

    title: str


@dataclass(frozen=True)
class ClassJoined(
    Deed, name="join classroom", kind=DeedKind.ROSTER, sentence=_l("joined by the code")
):
    """A learner came into a class by its code."""

    title: str


@dataclass(frozen=True)
class ClassLeft(Deed, name="leave classroom", kind=DeedKind.ROSTER, sentence=_l("left the class")):
    """A learner went out of a class."""

    title: str


@dataclass(frozen=True)
class JoinableClass:
    """The class that a code opens, as somebody who holds the code may know it."""

    title: str
    term: str
    teacher_names: list[str]
    is_enrolled: bool


def open_joining(classroom_id: int, actor_id: int | None, now: datetime) -> str:
    """Let learners join by a code; an open class keeps its code. Returns the code.

    Raises:
        ClassroomArchived: the class is over.
    """
    return _set_code(classroom_id, actor_id, now, renew=False)


def renew_join_code(classroom_id: int, actor_id: int | None, now: datetime) -> str:
    """A new join code; the old one opens nothing from now on.

    Raises:
        ClassroomArchived: the class is over.
    """
    return _set_code(classroom_id, actor_id, now, renew=True)


def close_joining(classroom_id: int, actor_id: int | None, now: datetime) -> None:
    """Let nobody join; who is in stays in."""
    with write_transaction() as tx:
        row = locked_classroom(tx, classroom_id)
        if row.join_code is None:
            return
        row.join_code = None
        _note_code(tx, JoiningClosed(row.title), row, actor_id, now)


def joinable_class(typed: str, user_id: int | None) -> JoinableClass:
    """The class that the code opens now, and whether the user is in it.

    Raises:
        WrongCode: it opens none.
    """
    classroom = db.session.scalar(_class_with(typed))
    if classroom is None:
        raise WrongCode
    teachers = db.session.scalars(
        select(User.display_name)
        .join(ClassroomTeacher, ClassroomTeacher.user_id == User.id)
        .where(ClassroomTeacher.classroom_id == classroom.id)
        .order_by(User.display_name)
    )
    enrolled = select(Enrolment.id).where(
        Enrolment.classroom_id == classroom.id,
        Enrolment.user_id == user_id,
        Enrolment.left_at.is_(None),
    )
    return JoinableClass(
        title=classroom.title,
        term=classroom.term,
        teacher_names=list(teachers),
        is_enrolled=user_id is not None and db.session.scalar(enrolled) is not None,
    )


def join(typed: str, user_id: int, now: datetime, *, name: str = "") -> tuple[str, bool]:
    """Enrol the user; returns the title of the class, and whether they were not in it.

    A guest can say by what name the teacher knows them; an account has its own.

    Raises:
        WrongCode: the code opens no class.
        TeachersDontJoin: the user is a teacher.
        LogInNeeded: the user was erased meanwhile.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        user = tx.get_one(User, user_id)
        if user.erased_at is not None:
            raise LogInNeeded
        if user.is_teacher:
            raise TeachersDontJoin
        if user.is_guest and name:
            user.display_name = name
        return _enrolled(tx, typed, user, now)


def join_as_guest(typed: str, name: str, ticket: str, now: datetime) -> tuple[int, str]:
    """Make a guest of this name and enrol them; returns their id and the title of the class.

    The ticket is a secret of the browser that sends the form: the form sent twice, by a double
    tap, makes one guest.

    Raises:
        WrongCode: the code opens no class, or the ticket made a guest long ago.
    """
    public_id = hashlib.sha256(ticket.encode()).hexdigest()[:32]
    with write_transaction() as tx:
        guest = User(public_id=public_id, display_name=name, created_at=now)
        user = added_or_found(tx, guest, select(User).where(User.public_id == public_id))
        lock_learner(tx, user.id)
        tx.refresh(user)
        is_old = now - user.created_at > TICKET_LIFETIME
        if not user.is_guest or user.erased_at is not None or is_old:
            raise WrongCode
        title, _ = _enrolled(tx, typed, user, now)
        return user.id, title


def class_of(public_id: str, user_id: int) -> OwnClass:
    """One of a learner's own running classes.

    Raises:
        NotFound: it is not theirs.
    """
    own = next((each for each in classes_of(user_id) if each.public_id == public_id), None)
    if own is None:
        raise NotFound
    return own


def leave_class(public_id: str, user_id: int, now: datetime) -> str:
    """Let a learner out of a class; what they did stays. Returns the title of the class.

    Raises:
        NotFound: they are not in it.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        classroom = tx.scalar(_own_class(public_id, user_id))
        if classroom is None:
            raise NotFound
        user = tx.get_one(User, user_id)
        enrolment = tx.scalars(
            select(Enrolment).where(
                Enrolment.classroom_id == classroom.id, Enrolment.user_id == user_id
            )
        ).one()
        keep_later_ends(tx, classroom.id, user_id, now)
        enrolment.left_at = now
        note_deed(
            tx,
            ClassLeft(classroom.title),
            user.public_id,
            now,
            actor_id=user_id,
            classroom_id=classroom.id,
        )
        return classroom.title


def _own_class(public_id: str, user_id: int) -> Select[Classroom]:
    return classrooms_of_learner(user_id).where(Classroom.public_id == public_id)


def _class_with(typed: str) -> Select[Classroom]:
    return select(Classroom).where(
        Classroom.join_code == normal_code(typed), Classroom.archived_at.is_(None)
    )


def _enrolled(tx: Transaction, typed: str, user: User, now: datetime) -> tuple[str, bool]:
    classroom = tx.scalar(_class_with(typed))
    if classroom is None:
        raise WrongCode
    is_new = enrol(tx, classroom.id, user.id, now)
    if is_new:
        note_deed(
            tx,
            ClassJoined(classroom.title),
            user.public_id,
            now,
            actor_id=user.id,
            classroom_id=classroom.id,
        )
    return classroom.title, is_new


def _set_code(classroom_id: int, actor_id: int | None, now: datetime, *, renew: bool) -> str:
    with write_transaction() as tx:
        row = locked_running(tx, classroom_id)
        if row.join_code is not None and not renew:
            return row.join_code
        deed = (JoiningOpened if row.join_code is None else JoinCodeRenewed)(row.title)
        row.join_code = drawn_code(secrets.SystemRandom())
        _note_code(tx, deed, row, actor_id, now)
        return row.join_code


def _note_code(
    tx: Transaction, deed: Deed, row: Classroom, actor_id: int | None, now: datetime
) -> None:
    """Note the deed, and never the code itself."""
    note_deed(tx, deed, row.public_id, now, actor_id=actor_id, classroom_id=row.id)

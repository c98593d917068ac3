"""Who teaches a classroom: several may, with the same rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, delete, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import normal_user_name
from quizapp.classes.classrooms import locked_classroom
from quizapp.domain.errors import LastTeacher, NotATeacher, NotFound
from quizapp.models import Classroom, ClassroomTeacher, TeacherInvitation, User
from quizapp.models.people import user_named
from quizapp.web.database import Reading, Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class ClassTeacherAdded(
    Deed,
    name="add class teacher",
    kind=DeedKind.CLASS,
    sentence=_l("added %(subject)s as a teacher"),
):
    """Another teacher was let into a class."""

    title: str
    name: str


@dataclass(frozen=True)
class ClassTeacherRemoved(
    Deed,
    name="remove class teacher",
    kind=DeedKind.CLASS,
    sentence=_l("removed %(subject)s as a teacher"),
):
    """A teacher was taken off a class."""

    title: str
    name: str


@dataclass(frozen=True)
class TeacherRow:
    """Somebody who teaches a classroom."""

    public_id: str
    name: str
    user_name: str


def teachers_of(classroom_id: int) -> list[TeacherRow]:
    """Who teaches the classroom, by name."""
    query = (
        select(User.public_id, User.display_name, User.user_name)
        .join(ClassroomTeacher, ClassroomTeacher.user_id == User.id)
        .where(ClassroomTeacher.classroom_id == classroom_id)
        .order_by(User.display_name, User.id)
    )
    return [
        TeacherRow(public_id, name, user_name or "")
        for public_id, name, user_name in db.session.execute(query)
    ]


def teacher_named(user_name: str) -> int:
    """The id of the teacher with this user name.

    Raises:
        NotATeacher: there is none.
    """
    return _teacher(db.session, user_name).id


def add_teacher(
    classroom_id: int, user_name: str, actor_id: int | None, now: datetime
) -> tuple[str, bool]:
    """Let another teacher teach the class; returns their name, and whether they are new in it.

    Raises:
        NotATeacher: no teacher has this user name.
    """
    with write_transaction() as tx:
        row = locked_classroom(tx, classroom_id)
        user = _teacher(tx, user_name)
        name = user.display_name
        if tx.scalar(_teaching(classroom_id).where(User.id == user.id)) is not None:
            return name, False
        tx.add(ClassroomTeacher(classroom_id=classroom_id, user_id=user.id, added_at=now))
        _note_teacher(tx, ClassTeacherAdded, row, user, actor_id, now)
        return name, True


def remove_teacher(classroom_id: int, public_id: str, actor_id: int | None, now: datetime) -> str:
    """Take a teacher off the class, with the invitations they made; returns their name.

    Raises:
        NotFound: nobody of this id teaches the class.
        LastTeacher: nobody else does.
    """
    with write_transaction() as tx:
        row = locked_classroom(tx, classroom_id)
        teachers = tx.scalars(_teaching(classroom_id)).all()
        user = next((each for each in teachers if each.public_id == public_id), None)
        if user is None:
            raise NotFound
        if len(teachers) == 1:
            raise LastTeacher
        tx.execute(
            delete(ClassroomTeacher).where(
                ClassroomTeacher.classroom_id == classroom_id, ClassroomTeacher.user_id == user.id
            )
        )
        tx.execute(
            delete(TeacherInvitation).where(
                TeacherInvitation.classroom_id == classroom_id,
                TeacherInvitation.made_by_id == user.id,
            )
        )
        _note_teacher(tx, ClassTeacherRemoved, row, user, actor_id, now)
        return user.display_name


def _teacher(session: Reading, user_name: str) -> User:
    user = session.scalar(user_named(normal_user_name(user_name)))
    if user is None or not user.is_teacher:
        raise NotATeacher
    return user


def _teaching(classroom_id: int) -> Select[User]:
    return (
        select(User)
        .join(ClassroomTeacher, ClassroomTeacher.user_id == User.id)
        .where(ClassroomTeacher.classroom_id == classroom_id)
    )


def _note_teacher(
    tx: Transaction,
    deed: type[ClassTeacherAdded | ClassTeacherRemoved],
    row: Classroom,
    user: User,
    actor_id: int | None,
    now: datetime,
) -> None:
    note_deed(
        tx,
        deed(row.title, user.display_name),
        user.public_id,
        now,
        actor_id=actor_id,
        classroom_id=row.id,
    )

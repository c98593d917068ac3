"""Classrooms: made, changed, archived; and who is enrolled."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.facts import ClassFacts, class_facts
from quizapp.domain.errors import ClassroomArchived, NotFound
from quizapp.models import Classroom, ClassroomTeacher, Enrolment, User
from quizapp.models.classrooms import (
    enrolled_learner,
    learners_of_teacher,
    taught_classroom,
)
from quizapp.web.database import Transaction, lock_learner, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class ClassCreated(
    Deed,
    name="create classroom",
    kind=DeedKind.CLASS,
    sentence=_l("made the class “%(title)s”"),
):
    """A class was made."""

    title: str


@dataclass(frozen=True)
class ClassChanged(
    Deed,
    name="change classroom",
    kind=DeedKind.CLASS,
    sentence=_l("changed the settings: %(changed)s"),
):
    """These settings of a class were changed."""

    title: str
    changed: list[str]


@dataclass(frozen=True)
class ClassArchived(
    Deed, name="archive classroom", kind=DeedKind.CLASS, sentence=_l("archived the class")
):
    """A class was put into the archive."""

    title: str


@dataclass(frozen=True)
class ClassRestored(
    Deed,
    name="restore classroom",
    kind=DeedKind.CLASS,
    sentence=_l("took the class out of the archive"),
):
    """A class was taken out of the archive."""

    title: str


@dataclass(frozen=True)
class NewClassroom:
    """What a teacher says about a new classroom; the zone is a name of the IANA database."""

    title: str
    time_zone: str
    term: str = ""


@dataclass(frozen=True)
class ClassroomSettings:
    """What a teacher can change later; the fields are those of `Classroom`."""

    title: str
    term: str
    time_zone: str
    keep_days: int | None
    exam_on: date | None
    desired_retention: float


def create_classroom(
    new: NewClassroom, teacher_id: int, now: datetime, *, by_command: bool = False
) -> str:
    """A classroom with one teacher, closed for joining; returns its public id.

    `by_command` says that somebody at the command line makes it for the teacher.
    """
    with write_transaction() as tx:
        classroom = Classroom(
            title=new.title, term=new.term, time_zone=new.time_zone, created_at=now
        )
        tx.add(classroom)
        tx.flush()
        tx.add(ClassroomTeacher(classroom_id=classroom.id, user_id=teacher_id, added_at=now))
        note_deed(
            tx,
            ClassCreated(new.title),
            classroom.public_id,
            now,
            actor_id=None if by_command else teacher_id,
            classroom_id=classroom.id,
        )
        return classroom.public_id


def classroom_taught_by(public_id: str, teacher_id: int) -> ClassFacts:
    """The classroom, for one of its teachers.

    Raises:
        NotFound: there is none, or somebody else teaches it.
    """
    classroom = db.session.scalar(taught_classroom(public_id, teacher_id))
    if classroom is None:
        raise NotFound
    return class_facts(classroom)


def classrooms_called(name: str) -> list[ClassFacts]:
    """The classroom of this public id, or those of this title."""
    query = select(Classroom).where((Classroom.public_id == name) | (Classroom.title == name))
    return [class_facts(row) for row in db.session.scalars(query.order_by(Classroom.id))]


def known_learners(teacher_id: int) -> frozenset[str]:
    """The public ids of the learners whom the teacher may see by name."""
    ids = learners_of_teacher(teacher_id).with_only_columns(User.public_id)
    return frozenset(db.session.scalars(ids))


def change_classroom(
    classroom_id: int, changed: ClassroomSettings, actor_id: int | None, now: datetime
) -> None:
    """Give the classroom these settings; what differs is noted in the audit trail."""
    with write_transaction() as tx:
        row = locked_classroom(tx, classroom_id)
        settings = {each.name: getattr(changed, each.name) for each in fields(changed)}
        differing = [name for name in settings if getattr(row, name) != settings[name]]
        if not differing:
            return
        for name in differing:
            setattr(row, name, settings[name])
        note_deed(
            tx,
            ClassChanged(row.title, differing),
            row.public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
        )


def archive_classroom(classroom_id: int, actor_id: int | None, now: datetime) -> None:
    """End the class: all of it can be read, and nobody joins. Twice is the same as once."""
    _set_archived(classroom_id, ClassArchived, actor_id, now)


def restore_classroom(classroom_id: int, actor_id: int | None, now: datetime) -> None:
    """Take the class out of the archive; joining stays closed."""
    _set_archived(classroom_id, ClassRestored, actor_id, now)


def expect_running(classroom: ClassFacts | Classroom) -> None:
    """Refuse what is new in a class that is over.

    Raises:
        ClassroomArchived: it is archived.
    """
    if classroom.is_archived:
        raise ClassroomArchived


def locked_classroom(tx: Transaction, classroom_id: int) -> Classroom:
    """The classroom's row; its other writers wait until the end of this transaction.

    Learners may go on joining and answering: the lock leaves keys that refer to the row alone.
    """
    query = select(Classroom).where(Classroom.id == classroom_id)
    return tx.scalars(query.with_for_update(key_share=True)).one()


def locked_running(tx: Transaction, classroom_id: int) -> Classroom:
    """The classroom's row, locked, for a deed that sets or changes work, marks or access in it.

    Raises:
        ClassroomArchived: the class is over.
    """
    row = locked_classroom(tx, classroom_id)
    expect_running(row)
    return row


def locked_learner(tx: Transaction, classroom_id: int, public_id: str) -> User:
    """A learner of the classroom, whom nobody removes, erases or merges meanwhile.

    Raises:
        NotFound: nobody of this id is in the class, or they left it while we waited.
    """
    query = enrolled_learner(classroom_id, public_id)
    user_id = tx.scalar(query.with_only_columns(User.id))
    if user_id is not None:
        lock_learner(tx, user_id)
    user = tx.scalar(query)
    if user is None:
        raise NotFound
    return user


def enrol(tx: Transaction, classroom_id: int, user_id: int, now: datetime) -> bool:
    """Put a learner into a classroom, or back into it; returns whether they were not in it."""
    enrolment = tx.scalar(
        select(Enrolment).where(
            Enrolment.classroom_id == classroom_id, Enrolment.user_id == user_id
        )
    )
    if enrolment is None:
        tx.add(Enrolment(classroom_id=classroom_id, user_id=user_id, enrolled_at=now))
        return True
    was_away = enrolment.left_at is not None
    enrolment.left_at = None
    return was_away


def _set_archived(
    classroom_id: int,
    deed: type[ClassArchived | ClassRestored],
    actor_id: int | None,
    now: datetime,
) -> None:
    is_over = deed is ClassArchived
    with write_transaction() as tx:
        row = locked_classroom(tx, classroom_id)
        if row.is_archived == is_over:
            return
        row.archived_at = now if is_over else None
        row.join_code = None
        note_deed(
            tx,
            deed(row.title),
            row.public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
        )

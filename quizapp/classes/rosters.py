"""How somebody in a classroom is taken out of it or moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import enrol, expect_running, locked_learner
from quizapp.classes.facts import class_facts
from quizapp.classes.taught_classes import class_labels
from quizapp.domain.errors import NotFound
from quizapp.models import (
    Classroom,
    Enrolment,
    LearnerAccommodation,
    User,
)
from quizapp.models.accommodations import accommodations_in
from quizapp.models.classrooms import (
    classrooms_of_teacher,
    enrolled_learner,
    taught_classroom,
)
from quizapp.models.people import Access
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class LearnerRemoved(
    Deed,
    name="remove learner",
    kind=DeedKind.ROSTER,
    sentence=_l("took %(subject)s out of the class"),
):
    """A teacher took a learner out of a class."""

    title: str


@dataclass(frozen=True)
class LearnerMovedAway(
    Deed,
    name="move learner away",
    kind=DeedKind.ROSTER,
    sentence=_l("moved %(subject)s to the class “%(other)s”"),
):
    """A learner went from this class to another one, as this class is told it."""

    title: str
    other: str


@dataclass(frozen=True)
class LearnerMovedHere(
    Deed,
    name="move learner here",
    kind=DeedKind.ROSTER,
    sentence=_l("moved %(subject)s here from “%(other)s”"),
):
    """The same, as the other class is told it."""

    title: str
    other: str


@dataclass(frozen=True)
class LearnerInClass:
    """A learner of a class, and the other classes they can be moved to: public id and title."""

    public_id: str
    name: str
    user_name: str | None
    access: Access
    sort_name: str
    targets: list[tuple[str, str]]


def learner_in_class(classroom_id: int, learner_id: str, teacher_id: int) -> LearnerInClass:
    """One learner of the class, and where the teacher could move them.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    query = enrolled_learner(classroom_id, learner_id).add_columns(Enrolment.sort_name)
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise NotFound
    user, sort_name = found
    running = classrooms_of_teacher(teacher_id).where(Classroom.archived_at.is_(None))
    labels = class_labels(map(class_facts, db.session.scalars(running)))
    own = db.session.get_one(Classroom, classroom_id).public_id
    targets = [each for each in labels.items() if each[0] != own]
    return LearnerInClass(
        user.public_id, user.display_name, user.user_name, user.access, sort_name, targets
    )


def remove_learner(classroom_id: int, learner_id: str, actor_id: int | None, now: datetime) -> str:
    """Take a learner out of the class; their work stays theirs. Returns their name.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    with write_transaction() as tx:
        row = tx.get_one(Classroom, classroom_id)
        user, enrolment = _member(tx, classroom_id, learner_id)
        enrolment.left_at = now
        _note(tx, LearnerRemoved(row.title), user, row, now, actor_id)
        return user.display_name


def move_learner(
    classroom_id: int, learner_id: str, target_id: str, teacher_id: int, now: datetime
) -> tuple[str, str]:
    """Take a learner from one class of a teacher into another; returns their name and its title.

    Raises:
        NotFound: nobody of this id is in the class, or the teacher has no other class of that id.
        ClassroomArchived: the other class is over.
    """
    with write_transaction() as tx:
        row = tx.get_one(Classroom, classroom_id)
        target = tx.scalar(taught_classroom(target_id, teacher_id))
        if target is None or target.id == row.id:
            raise NotFound
        expect_running(target)
        user, enrolment = _member(tx, classroom_id, learner_id)
        enrolment.left_at = now
        enrol(tx, target.id, user.id, now)
        _take_help_along(tx, user.id, row.id, target.id)
        _take_sort_name_along(tx, enrolment, target.id)
        _note(tx, LearnerMovedAway(row.title, target.title), user, row, now, teacher_id)
        _note(tx, LearnerMovedHere(target.title, row.title), user, target, now, teacher_id)
        return user.display_name, target.title


def _take_help_along(tx: Transaction, user_id: int, from_id: int, to_id: int) -> None:
    """What holds for a learner everywhere goes to the other class, unless that has its own.

    Notes stay: other people may teach there.
    """
    of = LearnerAccommodation
    held = tx.scalar(accommodations_in(from_id, [user_id]))
    if held is not None and tx.scalar(accommodations_in(to_id, [user_id])) is None:
        tx.execute(update(of).where(of.id == held.id).values(classroom_id=to_id))


def _take_sort_name_along(tx: Transaction, enrolment: Enrolment, to_id: int) -> None:
    tx.flush()
    tx.execute(
        update(Enrolment)
        .where(
            Enrolment.classroom_id == to_id,
            Enrolment.user_id == enrolment.user_id,
            Enrolment.sort_name == "",
        )
        .values(sort_name=enrolment.sort_name)
    )


def _member(tx: Transaction, classroom_id: int, learner_id: str) -> tuple[User, Enrolment]:
    """The learner and their enrolment, locked; nobody who has left meanwhile."""
    user = locked_learner(tx, classroom_id, learner_id)
    query = select(Enrolment).where(
        Enrolment.classroom_id == classroom_id, Enrolment.user_id == user.id
    )
    return user, tx.scalars(query).one()


def _note(
    tx: Transaction, deed: Deed, user: User, row: Classroom, now: datetime, actor_id: int | None
) -> None:
    note_deed(tx, deed, user.public_id, now, actor_id=actor_id, classroom_id=row.id)

"""Names that are kept no longer: of classes past their time, and of guests who stayed away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.erasing import erase
from quizapp.models import (
    Attempt,
    Card,
    Classroom,
    LearnerAccommodation,
    LearnerNote,
    LessonSeat,
    User,
)
from quizapp.models.retention import (
    GUESTS_KEPT,
    guests_unseen_since,
    learners_only_in,
    limited_classrooms,
)
from quizapp.web.database import lock_learners, write_transaction
from quizapp.web.extensions import db

AT_ONCE = 100
"""So many people are forgotten in one transaction."""


@dataclass(frozen=True)
class LearnerForgotten(
    Deed,
    name="forget learner",
    kind=DeedKind.ROSTER,
    sentence=_l("deleted a learner, whose name was kept no longer"),
):
    """A learner was erased because the time of their class is over."""


@dataclass(frozen=True)
class GuestsForgotten(
    Deed,
    name="forget guests",
    kind=DeedKind.ACCOUNTS,
    sentence=_l("deleted %(guests)s who had stayed away"),
):
    """So many guests were erased, or deleted where they had left nothing to count."""

    count: int


@dataclass(frozen=True)
class Overdue:
    """Whom to forget: how many learners of how many classes, and how many guests."""

    classes: int
    learners: int
    guests: int

    @property
    def is_nothing(self) -> bool:
        """Whether nobody is to be forgotten."""
        return not (self.learners or self.guests)


def overdue(session: Session, now: datetime) -> Overdue:
    """Whom tidying up would forget. Three queries, and nothing written."""
    due = _due(session, now)
    return Overdue(
        classes=len(due),
        learners=len(session.scalars(learners_only_in(due).with_only_columns(User.id)).all()),
        guests=len(
            session.scalars(guests_unseen_since(now - GUESTS_KEPT).with_only_columns(User.id)).all()
        ),
    )


def tidy(now: datetime, told: Callable[[float], None] = lambda _share: None) -> Overdue:
    """Forget them; returns whom. Their work goes on counting, without a name.

    Guests who have left nothing to count go altogether. `told` is told which share is done.
    """
    due = _due(db.session(), now)
    learners = db.session.scalars(learners_only_in(due).with_only_columns(User.id)).all()
    guests = db.session.scalars(
        guests_unseen_since(now - GUESTS_KEPT).with_only_columns(User.id)
    ).all()
    _forget_help(due)
    done, total = 0, len(learners) + len(guests)
    for some in _batches(learners):
        _forget_learners(due, some, now)
        told((done := done + len(some)) / total)
    for some in _batches(guests):
        _forget_guests(some, now)
        told((done := done + len(some)) / total)
    return Overdue(len(due), len(learners), len(guests))


def _due(session: Session, now: datetime) -> list[int]:
    """The ids of the classrooms whose time is over."""
    return [row.id for row in session.scalars(limited_classrooms()) if _is_due(row, now)]


def _is_due(classroom: Classroom, now: datetime) -> bool:
    if classroom.archived_at is None or classroom.keep_days is None:
        return False
    return classroom.archived_at + timedelta(days=classroom.keep_days) <= now


def _forget_help(due: Sequence[int]) -> None:
    """Notes and accommodations go with the class, also of those whom another class keeps."""
    with write_transaction() as tx:
        for table in (LearnerNote, LearnerAccommodation):
            tx.execute(delete(table).where(table.classroom_id.in_(due)))


def _forget_learners(due: Sequence[int], user_ids: Sequence[int], now: datetime) -> None:
    with write_transaction() as tx:
        wanted = learners_only_in(due).where(User.id.in_(user_ids))
        lock_learners(tx, select(User.id).where(User.id.in_(user_ids)))
        for user in tx.scalars(wanted).all():
            erase(tx, user, now)
            note_deed(tx, LearnerForgotten(), user.public_id, now, actor_id=None)


def _forget_guests(user_ids: Sequence[int], now: datetime) -> None:
    with write_transaction() as tx:
        lock_learners(tx, select(User.id).where(User.id.in_(user_ids)))
        unseen = guests_unseen_since(now - GUESTS_KEPT).where(User.id.in_(user_ids))
        worked = or_(
            *(exists().where(table.user_id == User.id) for table in (Attempt, Card, LessonSeat))
        )
        for user in tx.scalars(unseen.where(worked)).all():
            erase(tx, user, now)
        idle = tx.scalars(unseen.where(~worked).with_only_columns(User.id)).all()
        tx.execute(delete(User).where(User.id.in_(idle)))
        note_deed(tx, GuestsForgotten(len(user_ids)), "guests", now, actor_id=None)


def _batches(user_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(user_ids), AT_ONCE):
        yield user_ids[start : start + AT_ONCE]

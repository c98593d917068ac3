"""Reminding learners of what they have not begun, and taking that back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_running
from quizapp.domain.assignments import Phase, Terms
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, Reminder, User
from quizapp.models.assignments import assignment_in, terms_in
from quizapp.models.reminders import last_reminded, learners_not_begun, of_last_press
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db

ONE_PRESS = timedelta(minutes=1)
"""Pressed again within this, a button was pressed once."""


@dataclass(frozen=True)
class LearnersReminded(
    Deed,
    name="remind learners",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("reminded %(learners)s of “%(title)s”"),
):
    """So many learners were reminded of an assignment that they had not begun."""

    title: str
    count: int


@dataclass(frozen=True)
class ReminderTakenBack(
    Deed,
    name="take back reminder",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("took back the reminder of “%(title)s” for %(learners)s"),
):
    """The last reminder of an assignment is gone from so many first pages."""

    title: str
    count: int


@dataclass(frozen=True)
class Reminded:
    """A learner who was reminded. `email` is where they want it sent, None where nowhere."""

    user_id: int
    name: str
    email: str | None
    due_at: datetime | None


@dataclass(frozen=True)
class Reminding:
    """What one press did: of what the learners were reminded, and whether it was a new press."""

    assignment_id: str
    title: str
    learners: tuple[Reminded, ...]
    made_at: datetime
    is_new: bool = True


def remind(classroom_id: int, public_id: str, actor_id: int, now: datetime) -> Reminding:
    """Remind every learner who could begin an assignment now and has not; perhaps that is nobody.

    Twice within a minute is the same as once.

    Raises:
        NotFound: the class has no such assignment.
        ClassroomArchived: it is over.
    """
    with write_transaction() as tx:
        assignment = _locked(tx, classroom_id, public_id)
        learners = _to_remind(tx, assignment, now)
        pressed_at = _pressed_just_now(tx, assignment.id, now)
        if pressed_at is not None or not learners:
            return Reminding(public_id, assignment.title, learners, pressed_at or now, is_new=False)
        of_press = {"assignment_id": assignment.id, "actor_id": actor_id, "made_at": now}
        tx.add_all(Reminder(user_id=learner.user_id, **of_press) for learner in learners)
        deed = LearnersReminded(assignment.title, len(learners))
        note_deed(tx, deed, public_id, now, actor_id=actor_id, classroom_id=classroom_id)
        return Reminding(public_id, assignment.title, learners, now)


def take_reminder_back(classroom_id: int, public_id: str, actor_id: int, now: datetime) -> int:
    """Take the last press back; returns how many learners it had reminded, nought if none.

    Raises:
        NotFound: the class has no such assignment.
        ClassroomArchived: it is over.
    """
    with write_transaction() as tx:
        assignment = _locked(tx, classroom_id, public_id)
        ids = tx.scalars(select(Reminder.id).where(of_last_press(assignment.id))).all()
        if ids:
            tx.execute(delete(Reminder).where(Reminder.id.in_(ids)))
            deed = ReminderTakenBack(assignment.title, len(ids))
            note_deed(tx, deed, public_id, now, actor_id=actor_id, classroom_id=classroom_id)
        return len(ids)


def note_mailed(reminding: Reminding, addresses: Collection[str], now: datetime) -> None:
    """Note which e-mails a mail server took."""
    taken = [each.user_id for each in reminding.learners if each.email in addresses]
    of_assignment = select(Assignment.id).where(Assignment.public_id == reminding.assignment_id)
    with write_transaction() as tx:
        tx.execute(
            update(Reminder)
            .where(
                Reminder.assignment_id == of_assignment.scalar_subquery(),
                Reminder.made_at == reminding.made_at,
                Reminder.user_id.in_(taken),
            )
            .values(mailed_at=now)
            .execution_options(synchronize_session=False)
        )


def reminded_at(assignment_ids: Collection[int]) -> dict[tuple[int, int], datetime]:
    """By assignment and learner: when the learner was reminded of it last. One query."""
    rows = db.session.execute(last_reminded(assignment_ids))
    return {(assignment_id, user_id): made_at for assignment_id, user_id, made_at in rows}


def _locked(tx: Transaction, classroom_id: int, public_id: str) -> Assignment:
    locked_running(tx, classroom_id)
    assignment = tx.scalar(assignment_in(classroom_id, public_id))
    if assignment is None:
        raise NotFound
    return assignment


def _to_remind(tx: Transaction, assignment: Assignment, now: datetime) -> tuple[Reminded, ...]:
    """Who has not begun and could by their own terms; whoever is excused owes nothing."""
    return tuple(
        _reminded(user, terms)
        for user, here, held in tx.execute(learners_not_begun(assignment))
        if (terms := terms_in((assignment, here, held))).phase(now) in {Phase.OPEN, Phase.LATE}
        and not terms.is_excused
    )


def _reminded(user: User, terms: Terms) -> Reminded:
    email = user.email if user.has_account else None
    return Reminded(user.id, user.display_name, email, terms.due_at or terms.closes_at)


def _pressed_just_now(tx: Transaction, assignment_id: int, now: datetime) -> datetime | None:
    return tx.scalar(
        select(Reminder.made_at)
        .where(of_last_press(assignment_id), Reminder.made_at > now - ONE_PRESS)
        .limit(1)
    )

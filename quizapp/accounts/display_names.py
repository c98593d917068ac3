"""What people are called: which names can be had, and one's own changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.domain.errors import LogInNeeded, NamedByTeachers, NameTaken
from quizapp.exchange.roster import same_name
from quizapp.models import Enrolment, User
from quizapp.models.people import Access
from quizapp.web.database import Transaction, lock_learner, write_transaction

LONGEST_DISPLAY_NAME = 80


@dataclass(frozen=True)
class OwnNameChanged(
    Deed,
    name="change own name",
    kind=DeedKind.ROSTER,
    sentence=_l("changed their own name from “%(old_name)s” to “%(name)s”"),
):
    """Somebody calls themselves otherwise."""

    old_name: str
    name: str


def change_own_name(user_id: int, name: str, now: datetime) -> None:
    """Call oneself otherwise; the classes one is in are told.

    Raises:
        NamedByTeachers: a class looks after the account.
        NameTaken: somebody else in one of the classes is called so.
        LogInNeeded: the account was deleted meanwhile.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        user = tx.get_one(User, user_id)
        if user.erased_at is not None:
            raise LogInNeeded
        if user.access is Access.CODE:
            raise NamedByTeachers
        if user.display_name == name:
            return
        expect_free_name(tx, user, name)
        deed = OwnNameChanged(user.display_name, name)
        user.display_name = name
        _note_in_classes(tx, deed, user, now)


def expect_free_name(tx: Transaction, user: User, name: str) -> None:
    """Refuse a name by which two of a class could not be told apart.

    Raises:
        NameTaken: somebody else in a class of theirs is called so.
    """
    if same_name(name) in {same_name(each) for each in tx.scalars(_classmates(user.id))}:
        raise NameTaken


def classes_of_learner(tx: Transaction, user_id: int) -> list[int]:
    """The row ids of the classes that somebody is in now."""
    query = select(Enrolment.classroom_id).where(
        Enrolment.user_id == user_id, Enrolment.left_at.is_(None)
    )
    return list(tx.scalars(query.order_by(Enrolment.id)))


def _note_in_classes(tx: Transaction, deed: Deed, user: User, now: datetime) -> None:
    """Once in each class; of whoever is in none, once all the same."""
    classes: list[int | None] = [*classes_of_learner(tx, user.id)]
    for classroom_id in classes or [None]:
        note_deed(tx, deed, user.public_id, now, actor_id=user.id, classroom_id=classroom_id)


def _classmates(user_id: int) -> Select[str]:
    own = aliased(Enrolment)
    return (
        select(User.display_name)
        .join(Enrolment, Enrolment.user_id == User.id)
        .join(own, own.classroom_id == Enrolment.classroom_id)
        .where(own.user_id == user_id, own.left_at.is_(None))
        .where(Enrolment.left_at.is_(None), User.id != user_id)
    )

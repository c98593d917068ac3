"""What a learner is called whom a class looks after: name and user name, as its teachers say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import is_usable_user_name, normal_user_name
from quizapp.accounts.display_names import classes_of_learner, expect_free_name
from quizapp.classes.classrooms import locked_classroom, locked_learner
from quizapp.domain.errors import NamesThemselves, UnusableUserName, UserNameTaken
from quizapp.models import Enrolment, User
from quizapp.models.people import Access
from quizapp.web.database import Transaction, write_transaction


@dataclass(frozen=True)
class LearnerRenamed(
    Deed,
    name="rename learner",
    kind=DeedKind.ROSTER,
    sentence=_l("renamed “%(old_name)s”: now “%(name)s”"),
):
    """A learner is called otherwise."""

    old_name: str
    name: str


@dataclass(frozen=True)
class LearnerUserNameChanged(
    Deed,
    name="change learner user name",
    kind=DeedKind.ROSTER,
    sentence=_l("changed the user name of %(subject)s"),
):
    """A learner has another user name for when they set a password, or none."""


@dataclass(frozen=True)
class LearnerListed(
    Deed,
    name="list learner under",
    kind=DeedKind.ROSTER,
    sentence=_l("changed under which name %(subject)s is listed"),
):
    """A learner stands elsewhere in the lists of a class."""


def rename_learner(
    classroom_id: int,
    learner_id: str,
    name: str,
    user_name: str,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Call a learner of the class otherwise, in every class; an empty user name is none.

    Also in an archived class: what is kept about somebody has to be right.

    Raises:
        NotFound: nobody of this id is in the class.
        NamesThemselves: the learner is not one whom the class looks after.
        NameTaken: somebody else in a class of theirs is called so.
        UnusableUserName: nobody can have the user name.
        UserNameTaken: somebody else has it.
    """
    expect_usable(user_name)
    try:
        with write_transaction() as tx:
            locked_classroom(tx, classroom_id)
            user = locked_learner(tx, classroom_id, learner_id)
            if user.access is not Access.CODE:
                raise NamesThemselves
            deeds = [*_renamed(tx, user, name), *_given_user_name(user, user_name)]
            tx.flush()
            for deed in deeds:
                _note_in_all_classes(tx, deed, user, actor_id, now)
    except IntegrityError as error:
        raise UserNameTaken from error


def list_under(
    classroom_id: int, learner_id: str, sort_name: str, actor_id: int | None, now: datetime
) -> None:
    """List a learner of the class under this name; an empty one leaves it to the rule.

    Also in an archived class.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    with write_transaction() as tx:
        locked_classroom(tx, classroom_id)
        user = locked_learner(tx, classroom_id, learner_id)
        enrolment = tx.scalars(
            select(Enrolment).where(
                Enrolment.classroom_id == classroom_id, Enrolment.user_id == user.id
            )
        ).one()
        if enrolment.sort_name == sort_name:
            return
        enrolment.sort_name = sort_name
        deed = LearnerListed()
        note_deed(tx, deed, learner_id, now, actor_id=actor_id, classroom_id=classroom_id)


def expect_usable(user_name: str) -> None:
    """Refuse a user name that nobody can have; an empty one is none.

    Raises:
        UnusableUserName: it is one.
    """
    if user_name and not is_usable_user_name(user_name):
        raise UnusableUserName


def _renamed(tx: Transaction, user: User, name: str) -> list[Deed]:
    if user.display_name == name:
        return []
    expect_free_name(tx, user, name)
    deed = LearnerRenamed(user.display_name, name)
    user.display_name = name
    return [deed]


def _given_user_name(user: User, user_name: str) -> list[Deed]:
    kept = normal_user_name(user_name) or None
    if user.user_name == kept:
        return []
    user.user_name = kept
    return [LearnerUserNameChanged()]


def _note_in_all_classes(
    tx: Transaction, deed: Deed, user: User, actor_id: int | None, now: datetime
) -> None:
    """Other classes see the new name as well, and their teachers may want to know why."""
    for classroom_id in classes_of_learner(tx, user.id):
        note_deed(tx, deed, user.public_id, now, actor_id=actor_id, classroom_id=classroom_id)

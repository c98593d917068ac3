"""One learner into a class, by name: for whoever came after the list was imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_running
from quizapp.classes.enrolling import Outcome, PlannedLine, carry_out, plan_in
from quizapp.classes.login_slips import Slip, new_slip
from quizapp.classes.renaming import expect_usable
from quizapp.domain.errors import KnownLearner, NameTaken, UserNameTaken
from quizapp.exchange.roster import RosterLine
from quizapp.models import LoginCode, User
from quizapp.models.people import Access
from quizapp.web.database import Transaction, lock_learner, write_transaction


@dataclass(frozen=True)
class LearnerAdded(
    Deed,
    name="add learner",
    kind=DeedKind.ROSTER,
    sentence=_l("added %(subject)s to the class"),
):
    """A teacher put one learner into a class."""

    title: str


@dataclass(frozen=True)
class Newcomer:
    """What a teacher says of a learner; without a user name they have none yet."""

    name: str
    user_name: str = ""


@dataclass(frozen=True)
class Added:
    """Who is in the class now, and the slip that lets them in; None for whoever has a password."""

    name: str
    slip: Slip | None


def add_learner(
    classroom_id: int,
    newcomer: Newcomer,
    actor_id: int | None,
    now: datetime,
    *,
    secret: str,
    is_known: bool = False,
) -> Added:
    """Put one learner into the class, with a code to log in with.

    Args:
        classroom_id: The class.
        newcomer: What is said of the learner.
        actor_id: Who adds them.
        now: When.
        secret: The server's secret key, with which codes are hashed.
        is_known: Whether the teacher has said that a learner whom the server knows is meant.

    Raises:
        ClassroomArchived: the class is over.
        UnusableUserName: nobody can have the user name.
        UserNameTaken: somebody has it who is not a learner of the teachers of this class.
        NameTaken: somebody of the name, or with the user name, is in the class.
        KnownLearner: the learner was in the class before, or has an account, and `is_known` is not
            said.
    """
    expect_usable(newcomer.user_name)
    line = RosterLine(1, newcomer.name, newcomer.user_name)
    try:
        with write_transaction() as tx:
            row = locked_running(tx, classroom_id)
            planned = _plan(tx, classroom_id, line, by_host=actor_id is None)
            user = _let_in(tx, classroom_id, planned, now, is_known=is_known)
            deed = LearnerAdded(row.title)
            note_deed(tx, deed, user.public_id, now, actor_id=actor_id, classroom_id=row.id)
            return Added(user.display_name, _slip(tx, user, now, secret))
    except IntegrityError as error:
        raise UserNameTaken from error


def _plan(tx: Transaction, classroom_id: int, line: RosterLine, *, by_host: bool) -> PlannedLine:
    """What the line does; of somebody known it is worked out again once nobody erases them."""
    (planned,) = plan_in(tx, classroom_id, [line], by_host=by_host)
    if planned.user_id is None:
        return planned
    lock_learner(tx, planned.user_id)
    (planned,) = plan_in(tx, classroom_id, [line], by_host=by_host)
    return planned


def _let_in(
    tx: Transaction, classroom_id: int, planned: PlannedLine, now: datetime, *, is_known: bool
) -> User:
    if planned.outcome is Outcome.HERE:
        raise NameTaken
    if not planned.outcome.does_something:
        raise UserNameTaken
    if planned.user_id is None:
        (user_id,) = carry_out(tx, classroom_id, [planned], now)
        return tx.get_one(User, user_id)
    if not is_known:
        raise KnownLearner(planned.known_as or "")
    carry_out(tx, classroom_id, [planned], now)
    return tx.get_one(User, planned.user_id)


def _slip(tx: Transaction, user: User, now: datetime, secret: str) -> Slip | None:
    if user.access is not Access.CODE:
        return None
    tx.execute(delete(LoginCode).where(LoginCode.user_id == user.id))
    return new_slip(tx, user, now, secret=secret)

"""A list of learners into a classroom: looked at first, then carried out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import is_usable_user_name, normal_user_name
from quizapp.classes.classrooms import locked_running
from quizapp.exchange.roster import RosterLine, same_name
from quizapp.models import Classroom, Enrolment, User
from quizapp.models.rights import is_taught_elsewhere, was_taught_by_teachers_of
from quizapp.web.database import Reading, Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db

TRIES = 2


@dataclass(frozen=True)
class RosterImported(
    Deed,
    name="import roster",
    kind=DeedKind.ROSTER,
    sentence=_l("imported a list of names: %(learners)s, new among them: %(new)s"),
):
    """A list of learners was carried out: how many came in, and how many nobody knew before."""

    title: str
    count: int
    new: int


@dataclass(frozen=True)
class LearnerEnrolled(
    Deed,
    name="enrol learner",
    kind=DeedKind.ROSTER,
    sentence=_l("put %(subject)s into the class"),
):
    """A learner whom the server knew came into a class by a list."""

    title: str


class Outcome(StrEnum):
    """What a row of the list does."""

    NEW = "new"
    ENROL = "enrol"
    BACK = "back"
    HERE = "here"
    UNUSABLE = "unusable"
    TEACHER = "teacher"
    ELSEWHERE = "elsewhere"
    TROUBLE = "trouble"

    @property
    def does_something(self) -> bool:
        """Whether somebody comes into the class by it."""
        return self in {Outcome.NEW, Outcome.ENROL, Outcome.BACK}


@dataclass(frozen=True)
class PlannedLine:
    """A row of the list, what it does, and the learner it is about if the server knows them."""

    line: RosterLine
    outcome: Outcome
    user_id: int | None = None
    known_as: str | None = None


@dataclass(frozen=True)
class _Member:
    user_id: int
    name: str
    is_here: bool
    can_return: bool


def planned(
    classroom_id: int, lines: Sequence[RosterLine], *, by_host: bool = False
) -> list[PlannedLine]:
    """What each row would do now; `by_host`: by whoever runs the server. Nothing is written."""
    return plan_in(db.session, classroom_id, lines, by_host=by_host)


def enrol_all(
    classroom_id: int, lines: Sequence[RosterLine], actor_id: int | None, now: datetime
) -> Counter[Outcome]:
    """Carry the list out, row by row as it stands now; returns how many rows did what.

    Whoever is in the class already is left as they are, so that a list can be sent twice. Whom the
    server does not know becomes a managed learner, by the user name that is given. Without an
    actor, it is done by whoever runs the server, who may enrol any learner that is in no class.

    Raises:
        ClassroomArchived: the class is over.
    """
    for _again in range(TRIES):
        try:
            return _enrol_all(classroom_id, lines, actor_id, now)
        except IntegrityError:  # somebody has taken one of the user names meanwhile
            continue
    return _enrol_all(classroom_id, lines, actor_id, now)


def _enrol_all(
    classroom_id: int, lines: Sequence[RosterLine], actor_id: int | None, now: datetime
) -> Counter[Outcome]:
    with write_transaction() as tx:
        row = locked_running(tx, classroom_id)
        lock_learners(tx, select(User.id).where(User.user_name.in_(_user_names(lines))))
        plan = plan_in(tx, classroom_id, lines, by_host=actor_id is None)
        carry_out(tx, classroom_id, plan, now)
        counts = Counter(each.outcome for each in plan)
        if any(outcome.does_something for outcome in counts):
            _note(tx, row, plan, counts, actor_id, now)
        return counts


def came_in(counts: Counter[Outcome]) -> int:
    """How many learners came in."""
    return sum(count for outcome, count in counts.items() if outcome.does_something)


def carry_out(
    tx: Transaction, classroom_id: int, plan: Sequence[PlannedLine], now: datetime
) -> list[int]:
    """Let in whom the plan lets in; returns the ids of those who are new on the server."""
    new = [_new_learner(each, now) for each in plan if each.outcome is Outcome.NEW]
    tx.add_all(new)
    tx.flush()
    entering = [*(user.id for user in new), *_learners(plan, Outcome.ENROL)]
    tx.add_all(
        Enrolment(classroom_id=classroom_id, user_id=user_id, enrolled_at=now)
        for user_id in entering
    )
    returning = select(Enrolment).where(
        Enrolment.classroom_id == classroom_id,
        Enrolment.user_id.in_(_learners(plan, Outcome.BACK)),
    )
    for enrolment in tx.scalars(returning):
        enrolment.left_at = None
    return [user.id for user in new]


def _learners(plan: Sequence[PlannedLine], *outcomes: Outcome) -> list[int | None]:
    """The ids of the learners with whom this is done."""
    return [each.user_id for each in plan if each.outcome in outcomes]


def plan_in(
    session: Reading, classroom_id: int, lines: Sequence[RosterLine], *, by_host: bool
) -> list[PlannedLine]:
    """The plan as it is in this transaction, by three queries."""
    named = select(User).where(User.user_name.in_(_user_names(lines)))
    known = {
        user.user_name: user for user in session.scalars(named.where(User.erased_at.is_(None)))
    }
    foreign = is_taught_elsewhere(classroom_id)
    if not by_host:
        foreign |= ~was_taught_by_teachers_of(classroom_id)
    elsewhere = set(session.scalars(named.where(foreign).with_only_columns(User.id)))
    members = _members(session, classroom_id)
    by_id = {member.user_id: member for member in members}
    found = [known.get(normal_user_name(each.user_name)) for each in lines if each.user_name]
    namesakes = _namesakes(members, taken={user.id for user in found if user})
    return [
        PlannedLine(line, Outcome.TROUBLE)
        if line.trouble
        else _by_user_name(line, user, by_id, elsewhere)
        if (user := known.get(normal_user_name(line.user_name)))
        else _by_name(line, namesakes)
        for line in lines
    ]


def _namesakes(members: Sequence[_Member], taken: Collection[int]) -> dict[str, list[_Member]]:
    """Whom a row may mean by name: each is meant by one row only, those in the class first."""
    namesakes: dict[str, list[_Member]] = defaultdict(list)
    for member in members:
        if (member.is_here or member.can_return) and member.user_id not in taken:
            namesakes[same_name(member.name)].append(member)
    return namesakes


def _members(session: Reading, classroom_id: int) -> list[_Member]:
    """Who is or was in the class; those who are in it come first."""
    rows = session.execute(
        select(User, Enrolment.left_at)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.classroom_id == classroom_id, User.erased_at.is_(None))
        .order_by(Enrolment.left_at.is_not(None), Enrolment.id)
    )
    return [
        _Member(user.id, user.display_name, left_at is None, user.is_managed)
        for user, left_at in rows
    ]


def _by_user_name(
    line: RosterLine,
    user: User,
    members: dict[int, _Member],
    elsewhere: set[int],
) -> PlannedLine:
    """Whoever is not a learner of these teachers joins: else their work would be given away."""
    if user.is_teacher:
        return PlannedLine(line, Outcome.TEACHER, user.id, user.display_name)
    outcome = _outcome(members.get(user.id), Outcome.ENROL)
    if outcome is not Outcome.HERE and user.id in elsewhere:
        return PlannedLine(line, Outcome.ELSEWHERE)
    return PlannedLine(line, outcome, user.id, user.display_name)


def _by_name(line: RosterLine, namesakes: dict[str, list[_Member]]) -> PlannedLine:
    """A row whose user name, if it has one, nobody has; it can be given to somebody new."""
    for name in (line.name, f"{line.name} ({line.number})"):
        if members := namesakes.get(same_name(name)):
            member = members.pop(0)
            return PlannedLine(line, _outcome(member, Outcome.NEW), member.user_id, member.name)
    is_usable = not line.user_name or is_usable_user_name(line.user_name)
    return PlannedLine(line, Outcome.NEW if is_usable else Outcome.UNUSABLE)


def _outcome(member: _Member | None, otherwise: Outcome) -> Outcome:
    if member is None:
        return otherwise
    return Outcome.HERE if member.is_here else Outcome.BACK


def _user_names(lines: Sequence[RosterLine]) -> list[str]:
    return [
        normal_user_name(line.user_name) for line in lines if line.user_name and not line.trouble
    ]


def _new_learner(planned_line: PlannedLine, now: datetime) -> User:
    """Somebody who gets in by codes; with a user name, until they have set a password."""
    line = planned_line.line
    return User(
        display_name=line.name or line.user_name,
        user_name=normal_user_name(line.user_name) or None,
        is_managed=True,
        created_at=now,
    )


def _note(
    tx: Transaction,
    row: Classroom,
    plan: Sequence[PlannedLine],
    counts: Counter[Outcome],
    actor_id: int | None,
    now: datetime,
) -> None:
    """One deed for the list, and one for each learner who had an account or comes back."""
    who = {"actor_id": actor_id, "classroom_id": row.id}
    deed = RosterImported(row.title, came_in(counts), counts[Outcome.NEW])
    note_deed(tx, deed, row.public_id, now, **who)
    known = _learners(plan, Outcome.ENROL, Outcome.BACK)
    for public_id in tx.scalars(select(User.public_id).where(User.id.in_(known))).all():
        note_deed(tx, LearnerEnrolled(row.title), public_id, now, **who)

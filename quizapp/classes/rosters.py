"""Who is in a classroom: the list, and how somebody is taken out of it or moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ScalarSelect, func, select, update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import enrol, expect_running, locked_learner
from quizapp.classes.facts import class_facts
from quizapp.classes.taught_classes import class_labels
from quizapp.domain.errors import NotFound
from quizapp.exchange.roster import same_name
from quizapp.models import (
    Attempt,
    Card,
    Classroom,
    Enrolment,
    LearnerAccommodation,
    LoginCode,
    User,
)
from quizapp.models.accommodations import accommodations_in
from quizapp.models.classrooms import (
    classrooms_of_teacher,
    enrolled_learner,
    enrolled_learners,
    taught_classroom,
)
from quizapp.models.people import Access
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db

ROWS_A_PAGE = 100


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
class LearnerRow:
    """A learner of a class, with the moment of the last answer and of an open code's end."""

    public_id: str
    name: str
    user_name: str | None
    access: Access
    enrolled_at: datetime
    last_answer_at: datetime | None
    code_until: datetime | None


@dataclass(frozen=True)
class RosterPage:
    """A part of the list of learners, by name, and how much there is besides."""

    rows: list[LearnerRow]
    page: int
    page_count: int
    found_count: int
    learner_count: int
    managed_count: int


@dataclass(frozen=True)
class LearnerInClass:
    """A learner of a class, and the other classes they can be moved to: public id and title."""

    public_id: str
    name: str
    user_name: str | None
    access: Access
    targets: list[tuple[str, str]]


def roster_page(classroom_id: int, wanted: str, page: int, now: datetime) -> RosterPage:
    """The learners whose names hold the words that are wanted, a page of them: two queries."""
    members = db.session.execute(
        enrolled_learners(classroom_id).with_only_columns(
            User.id, User.display_name, User.is_managed, User.password_hash
        )
    ).all()
    words = same_name(wanted)
    matching = sorted(
        (member for member in members if words in same_name(member.display_name)),
        key=lambda member: (same_name(member.display_name), member.id),
    )
    page_count = max(1, -(-len(matching) // ROWS_A_PAGE))
    page = min(max(1, page), page_count)
    shown = [member.id for member in matching[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]]
    rows = _rows(classroom_id, shown, now)
    return RosterPage(
        rows=[rows[user_id] for user_id in shown if user_id in rows],
        page=page,
        page_count=page_count,
        found_count=len(matching),
        learner_count=len(members),
        managed_count=sum(each.is_managed and each.password_hash is None for each in members),
    )


def learner_in_class(classroom_id: int, learner_id: str, teacher_id: int) -> LearnerInClass:
    """One learner of the class, and where the teacher could move them.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    user = db.session.scalar(enrolled_learner(classroom_id, learner_id))
    if user is None:
        raise NotFound
    running = classrooms_of_teacher(teacher_id).where(Classroom.archived_at.is_(None))
    labels = class_labels(map(class_facts, db.session.scalars(running)))
    own = db.session.get_one(Classroom, classroom_id).public_id
    targets = [each for each in labels.items() if each[0] != own]
    return LearnerInClass(user.public_id, user.display_name, user.user_name, user.access, targets)


def access_in_class(classroom_id: int, learner_id: str) -> Access:
    """How a learner of the class gets in.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    user = db.session.scalar(enrolled_learner(classroom_id, learner_id))
    if user is None:
        raise NotFound
    return user.access


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


def _member(tx: Transaction, classroom_id: int, learner_id: str) -> tuple[User, Enrolment]:
    """The learner and their enrolment, locked; nobody who has left meanwhile."""
    user = locked_learner(tx, classroom_id, learner_id)
    query = select(Enrolment).where(
        Enrolment.classroom_id == classroom_id, Enrolment.user_id == user.id
    )
    return user, tx.scalars(query).one()


def _rows(classroom_id: int, user_ids: list[int], now: datetime) -> dict[int, LearnerRow]:
    query = (
        select(User, Enrolment.enrolled_at, *_last_answers(), _open_code(now))
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.classroom_id == classroom_id, User.id.in_(user_ids))
    )
    return {
        user.id: LearnerRow(
            public_id=user.public_id,
            name=user.display_name,
            user_name=user.user_name,
            access=user.access,
            enrolled_at=enrolled_at,
            last_answer_at=max((at for at in last if at is not None), default=None),
            code_until=code_until if user.access is Access.CODE else None,
        )
        for user, enrolled_at, *last, code_until in db.session.execute(query)
    }


def _last_answers() -> list[ScalarSelect[datetime]]:
    """Columns with moments of which the latest is the last answer's, or an attempt's beginning.

    Every answer feeds the memory, a second one of a day aside.
    """
    of_cards = select(func.max(Card.reviewed_at)).where(Card.user_id == User.id)
    of_attempts = select(func.max(func.coalesce(Attempt.finished_at, Attempt.started_at))).where(
        Attempt.user_id == User.id
    )
    return [query.correlate(User).scalar_subquery() for query in (of_cards, of_attempts)]


def _open_code(now: datetime) -> ScalarSelect[datetime]:
    query = select(func.max(LoginCode.expires_at)).where(
        LoginCode.user_id == User.id, LoginCode.used_at.is_(None), LoginCode.expires_at > now
    )
    return query.correlate(User).scalar_subquery()


def _note(
    tx: Transaction, deed: Deed, user: User, row: Classroom, now: datetime, actor_id: int | None
) -> None:
    note_deed(tx, deed, user.public_id, now, actor_id=actor_id, classroom_id=row.id)

"""Who is in a classroom, as a list: in order, searched, and those of one kind apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import ScalarSelect, Select, func, select

from quizapp.classes.accommodation_words import accommodation_words
from quizapp.domain.sort_names import ListedName, around_surname, is_found, listed_name
from quizapp.models import Attempt, Card, Enrolment, LearnerAccommodation, LoginCode, User
from quizapp.models.accommodations import accommodations_in
from quizapp.models.people import Access, TextSize
from quizapp.web.extensions import db

ROWS_A_PAGE = 100
Columns = TypeVarTuple("Columns")
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class PeopleSort(StrEnum):
    """What a list of people is sorted by."""

    SURNAME = "surname"
    GIVEN = "given"
    LAST = "last"


class PeopleShow(StrEnum):
    """Which of the people are shown."""

    ALL = "all"
    NEVER = "never"
    HELPED = "helped"


@dataclass(frozen=True)
class WantedPeople:
    """Which people of a class are asked for, and in what order."""

    words: str = ""
    page: int = 1
    sort: PeopleSort = PeopleSort.SURNAME
    show: PeopleShow = PeopleShow.ALL


@dataclass(frozen=True)
class LearnerRow:
    """A learner of a class, with the moment of the last answer and of an open code's end.

    `help` is what holds for them in every assignment, in words.
    """

    public_id: str
    name: str
    listed: ListedName
    user_name: str | None
    access: Access
    enrolled_at: datetime
    last_answer_at: datetime | None
    code_until: datetime | None
    help: list[str]

    @property
    def name_parts(self) -> tuple[str, str, str]:
        """The name in three: what stands before the surname, the surname, what follows it."""
        return around_surname(self.name, self.listed)


@dataclass(frozen=True)
class PeopleList:
    """A part of the list of learners, and how much there is besides."""

    rows: list[LearnerRow]
    page: int
    page_count: int
    found_count: int
    learner_count: int
    managed_count: int
    counts: dict[PeopleShow, int]


@dataclass(frozen=True)
class _Member:
    user_id: int
    name: str
    listed: ListedName
    gets_codes: bool
    reads_large: bool
    last_at: datetime | None


def people_list(classroom_id: int, wanted: WantedPeople, now: datetime) -> PeopleList:
    """The learners who are asked for, a page of them. Three queries."""
    members = _members(classroom_id)
    held = db.session.scalars(accommodations_in(classroom_id)).all()
    helped = {row.user_id for row in held} | {each.user_id for each in members if each.reads_large}
    kinds = {
        PeopleShow.ALL: members,
        PeopleShow.NEVER: [each for each in members if each.last_at is None],
        PeopleShow.HELPED: [each for each in members if each.user_id in helped],
    }
    found = [each for each in kinds[wanted.show] if is_found(each.name, wanted.words)]
    page_count = max(1, -(-len(found) // ROWS_A_PAGE))
    page = min(max(1, wanted.page), page_count)
    shown = _in_order(found, wanted.sort)[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    return PeopleList(
        rows=_rows(classroom_id, shown, held, now),
        page=page,
        page_count=page_count,
        found_count=len(found),
        learner_count=len(members),
        managed_count=sum(each.gets_codes for each in members),
        counts={kind: len(each) for kind, each in kinds.items()},
    )


def _members(classroom_id: int) -> list[_Member]:
    """Everybody in the class now. One query, which reads no more of each than the order needs."""
    rows = db.session.execute(_in_class(_MEMBER, classroom_id))
    return [
        _Member(
            user_id,
            name,
            listed_name(name, sort_name),
            is_managed and password_hash is None,
            text_size != TextSize.NORMAL,
            max(filter(None, last), default=None),
        )
        for user_id, name, sort_name, is_managed, password_hash, text_size, *last in rows
    ]


def _in_order(members: Sequence[_Member], sort: PeopleSort) -> list[_Member]:
    """The members in order; namesakes keep one. Whoever never was here comes first by the last."""
    by_surname = sorted(members, key=lambda each: (each.listed.key, each.user_id))
    if sort is PeopleSort.GIVEN:
        return sorted(by_surname, key=lambda each: each.listed.given_key)
    if sort is PeopleSort.LAST:
        return sorted(by_surname, key=lambda each: each.last_at or LONG_AGO)
    return by_surname


def _rows(
    classroom_id: int,
    shown: Sequence[_Member],
    held: Sequence[LearnerAccommodation],
    now: datetime,
) -> list[LearnerRow]:
    """The lines of these members; nobody who has left meanwhile."""
    columns = select(User, Enrolment.enrolled_at, _open_code(now))
    query = _in_class(columns, classroom_id).where(User.id.in_([each.user_id for each in shown]))
    found = {row[0].id: row for row in db.session.execute(query)}
    words = {row.user_id: accommodation_words(row.held) for row in held}
    return [
        _row(member, *found[member.user_id], words.get(member.user_id, []))
        for member in shown
        if member.user_id in found
    ]


def _row(
    member: _Member,
    user: User,
    enrolled_at: datetime,
    code_until: datetime | None,
    words: list[str],
) -> LearnerRow:
    return LearnerRow(
        public_id=user.public_id,
        name=user.display_name,
        listed=member.listed,
        user_name=user.user_name,
        access=user.access,
        enrolled_at=enrolled_at,
        last_answer_at=member.last_at,
        code_until=code_until if user.access is Access.CODE else None,
        help=words,
    )


def _in_class(query: Select[*Columns], classroom_id: int) -> Select[*Columns]:
    return (
        query.select_from(User)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.classroom_id == classroom_id, Enrolment.left_at.is_(None))
    )


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


_MEMBER = select(
    User.id,
    User.display_name,
    Enrolment.sort_name,
    User.is_managed,
    User.password_hash,
    User.text_size,
    *_last_answers(),
)

"""What is set for a learner: by which terms, and how far the learner has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, String, bindparam, select

from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.domain.accommodations import Accommodation, own_terms
from quizapp.domain.assignments import (
    Counting,
    FeedbackTime,
    OtherTerms,
    Phase,
    Standing,
    Terms,
    closing_for_all,
    is_past_grace,
)
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, Attempt
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import attempts_of
from quizapp.models.base import UtcDateTime
from quizapp.models.held_keys import ASKED, moment_asked, reserves_its_quiz
from quizapp.models.own_assignments import own_assignments
from quizapp.web.database import columns_of
from quizapp.web.extensions import db

OwnAssignments = Select[*tuple[Any, ...]]
OwnRow = Row[*tuple[Any, ...]]

DAYS_SHOWN = timedelta(days=7)
"""Home tells of what opens within so many days, and of what ended within as many."""


@dataclass(frozen=True)
class OwnAssignment:
    """An assignment as it is for one learner.

    Attributes:
        id: The public id.
        title: What the class knows it by.
        class_id: The classroom's public id.
        class_title: Its title.
        time_zone: The classroom's, by name: times are shown in it.
        bank_id: The bank of the quiz.
        quiz_id: The quiz.
        terms: The learner's own terms.
        extra_time: Seconds on top of the class's time limit.
        feedback: When keys, feedback and marks are shown.
        counting: Which finished attempt counts.
        is_of_pair: Whether it is a pre- or post-test, which has no second tries.
        begun: How many attempts were begun.
        finished: How many have ended.
        last_ended_at: When the last of these did.
        running_id: The attempt to go on with.
        results_at: When what waits for the close is shown; None where it waits for nothing.
        standing: Where the learner stands.
        has_left: Whether the learner has left the class since.
        reminded_at: When the teacher reminded the learner last, None if never.
        now: The moment that all this is true at.
    """

    id: str
    title: str
    class_id: str
    class_title: str
    time_zone: str
    bank_id: str
    quiz_id: str
    terms: Terms
    extra_time: int
    feedback: FeedbackTime
    counting: Counting
    is_sequential: bool
    is_of_pair: bool
    begun: int
    finished: int
    last_ended_at: datetime | None
    running_id: str | None
    results_at: datetime | None
    standing: Standing
    has_left: bool
    reminded_at: datetime | None
    now: datetime

    @property
    def phase(self) -> Phase:
        """Where the assignment stands for the learner."""
        return self.terms.phase(self.now)

    @property
    def can_begin(self) -> bool:
        """Whether a further attempt can be begun."""
        return self.running_id is None and self.terms.can_begin(self.now, self.begun)

    @property
    def is_waiting(self) -> bool:
        """Whether it is open and nothing was handed in yet."""
        return self.standing in {Standing.TO_DO, Standing.OVERDUE, Standing.RUNNING}

    @property
    def is_reminded_of(self) -> bool:
        """Whether the teacher has reminded the learner, who has not begun and still can."""
        waits = self.standing in {Standing.TO_DO, Standing.OVERDUE} and not self.begun
        return waits and self.reminded_at is not None

    @property
    def is_held(self) -> bool:
        """Whether keys, marks and feedback are held back."""
        return self.results_at is not None

    @property
    def is_on_home(self) -> bool:
        """Whether the first page tells of it: what is open, opens soon, or ended of late."""
        if self.standing in {Standing.EXCUSED, Standing.NOT_OPEN}:
            soon = self.terms.opens_at <= self.now + DAYS_SHOWN
            return soon and self.standing is Standing.NOT_OPEN
        last = max(filter(None, (self.last_ended_at, self.terms.due_at)), default=None)
        return self.is_waiting or last is None or last > self.now - DAYS_SHOWN


def own_assignment(public_id: str, user_id: int, now: datetime) -> OwnAssignment:
    """One assignment of the learner.

    Raises:
        NotFound: the learner has no such assignment.
    """
    for assignment in _found(_assignment_named(), user_id, now, assignment_id=public_id):
        return assignment
    raise NotFound


def assignments_for_home(user_id: int | None, now: datetime) -> list[OwnAssignment]:
    """What the first page tells of: what waits, soonest due first, then the rest. One query."""
    if user_id is None:
        return []
    since = now - 4 * DAYS_SHOWN
    found = _found(_recent_assignments(), user_id, now, since=since)
    return sorted((own for own in found if own.is_on_home), key=_urgency)


@cache
def _assignment_named() -> OwnAssignments:
    return own_assignments().where(Assignment.public_id == bindparam("assignment_id", type_=String))


@cache
def _recent_assignments() -> OwnAssignments:
    """Those that have not closed before `since`."""
    since = bindparam("since", type_=UtcDateTime)
    return own_assignments().where(Assignment.closes_at.is_(None) | (Assignment.closes_at > since))


@cache
def _reserving_assignments() -> OwnAssignments:
    """Those spoilt if the quiz `quiz_key` of the bank `bank_key` were taken freely now."""
    return own_assignments(also_left=True).where(
        Assignment.bank_key == bindparam("bank_key", type_=String),
        Assignment.quiz_key == bindparam("quiz_key", type_=String),
        reserves_its_quiz(ASKED),
    )


def attempts_at(public_id: str, user_id: int, now: datetime) -> list[AttemptSummary]:
    """The learner's attempts under an assignment, newest first."""
    assignment = select(Assignment.id).where(Assignment.public_id == public_id).scalar_subquery()
    under = (Attempt.assignment_id == assignment, Attempt.kind == AttemptKind.QUIZ)
    return summaries(attempts_of(user_id).where(*under), now)


def reserving_assignment(
    user_id: int, bank_key: str, quiz_key: str, now: datetime
) -> OwnAssignment | None:
    """The assignment of a quiz that would be spoilt if the learner took the quiz freely now.

    Also one of a class that the learner has left: they could come back to it with the keys. Of
    several, one that can be taken goes first.
    """
    of_quiz = {"bank_key": bank_key, "quiz_key": quiz_key}
    found = _found(_reserving_assignments(), user_id, now, **of_quiz)
    return min(found, key=lambda own: own.has_left, default=None)


def _urgency(row: OwnAssignment) -> tuple[bool, bool, datetime]:
    when = row.terms.due_at or row.terms.closes_at
    if row.is_waiting and when is not None:
        return False, False, when
    return not row.is_waiting, True, row.terms.opens_at


def _found(
    query: OwnAssignments, user_id: int, now: datetime, **asked_about: object
) -> list[OwnAssignment]:
    values = {"user_id": user_id, **moment_asked(now), **asked_about}
    return [_own(row, now) for row in columns_of(db.session, query, values)]


def _own(row: OwnRow, now: datetime) -> OwnAssignment:
    terms = _own_terms(row)
    return OwnAssignment(
        id=row.public_id,
        title=row.title,
        class_id=row.class_id,
        class_title=row.class_title,
        time_zone=row.time_zone,
        bank_id=row.bank_key,
        quiz_id=row.quiz_key,
        terms=terms,
        extra_time=(terms.time_limit or 0) - (row.time_limit or 0),
        feedback=FeedbackTime(row.feedback),
        counting=Counting(row.counting),
        is_sequential=row.is_sequential,
        is_of_pair=row.pair_id is not None,
        begun=row.begun,
        finished=row.finished,
        last_ended_at=row.last_ended_at,
        running_id=row.running_id,
        results_at=_results_at(row, now),
        standing=terms.standing(now, is_running=row.running_id is not None, finished=row.finished),
        has_left=row.left_at is not None,
        reminded_at=row.reminded_at,
        now=now,
    )


def _own_terms(row: OwnRow) -> Terms:
    """The learner's own terms: those of the class, and what is otherwise."""
    of_class = Terms(row.opens_at, row.due_at, row.closes_at, row.attempts_allowed, row.time_limit)
    everywhere = Accommodation(row.more_percent, row.more_minutes, row.later_hours)
    return own_terms(of_class, everywhere, _otherwise_here(row))


def _otherwise_here(row: OwnRow) -> OtherTerms | None:
    """What the assignment says of the learner alone, if it says anything."""
    if row.own_is_excused is None:
        return None
    return OtherTerms(
        opens_at=row.own_opens_at,
        due_at=row.own_due_at,
        closes_at=row.own_closes_at,
        attempts_allowed=row.own_attempts_allowed,
        extra_time=row.own_extra_time,
        is_excused=row.own_is_excused,
    )


def _results_at(row: OwnRow, now: datetime) -> datetime | None:
    """When results that wait are shown; None once they are, or where they wait for nothing."""
    closing = closing_for_all(row.closes_at, row.latest_closing)
    if row.feedback != FeedbackTime.AFTER_CLOSE or closing is None:
        return None
    return None if is_past_grace(closing, now) else closing

"""What is set for a learner: by which terms, and how far the learner has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, select

from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.domain.assignments import (
    Counting,
    FeedbackTime,
    Phase,
    Standing,
    Terms,
    closing_for_all,
    is_past_grace,
)
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, Attempt
from quizapp.models.assignments import terms_in
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import attempts_of
from quizapp.models.base import ASKED_USER, UtcDateTime
from quizapp.models.held_keys import ASKED, at, moment_asked, reserves_its_quiz
from quizapp.models.own_assignments import OwnRow, own_assignments
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.extensions import db

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
    for assignment in _own_assignments(user_id, now, Assignment.public_id == public_id):
        return assignment
    raise NotFound


def assignments_for_home(user_id: int | None, now: datetime) -> list[OwnAssignment]:
    """What the first page tells of: what waits, soonest due first, then the rest. One query."""
    if user_id is None:
        return []
    asked_about = {"user_id": user_id, **moment_asked(now), "since": now - 4 * DAYS_SHOWN}
    rows = db.session.execute(_recent_assignments(), asked_about, execution_options=COMPILED_ONCE)
    shown = [own for row in rows if (own := _own(row, now)).is_on_home]
    return sorted(shown, key=_urgency)


@cache
def _recent_assignments() -> Select[*OwnRow]:
    """Those of `user_id` that have not closed before `since`, as they are at `now`."""
    since = bindparam("since", type_=UtcDateTime)
    recent = Assignment.closes_at.is_(None) | (Assignment.closes_at > since)
    return own_assignments(ASKED_USER, ASKED).where(recent)


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
    of_quiz = (Assignment.bank_key == bank_key) & (Assignment.quiz_key == quiz_key)
    rows = _own_assignments(user_id, now, of_quiz & reserves_its_quiz(at(now)), also_left=True)
    return min(rows, key=lambda row: row.has_left, default=None)


def _urgency(row: OwnAssignment) -> tuple[bool, bool, datetime]:
    when = row.terms.due_at or row.terms.closes_at
    if row.is_waiting and when is not None:
        return False, False, when
    return not row.is_waiting, True, row.terms.opens_at


def _own_assignments(
    user_id: int, now: datetime, where: ColumnElement[bool], *, also_left: bool = False
) -> list[OwnAssignment]:
    query = own_assignments(user_id, at(now), also_left=also_left)
    rows = db.session.execute(query.where(where))
    return [_own(row, now) for row in rows]


def _own(row: OwnRow, now: datetime) -> OwnAssignment:
    assignment, exception, everywhere, begun, finished = row[:5]
    last_ended_at, running_id, latest_closing, left_at, reminded_at = row[5:]
    terms = terms_in((assignment, exception, everywhere))
    feedback = FeedbackTime(assignment.feedback)
    return OwnAssignment(
        id=assignment.public_id,
        title=assignment.title,
        class_id=assignment.classroom.public_id,
        class_title=assignment.classroom.title,
        time_zone=assignment.classroom.time_zone,
        bank_id=assignment.bank_key,
        quiz_id=assignment.quiz_key,
        terms=terms,
        extra_time=(terms.time_limit or 0) - (assignment.time_limit or 0),
        feedback=feedback,
        counting=Counting(assignment.counting),
        is_sequential=assignment.is_sequential,
        is_of_pair=assignment.pair_id is not None,
        begun=begun,
        finished=finished,
        last_ended_at=last_ended_at,
        running_id=running_id,
        results_at=_results_at(assignment, latest_closing, now),
        standing=terms.standing(now, is_running=running_id is not None, finished=finished),
        has_left=left_at is not None,
        reminded_at=reminded_at,
        now=now,
    )


def _results_at(
    assignment: Assignment, latest_closing: datetime | None, now: datetime
) -> datetime | None:
    """When results that wait are shown; None once they are, or where they wait for nothing."""
    closing = closing_for_all(assignment.closes_at, latest_closing)
    if assignment.feedback != FeedbackTime.AFTER_CLOSE or closing is None:
        return None
    return None if is_past_grace(closing, now) else closing

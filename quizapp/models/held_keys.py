"""Attempts by the clock: which are over, and which have their keys held back.

Where feedback waits for the close, nothing of an attempt is shown before the assignment has closed
for everybody: the class, and whoever has a later closing. What the same learner began freely waits
as well, where it would tell what an assignment holds back. What is asked about is `Attempt`.

To build such a condition takes longer than to run it. Statements of every response are built once,
with `ASKED` for the moment, and are given it by `moment_asked()` when they run.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from quizapp.domain.assignments import GRACE, FeedbackTime
from quizapp.models.accommodations import own_moment
from quizapp.models.assignments import Assignment, AssignmentException, learners_assignments
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.base import ASKED_USER, UtcDateTime
from quizapp.models.classrooms import Enrolment
from quizapp.models.later_closings import is_held_open
from quizapp.models.marks_that_hold import is_open

SomebodysTerms, Begun, Waiting = aliased(AssignmentException), aliased(Attempt), aliased(Attempt)
ItemAsked, ItemWaiting = aliased(AttemptItem), aliased(AttemptItem)


class When(NamedTuple):
    """A moment to ask about: a time, or a parameter of a statement that is built once.

    What was due before `grace_over` is past its grace too.
    """

    now: datetime | BindParameter[datetime]
    grace_over: datetime | BindParameter[datetime]


def at(now: datetime) -> When:
    """The moment itself, for a statement that is built each time."""
    return When(now, now - GRACE)


def asked(name: str) -> When:
    """A moment that is given when the statement runs."""
    return When(bindparam(name, type_=UtcDateTime), bindparam(f"{name}_grace", type_=UtcDateTime))


def moment_asked(now: datetime, name: str = "now") -> dict[str, datetime]:
    """What a statement is given that asks about the moment of this name."""
    return {name: now, f"{name}_grace": now - GRACE}


ASKED = asked("now")


def overdue(when: When, of: type[Attempt] = Attempt) -> ColumnElement[bool]:
    """Whether an attempt that nobody has ended yet is past its deadline, grace included."""
    return and_(
        of.finished_at.is_(None),
        of.deadline_at.is_not(None),  # so that "not overdue" is never unknown
        of.deadline_at < when.grace_over,
    )


def ended(when: When, of: type[Attempt] = Attempt) -> ColumnElement[bool]:
    """Whether an attempt takes no more responses: it was ended, or its time is over."""
    return or_(of.finished_at.is_not(None), overdue(when, of))


def overdue_attempts(now: datetime) -> Select[Attempt]:
    """Attempts past their deadline that are still to be ended."""
    return select(Attempt).where(overdue(at(now))).order_by(Attempt.user_id, Attempt.id)


def keys_held(when: When) -> ColumnElement[bool]:
    """Whether an attempt's keys, marks and feedback are held back from its learner then.

    Its own assignment waits for the close; or it was begun freely, and its quiz is reserved or it
    asks an item whose key another attempt of the learner holds back.
    """
    return results_wait(when) | (Attempt.assignment_id.is_(None) & _asks_what_waits(when))


def results_wait(when: When) -> ColumnElement[bool]:
    """Whether all of an attempt waits, for its own assignment or for one of the same quiz."""
    is_free = and_(Attempt.assignment_id.is_(None), Attempt.kind == AttemptKind.QUIZ)
    return waits_for_close(when) | (is_free & _has_reserved_quiz(when))


def waits_for_close(when: When, of: type[Attempt] = Attempt) -> ColumnElement[bool]:
    """Whether an attempt's own assignment shows its keys when it has closed, and has not."""
    unclosed = exists().where(Assignment.id == of.assignment_id, is_unclosed(when)).correlate(of)
    return and_(of.feedback_mode == FeedbackTime.AFTER_CLOSE, unclosed)


def is_unclosed(when: When) -> ColumnElement[bool]:
    """Whether an assignment is still open to somebody: its class, or one learner of it.

    The last response may come in the grace after the closing, so the keys wait for its end.
    """
    other = SomebodysTerms
    still_open = Assignment.closes_at.is_(None) | (Assignment.closes_at >= when.grace_over)
    for_somebody = (
        exists()
        .where(other.assignment_id == Assignment.id, other.closes_at >= when.grace_over)
        .correlate(Assignment)
    )
    return still_open | for_somebody | is_held_open(when.grace_over)


def reserves_its_quiz(when: When) -> ColumnElement[bool]:
    """Whether an assignment would be spoilt if its learner took its quiz freely now.

    It shows its keys at the end, and there is an attempt to take or to go on with; or it shows
    them when it has closed for everybody, and has not. For rows of `learners_assignments`.
    """
    own = AssignmentException
    closes_at = own_moment(own.closes_at, Assignment.closes_at)
    allowed = func.coalesce(own.attempts_allowed, Assignment.attempts_allowed)
    under = (
        Begun.assignment_id == Assignment.id,
        Begun.user_id == Enrolment.user_id,
        Begun.kind == AttemptKind.QUIZ,
    )
    count = select(func.count(Begun.id)).where(*under).correlate(Assignment, Enrolment)
    is_running = exists().where(*under, ~ended(when, Begun)).correlate(Assignment, Enrolment)
    is_open = closes_at.is_(None) | (closes_at > when.now)
    is_left = allowed.is_(None) | (allowed > count.scalar_subquery())
    at_end = Assignment.feedback == FeedbackTime.AT_END
    after_close = Assignment.feedback == FeedbackTime.AFTER_CLOSE
    return and_(
        func.coalesce(own.opens_at, Assignment.opens_at) <= when.now,
        func.coalesce(own.is_excused, false()).is_(False),
        (at_end & (is_running | (is_open & is_left))) | (after_close & is_unclosed(when)),
    )


def _has_reserved_quiz(when: When) -> ColumnElement[bool]:
    """Whether an attempt's quiz is set for its learner, to be taken there and not freely.

    Also for whoever has left the class: they could come back to it with the keys.
    """
    return (
        learners_assignments(Attempt.user_id, also_left=True)
        .where(Assignment.bank_key == Attempt.bank_key, Assignment.quiz_key == Attempt.quiz_key)
        .where(reserves_its_quiz(when))
        .with_only_columns(Assignment.id)
        .order_by(None)
        .correlate(Attempt)
        .exists()
    )


def _asks_what_waits(when: When) -> ColumnElement[bool]:
    """Whether an attempt asks an item that one under an assignment asks and does not show yet."""
    asked, held = ItemAsked, ItemWaiting
    return (
        select(Waiting.id)
        .join(held, held.attempt_id == Waiting.id)
        .join(asked, asked.item_key == held.item_key)
        .where(asked.attempt_id == Attempt.id, *waits_of(Attempt.user_id, Attempt.bank_key, when))
        .correlate(Attempt)
        .exists()
    )


def waits_of(
    user_id: SQLColumnExpression[int], bank_key: SQLColumnExpression[str], when: When
) -> tuple[ColumnElement[bool], ...]:
    """Whether `Waiting` is an attempt of the user that does not show yet what it asks."""
    other = Waiting
    is_running = (other.feedback_mode != FeedbackTime.AFTER_EACH) & ~ended(when, other)
    return (
        other.user_id == user_id,
        other.bank_key == bank_key,
        other.kind == AttemptKind.QUIZ,
        other.assignment_id.is_not(None),
        is_running | waits_for_close(when, other),
    )


def held_items(user_id: int | BindParameter[int], when: When) -> Select[str, str]:
    """Bank and item of all that attempts of the user ask whose keys are held back."""
    return (
        select(Attempt.bank_key, AttemptItem.item_key)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .where(
            Attempt.user_id == user_id,
            Attempt.kind == AttemptKind.QUIZ,
            waits_for_close(when),
        )
    )


def open_items(user_id: int | BindParameter[int], when: When) -> Select[str, str]:
    """Bank and item of all that running attempts of the user still wait for."""
    return (
        select(Attempt.bank_key, AttemptItem.item_key)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(
            Attempt.user_id == user_id,
            Attempt.kind != AttemptKind.PREVIEW,
            ~ended(when),
            is_open,
        )
    )


_OF_ATTEMPT = select(Attempt.id).where(Attempt.id == bindparam("attempt_id"))

KEYS_HELD = _OF_ATTEMPT.where(keys_held(ASKED))
"""The attempt `attempt_id`, if its keys are held back at the moment `now`."""

RESULTS_WAIT = _OF_ATTEMPT.where(results_wait(ASKED))
"""The attempt `attempt_id`, if it waits as a whole, and not only because it asks an item that does.
"""


HELD_ITEMS = held_items(ASKED_USER, ASKED)
"""Bank and item of all that attempts of `user_id` ask whose keys are held back at `now`."""

HELD = "held"

_HELD_ITEMS = HELD_ITEMS.add_columns(literal(HELD))
_OPEN_ITEMS = open_items(ASKED_USER, ASKED).add_columns(Attempt.kind)

HIDDEN_ITEMS = union_all(_HELD_ITEMS, _OPEN_ITEMS)
"""Bank and item of all whose keys `user_id` must not see at `now`, and why.

That is `HELD`, or the kind of the attempt that asks it.
"""

_RESERVED_QUIZZES = (
    learners_assignments(ASKED_USER)
    .where(reserves_its_quiz(ASKED))
    .with_only_columns(Assignment.bank_key, Assignment.quiz_key)
    .order_by(None)
    .distinct()
)

RESERVED = "reserved"

WAITING = union_all(_HELD_ITEMS, _OPEN_ITEMS, _RESERVED_QUIZZES.add_columns(literal(RESERVED)))
"""The same, and bank and quiz of the assignments of `user_id` that practice would spoil at `now`.

The reason of these is `RESERVED`.
"""

"""Attempts by the clock: which are over, and which have their keys held back.

Where feedback waits for the close, nothing of an attempt is shown before the assignment has closed
for everybody: the class, and whoever has a later closing. What is asked about is always `Attempt`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    SQLColumnExpression,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
    union_all,
)

from quizapp.domain.assignments import GRACE, FeedbackTime
from quizapp.models.assignments import Assignment, AssignmentException
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response


def overdue(now: datetime) -> ColumnElement[bool]:
    """Whether an attempt that nobody has ended yet is past its deadline, grace included."""
    return and_(
        Attempt.finished_at.is_(None),
        Attempt.deadline_at.is_not(None),  # so that "not overdue" is never unknown
        Attempt.deadline_at < now - GRACE,
    )


def ended(now: datetime) -> ColumnElement[bool]:
    """Whether an attempt takes no more responses: it was ended, or its time is over."""
    return or_(Attempt.finished_at.is_not(None), overdue(now))


def overdue_attempts(now: datetime) -> Select[Attempt]:
    """Attempts past their deadline that are still to be ended."""
    return select(Attempt).where(overdue(now)).order_by(Attempt.user_id, Attempt.id)


def keys_held(now: datetime) -> ColumnElement[bool]:
    """Whether an attempt's keys, marks and feedback are held back from its learner at `now`.

    The last response may come in the grace after the closing, so the keys wait for its end.
    """
    still_open = Assignment.closes_at.is_(None) | (Assignment.closes_at >= now - GRACE)
    open_for_somebody = exists().where(
        AssignmentException.assignment_id == Assignment.id,
        AssignmentException.closes_at >= now - GRACE,
    )
    unclosed = (
        exists()
        .where(Assignment.id == Attempt.assignment_id, still_open | open_for_somebody)
        .correlate(Attempt)
    )
    return and_(Attempt.feedback_mode == FeedbackTime.AFTER_CLOSE, unclosed)


def held_items(user_id: int, now: datetime) -> Select[str, str]:
    """Bank and item of all that attempts of the user ask whose keys are held back."""
    return (
        select(Attempt.bank_key, AttemptItem.item_key)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .where(
            Attempt.user_id == user_id,
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.assignment_id.is_not(None),
            keys_held(now),
        )
    )


def last_closing(assignment_id: int | SQLColumnExpression[int | None]) -> Select[datetime | None]:
    """The latest closing time that an exception gives."""
    return select(func.max(AssignmentException.closes_at)).where(
        AssignmentException.assignment_id == assignment_id
    )


def open_items(user_id: int, now: datetime) -> Select[str, str]:
    """Bank and item of all that running attempts of the user still wait for a response to."""
    return (
        select(Attempt.bank_key, AttemptItem.item_key)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(
            Attempt.user_id == user_id,
            Attempt.kind != AttemptKind.PREVIEW,
            ~ended(now),
            Response.id.is_(None),
        )
    )


def hidden_items(user_id: int, now: datetime) -> CompoundSelect[str, str, bool]:
    """Bank and item of all whose keys the learner must not see, and whether they are held back."""
    return union_all(
        held_items(user_id, now).add_columns(true()),
        open_items(user_id, now).add_columns(false()),
    )


def keys_seen_since(
    user_id: int, bank_key: str, item_key: str, moment: datetime, now: datetime
) -> Select[bool]:
    """Whether an attempt that holds the item has shown its keys since `moment`.

    It has ended since then, or what was held back has been shown since then.
    """
    ended_since = (Attempt.finished_at >= moment) | overdue(now)
    return select(
        exists()
        .where(AttemptItem.attempt_id == Attempt.id, AttemptItem.item_key == item_key)
        .where(Attempt.user_id == user_id, Attempt.bank_key == bank_key)
        .where(~keys_held(now), ended_since | keys_held(moment))
    )

"""Closings that single learners were given: by one assignment, or in all of a class."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    SQLColumnExpression,
    exists,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from quizapp.models.accommodations import HoursLater, LearnerAccommodation
from quizapp.models.assignments import Assignment, AssignmentException
from quizapp.models.classrooms import Enrolment

Everywhere, Member = aliased(LearnerAccommodation), aliased(Enrolment)
Single, Closing = aliased(AssignmentException), aliased(Assignment)


def last_closing(assignment_id: int | SQLColumnExpression[int | None]) -> Select[datetime | None]:
    """The latest closing time that a single learner was given, for this one or everywhere."""
    own = (Single, Closing, Everywhere, Member)
    here = select(Single.closes_at.label("closes_at")).where(Single.assignment_id == assignment_id)
    everywhere = select(HoursLater(Closing.closes_at, Everywhere.later_hours)).where(
        Closing.id == assignment_id, *_closing_everywhere(Closing.id, Closing.classroom_id)
    )
    closings = union_all(here.correlate_except(*own), everywhere.correlate_except(*own)).subquery()
    return select(func.max(closings.c.closes_at))


def is_held_open(since: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether somebody for whom all of the class closes later had time then, in an assignment."""
    later = HoursLater(Assignment.closes_at, Everywhere.later_hours)
    return (
        exists()
        .where(*_closing_everywhere(Assignment.id, Assignment.classroom_id))
        .where(later >= since)
        .correlate(Assignment)
    )


def _closing_everywhere(
    assignment_id: SQLColumnExpression[int], classroom_id: SQLColumnExpression[int]
) -> tuple[ColumnElement[bool], ...]:
    """Who in the class has all close later, and was not given another closing by the assignment."""
    single = (
        exists()
        .where(Single.assignment_id == assignment_id, Single.user_id == Everywhere.user_id)
        .where(Single.closes_at.is_not(None))
    )
    return (
        Everywhere.classroom_id == classroom_id,
        Everywhere.later_hours.is_not(None),
        Member.classroom_id == classroom_id,
        Member.user_id == Everywhere.user_id,
        Member.left_at.is_(None),
        ~single,
    )

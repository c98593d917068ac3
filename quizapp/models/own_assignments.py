"""A learner's assignments with what the learner has made of them."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager
from sqlalchemy.sql import ColumnElement

from quizapp.models.accommodations import LearnerAccommodation
from quizapp.models.assignments import Assignment, AssignmentException, learners_assignments
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.base import Id
from quizapp.models.classrooms import Enrolment
from quizapp.models.held_keys import When, ended
from quizapp.models.later_closings import last_closing
from quizapp.models.reminders import Reminder

T = TypeVar("T")
OwnRow = tuple[
    Assignment,
    AssignmentException | None,
    LearnerAccommodation | None,
    int,
    int,
    datetime | None,
    str | None,
    datetime | None,
    datetime | None,
    datetime | None,
]


def own_assignments(user_id: Id, when: When, *, also_left: bool = False) -> Select[*OwnRow]:
    """The learner's assignments and own terms, each with seven figures of its own.

    How many attempts were begun and how many have ended, when the last one ended, the public id
    of the one that is running, the latest closing that anybody was given, and when the
    learner left the class: nobody has, unless `also_left`; and when they were reminded last.
    """
    columns = (
        _of_attempts(user_id, func.count(Attempt.id)).scalar_subquery(),
        _of_attempts(user_id, func.count(Attempt.id)).where(ended(when)).scalar_subquery(),
        _of_attempts(user_id, func.max(func.coalesce(Attempt.finished_at, Attempt.deadline_at)))
        .where(ended(when))
        .scalar_subquery(),
        _of_attempts(user_id, Attempt.public_id).where(~ended(when)).limit(1).scalar_subquery(),
        last_closing(Assignment.id).correlate(Assignment).scalar_subquery(),
        Enrolment.left_at,
        _reminded_at(user_id).correlate(Assignment).scalar_subquery(),
    )
    query = learners_assignments(user_id, also_left=also_left).add_columns(*columns)
    return query.options(contains_eager(Assignment.classroom))


def _reminded_at(user_id: Id) -> Select[datetime]:
    return select(func.max(Reminder.made_at)).where(
        Reminder.assignment_id == Assignment.id, Reminder.user_id == user_id
    )


def _of_attempts(user_id: Id, column: ColumnElement[T] | InstrumentedAttribute[T]) -> Select[T]:
    return (
        select(column)
        .where(
            Attempt.assignment_id == Assignment.id,
            Attempt.user_id == user_id,
            Attempt.kind == AttemptKind.QUIZ,
        )
        .correlate(Assignment)
    )

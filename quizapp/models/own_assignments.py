"""A learner's assignments with what the learner has made of them.

The statements ask for columns: to make objects of the rows takes as long as all else that is done
for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from quizapp.models.accommodations import LearnerAccommodation
from quizapp.models.assignments import Assignment, AssignmentException, learners_assignments
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.base import ASKED_USER
from quizapp.models.classrooms import Classroom, Enrolment
from quizapp.models.held_keys import ASKED, ended
from quizapp.models.later_closings import last_closing
from quizapp.models.reminders import Reminder

T = TypeVar("T")


def own_assignments(*, also_left: bool = False) -> Select[*tuple[Any, ...]]:
    """The assignments of `user_id` as they are at `now`, with own terms and what was done.

    Of classes that the learner has left only if they are asked for by `also_left`.
    """
    query = learners_assignments(ASKED_USER, also_left=also_left)
    return query.with_only_columns(*_of_assignment(), *_of_own_terms(), *_of_own_work())


def _of_assignment() -> Iterator[Any]:
    """Yield what it is, and its terms for the class."""
    of = Assignment
    yield from (of.public_id, of.title, of.bank_key, of.quiz_key, of.pair_id)
    yield from (of.feedback, of.counting, of.is_sequential)
    yield from (of.opens_at, of.due_at, of.closes_at, of.attempts_allowed, of.time_limit)
    yield Classroom.public_id.label("class_id")
    yield Classroom.title.label("class_title")
    yield Classroom.time_zone


def _of_own_terms() -> Iterator[Any]:
    """Yield what is otherwise for the learner, here and in all of the class.

    Nobody has other terms here where `own_is_excused` is None.
    """
    here, everywhere = AssignmentException, LearnerAccommodation
    otherwise = (here.opens_at, here.due_at, here.closes_at, here.attempts_allowed)
    for column in (*otherwise, here.extra_time, here.is_excused):
        yield column.label(f"own_{column.key}")
    yield from (everywhere.more_percent, everywhere.more_minutes, everywhere.later_hours)


def _of_own_work() -> Iterator[Any]:
    """Yield seven figures of each.

    How many attempts were begun and how many have ended, when the last one ended, the public id
    of the one that is running, the latest closing that anybody was given, when the learner left
    the class, and when they were reminded last.
    """
    end = func.coalesce(Attempt.finished_at, Attempt.deadline_at)
    is_running = ~ended(ASKED)
    yield _figure("begun", _of_attempts(func.count(Attempt.id)))
    yield _figure("finished", _of_attempts(func.count(Attempt.id)).where(ended(ASKED)))
    yield _figure("last_ended_at", _of_attempts(func.max(end)).where(ended(ASKED)))
    yield _figure("running_id", _of_attempts(Attempt.public_id).where(is_running).limit(1))
    yield _figure("latest_closing", last_closing(Assignment.id).correlate(Assignment))
    yield _figure("reminded_at", _reminded_at().correlate(Assignment))
    yield Enrolment.left_at.label("left_at")


def _figure(name: str, query: Select[T]) -> ColumnElement[T]:
    return query.scalar_subquery().label(name)


def _reminded_at() -> Select[datetime]:
    return select(func.max(Reminder.made_at)).where(
        Reminder.assignment_id == Assignment.id, Reminder.user_id == ASKED_USER
    )


def _of_attempts(column: ColumnElement[T] | InstrumentedAttribute[T]) -> Select[T]:
    return (
        select(column)
        .where(
            Attempt.assignment_id == Assignment.id,
            Attempt.user_id == ASKED_USER,
            Attempt.kind == AttemptKind.QUIZ,
        )
        .correlate(Assignment)
    )

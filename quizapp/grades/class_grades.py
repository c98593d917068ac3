"""The grades of a class: its assignments as columns, its learners, and what each has in each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import Counting, Terms
from quizapp.domain.grading import NOTHING, EndedAttempt, Grade, Work, grade, weighted_total
from quizapp.models import Assignment, AssignmentException, ScoreOverride, User
from quizapp.models.assignments import assignments_of, newest_overrides
from quizapp.models.classrooms import enrolled_learners
from quizapp.models.grades import share_sums, shares_under
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Column:
    """An assignment as a column of the gradebook. `row_id` stays inside the server."""

    row_id: int
    id: str
    bank_id: str
    quiz_id: str
    title: str
    weight: float
    counting: Counting
    terms: Terms


@dataclass(frozen=True)
class ClassLearner:
    """A learner of the class, as the gradebook names them. `row_id` stays inside the server."""

    row_id: int
    id: str
    name: str
    user_name: str | None


@dataclass(frozen=True)
class ClassMean:
    """How many learners have a score, and its mean from 0 to 1; None where nobody has."""

    count: int
    share: float | None


NO_MEAN = ClassMean(0, None)

Grades = tuple[Grade, ...]
"""Of one learner, in the order of the columns."""

Exceptions = Mapping[tuple[int, int], AssignmentException]
"""By the row ids of assignment and learner."""


def columns_of(classroom: ClassFacts) -> list[Column]:
    """The assignments of the classroom, in the order they open. One query."""
    return [column(row) for row in db.session.scalars(assignments_of(classroom.id))]


def column(assignment: Assignment) -> Column:
    """One assignment as a column."""
    return Column(
        row_id=assignment.id,
        id=assignment.public_id,
        bank_id=assignment.bank_key,
        quiz_id=assignment.quiz_key,
        title=assignment.title,
        weight=assignment.weight,
        counting=Counting(assignment.counting),
        terms=assignment.terms,
    )


def learners_of(classroom: ClassFacts) -> list[ClassLearner]:
    """The learners who are in the classroom, by name. One query.

    Sorted here, not by the database: the two databases sort names differently.
    """
    rows = db.session.execute(
        enrolled_learners(classroom.id)
        .order_by(None)
        .with_only_columns(User.id, User.public_id, User.display_name, User.user_name)
    )
    return sorted((ClassLearner(*row) for row in rows), key=by_name)


def by_name(learner: ClassLearner) -> tuple[str, str, int]:
    """What learners are sorted by: capitals do not matter, and namesakes keep one order."""
    return learner.name.casefold(), learner.name, learner.row_id


def grades_by_learner(
    columns: Sequence[Column], learners: Sequence[ClassLearner], now: datetime, *, everybody: bool
) -> Iterator[tuple[ClassLearner, Grades]]:
    """The grades of each learner, in no particular order. Three queries.

    One learner at a time: a large class has too many grades to hold them all.

    Args:
        columns: The assignments.
        learners: The learners.
        now: The present.
        everybody: Whether these are most of the class: then the database is asked for all of
            their work at once, rather than for that of each.
    """
    user_ids = None if everybody else [learner.row_id for learner in learners]
    overrides = _overrides(columns, user_ids)
    exceptions = exceptions_for(columns, user_ids)
    waiting = {learner.row_id: learner for learner in learners}
    query = shares_under([column.row_id for column in columns], user_ids, now)
    rows = db.session.execute(query)
    for user_id, attempts in groupby(rows, key=itemgetter(0)):
        learner = waiting.pop(user_id, None)
        if learner is not None:
            work = _work(attempts)
            yield learner, _grades(columns, user_id, work, overrides, exceptions, now)
    for user_id, learner in waiting.items():
        yield learner, _grades(columns, user_id, {}, overrides, exceptions, now)


def own_terms(column: Column, user_id: int, exceptions: Exceptions) -> Terms:
    """The terms of an assignment for one learner."""
    exception = exceptions.get((column.row_id, user_id))
    return exception.applied_to(column.terms) if exception else column.terms


def total_of(columns: Sequence[Column], grades: Sequence[Grade]) -> float | None:
    """The learner's weighted total, from 0 to 1; None where nothing counts yet."""
    return weighted_total(
        (column.weight, grade.counts) for column, grade in zip(columns, grades, strict=True)
    )


def class_means(
    classroom: ClassFacts, columns: Sequence[Column], now: datetime
) -> dict[int, ClassMean]:
    """By the columns' `row_id`: the mean of the scores that there are. One query.

    Missing work and those who are excused are not in it.
    """
    rows = db.session.execute(share_sums(classroom.id, [column.row_id for column in columns], now))
    return {row_id: ClassMean(int(count), total / int(count)) for row_id, count, total in rows}


def _work(attempts: Iterator[Any]) -> dict[int, Work]:
    """By assignment: what one learner has done."""
    ended: dict[int, tuple[EndedAttempt, ...]] = {}
    running: set[int] = set()
    for _, assignment_id, number, share, is_late in attempts:
        if share is None:
            running.add(assignment_id)
        else:
            attempt = EndedAttempt(number, share, bool(is_late))
            ended[assignment_id] = (*ended.get(assignment_id, ()), attempt)
    return {
        assignment_id: Work(ended.get(assignment_id, ()), assignment_id in running)
        for assignment_id in ended.keys() | running
    }


def _grades(
    columns: Sequence[Column],
    user_id: int,
    work: dict[int, Work],
    overrides: dict[tuple[int, int], float],
    exceptions: Exceptions,
    now: datetime,
) -> Grades:
    grades = []
    for column in columns:
        done = work.get(column.row_id, NOTHING)
        override = overrides.get((column.row_id, user_id))
        if override is not None:
            done = done._replace(override=override)
        terms = own_terms(column, user_id, exceptions)
        grades.append(grade(terms, column.counting, done, now))
    return tuple(grades)


def _overrides(
    columns: Sequence[Column], user_ids: Collection[int] | None
) -> dict[tuple[int, int], float]:
    """By assignment and learner: the share that was set by hand and holds."""
    query = newest_overrides([column.row_id for column in columns]).with_only_columns(
        ScoreOverride.assignment_id, ScoreOverride.user_id, ScoreOverride.share
    )
    if user_ids is not None:
        query = query.where(ScoreOverride.user_id.in_(user_ids))
    return {
        (assignment_id, user_id): share
        for assignment_id, user_id, share in db.session.execute(query)
        if share is not None
    }


def exceptions_for(columns: Sequence[Column], user_ids: Collection[int] | None) -> Exceptions:
    """By assignment and learner: the terms that are other than the class's. One query."""
    query = select(AssignmentException).where(
        AssignmentException.assignment_id.in_([column.row_id for column in columns])
    )
    if user_ids is not None:
        query = query.where(AssignmentException.user_id.in_(user_ids))
    return {(row.assignment_id, row.user_id): row for row in db.session.scalars(query)}

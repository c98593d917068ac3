"""The grades of a class as they are read: its learners, and what each has in each assignment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from quizapp.assignments.facts import AssignmentFacts
from quizapp.domain.accommodations import Accommodation, own_terms
from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.domain.errors import NotFound
from quizapp.domain.grading import NOTHING, EndedAttempt, Grade, Work, grade, weighted_total
from quizapp.domain.sort_names import ListedName, listed_name
from quizapp.models import (
    Assignment,
    AssignmentException,
    Enrolment,
    LearnerAccommodation,
    ScoreOverride,
    User,
)
from quizapp.models.assignments import newest_overrides
from quizapp.models.classrooms import enrolled_learner, enrolled_learners
from quizapp.models.grades import share_sums, shares_under
from quizapp.web.extensions import db

MANY = 50
"""Of more learners than this, the work of the whole class is asked for, not that of each."""

OfPair = tuple[int, int]
"""The row ids of an assignment and a learner."""


@dataclass(frozen=True)
class ClassLearner:
    """A learner of the class, as the gradebook names them. `row_id` stays inside the server.

    `sort_name` is what a teacher has them listed under, "" where the rule for names decides.
    """

    row_id: int
    id: str
    name: str
    user_name: str | None
    sort_name: str = ""

    @property
    def listed(self) -> ListedName:
        """The name as a list by surname has it."""
        return listed_name(self.name, self.sort_name)


@dataclass(frozen=True)
class Line:
    """A learner's terms and grades in the order of the assignments, and the weighted total.

    The total is from 0 to 1, None where nothing counts yet.
    """

    learner: ClassLearner
    terms: tuple[Terms, ...]
    grades: tuple[Grade, ...]
    total: float | None


@dataclass(frozen=True)
class OtherwiseHere:
    """What is otherwise for single learners: in one assignment, and in all of a class.

    By the row ids of the assignment or the classroom, and of the learner.
    """

    single: Mapping[OfPair, OtherTerms]
    held: Mapping[OfPair, Accommodation]

    def terms_of(self, assignment: AssignmentFacts, user_id: int) -> Terms:
        """The terms of a learner."""
        held = self.held.get((assignment.classroom_id, user_id))
        return own_terms(assignment.terms, held, self.single.get((assignment.id, user_id)))


@dataclass(frozen=True)
class ClassMean:
    """How many learners have a score, and its mean from 0 to 1; None where nobody has."""

    count: int
    share: float | None


def learners_of(classroom_id: int) -> list[ClassLearner]:
    """The learners who are in the classroom, by surname. One query.

    Sorted here, not by the database: the two databases sort names differently.
    """
    rows = db.session.execute(
        enrolled_learners(classroom_id)
        .order_by(None)
        .with_only_columns(
            User.id, User.public_id, User.display_name, User.user_name, Enrolment.sort_name
        )
    )
    return sorted((ClassLearner(*row) for row in rows), key=by_name)


def learner_in(classroom_id: int, public_id: str) -> ClassLearner:
    """The learner, if they are in the class now.

    Raises:
        NotFound: they are not.
    """
    query = enrolled_learner(classroom_id, public_id).add_columns(Enrolment.sort_name)
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise NotFound
    user, sort_name = found
    return ClassLearner(user.id, user.public_id, user.display_name, user.user_name, sort_name)


def by_name(learner: ClassLearner) -> tuple[tuple[str, str, str], str, int]:
    """What learners are sorted by: the surname first, and namesakes keep one order."""
    return learner.listed.key, learner.name, learner.row_id


def lines_of(
    assignments: Sequence[AssignmentFacts], learners: Sequence[ClassLearner], now: datetime
) -> list[Line]:
    """The lines of these learners, in their order. Four queries."""
    lines = {line.learner.row_id: line for line in each_line(assignments, learners, now)}
    return [lines[learner.row_id] for learner in learners]


def each_line(
    assignments: Sequence[AssignmentFacts], learners: Sequence[ClassLearner], now: datetime
) -> Iterator[Line]:
    """The lines of these learners, in no particular order. Four queries.

    One at a time: a large class has too many grades to hold them all.
    """
    ids = [assignment.id for assignment in assignments]
    user_ids = [learner.row_id for learner in learners] if len(learners) <= MANY else None
    overrides, otherwise = _overrides(ids, user_ids), _other_terms(ids, user_ids)
    waiting = {learner.row_id: learner for learner in learners}
    rows = db.session.execute(shares_under(ids, user_ids, now))
    for user_id, attempts in groupby(rows, key=itemgetter(0)):
        learner = waiting.pop(user_id, None)
        if learner is not None:
            yield _line(assignments, learner, _work(attempts), overrides, otherwise, now)
    for learner in waiting.values():
        yield _line(assignments, learner, {}, overrides, otherwise, now)


def class_means(
    classroom_id: int, assignments: Sequence[AssignmentFacts], now: datetime
) -> list[ClassMean]:
    """The mean of the scores that there are in each assignment. One query.

    Missing work and those who are excused are not in it.
    """
    ids = [assignment.id for assignment in assignments]
    means = {
        assignment_id: ClassMean(count, total / count)
        for assignment_id, count, total in db.session.execute(share_sums(classroom_id, ids, now))
    }
    return [means.get(assignment_id, ClassMean(0, None)) for assignment_id in ids]


def _line(
    assignments: Sequence[AssignmentFacts],
    learner: ClassLearner,
    work: Mapping[int, Work],
    overrides: Mapping[OfPair, float],
    otherwise: OtherwiseHere,
    now: datetime,
) -> Line:
    terms, grades = [], []
    for assignment in assignments:
        done, pair = work.get(assignment.id, NOTHING), (assignment.id, learner.row_id)
        if pair in overrides:
            done = done._replace(override=overrides[pair])
        own = otherwise.terms_of(assignment, learner.row_id)
        terms.append(own)
        grades.append(grade(own, assignment.counting, done, now))
    total = weighted_total(
        (assignment.weight, each.counts)
        for assignment, each in zip(assignments, grades, strict=True)
    )
    return Line(learner, tuple(terms), tuple(grades), total)


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


def _overrides(assignment_ids: list[int], user_ids: Collection[int] | None) -> dict[OfPair, float]:
    """The shares that were set by hand and hold."""
    query = newest_overrides(assignment_ids).with_only_columns(
        ScoreOverride.assignment_id, ScoreOverride.user_id, ScoreOverride.share
    )
    if user_ids is not None:
        query = query.where(ScoreOverride.user_id.in_(user_ids))
    return {
        (assignment_id, user_id): share
        for assignment_id, user_id, share in db.session.execute(query)
        if share is not None
    }


def _other_terms(assignment_ids: list[int], user_ids: Collection[int] | None) -> OtherwiseHere:
    """The terms that are other than the class's. Two queries."""
    here, everywhere = AssignmentException, LearnerAccommodation
    single = select(here).where(here.assignment_id.in_(assignment_ids))
    classes = select(Assignment.classroom_id).where(Assignment.id.in_(assignment_ids))
    held = select(everywhere).where(everywhere.classroom_id.in_(classes))
    if user_ids is not None:
        single = single.where(here.user_id.in_(user_ids))
        held = held.where(everywhere.user_id.in_(user_ids))
    return OtherwiseHere(
        {(row.assignment_id, row.user_id): row.terms for row in db.session.scalars(single)},
        {(row.classroom_id, row.user_id): row.held for row in db.session.scalars(held)},
    )

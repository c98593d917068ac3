"""What a class has done and has to do, read once for all that its desk says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import fmean
from typing import ClassVar

from quizapp.assignments.facts import AssignmentFacts
from quizapp.assignments.reminding import reminded_at
from quizapp.domain.assignments import Phase, Terms
from quizapp.domain.desk.due_work import deadline_of, is_due_soon, is_of_this_week, place_in_week
from quizapp.domain.desk.harm import Concern
from quizapp.domain.desk.needing_help import Reason, reasons_for_help
from quizapp.domain.grading import Grade, GradeState
from quizapp.grades.class_grades import ClassLearner, Line, learners_of, lines_of

MOST_OF_WEEK = 8
"""So many quizzes are listed; the others stand on the page of quizzes."""


@dataclass(frozen=True)
class ClassWork:
    """The assignments of a class, and its learners by name with what each has done."""

    assignments: list[AssignmentFacts]
    learners: list[ClassLearner]
    lines: list[Line]
    now: datetime


@dataclass(frozen=True)
class DueQuiz:
    """A quiz that is due soon, and who has not begun it; `of` so many who are to take it.

    `reminded` are those of them who were reminded, the last time at `reminded_at`.
    """

    assignment_id: str
    title: str
    due_at: datetime
    learners: tuple[ClassLearner, ...]
    of: int
    reminded: tuple[ClassLearner, ...] = ()
    reminded_at: datetime | None = None

    @property
    def is_reminded_of(self) -> bool:
        """Whether everybody who has not begun has been reminded."""
        return len(self.reminded) == len(self.learners)


@dataclass(frozen=True)
class NotBegun:
    """What is due by tomorrow and has not been begun by somebody, what is due first at the top."""

    concern: ClassVar[Concern] = Concern.NOT_BEGUN
    quizzes: tuple[DueQuiz, ...]


@dataclass(frozen=True)
class InNeed:
    """A learner who needs help, and why."""

    learner: ClassLearner
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class NeedHelp:
    """The learners who need help, by name."""

    concern: ClassVar[Concern] = Concern.NEED_HELP
    learners: tuple[InNeed, ...]


@dataclass(frozen=True)
class WeekQuiz:
    """A quiz of this week: how many have handed it in, and the mean of their scores."""

    assignment_id: str
    bank_id: str
    quiz_id: str
    title: str
    terms: Terms
    phase: Phase
    handed_in: int
    of: int
    mean: float | None


def work_of(classroom_id: int, assignments: list[AssignmentFacts], now: datetime) -> ClassWork:
    """What a class has done under these assignments. Four queries."""
    learners = learners_of(classroom_id)
    return ClassWork(assignments, learners, lines_of(assignments, learners, now), now)


def not_begun(work: ClassWork) -> NotBegun | None:
    """What is due soon and not begun; a learner with other terms is asked about their own.

    One query, if anything is.
    """
    quizzes = {
        assignment.id: quiz
        for place, assignment in enumerate(work.assignments)
        if (quiz := _due_quiz(work, place, assignment))
    }
    told = reminded_at(quizzes.keys()) if quizzes else {}
    due = [_with_reminders(quiz, at, told) for at, quiz in quizzes.items()]
    in_order = sorted(due, key=lambda quiz: quiz.due_at)
    return NotBegun(tuple(in_order)) if in_order else None


def need_help(work: ClassWork) -> NeedHelp | None:
    """Who needs help."""
    found = [
        InNeed(line.learner, reasons)
        for line in work.lines
        if (reasons := reasons_for_help(line.grades, line.total))
    ]
    return NeedHelp(tuple(found)) if found else None


def this_week(work: ClassWork) -> list[WeekQuiz]:
    """The quizzes that belong to this week, what is open first."""
    places = [
        place
        for place, assignment in enumerate(work.assignments)
        if is_of_this_week(assignment.terms, work.now)
    ]
    places.sort(key=lambda place: place_in_week(work.assignments[place].terms, work.now))
    return [_week_quiz(work, place) for place in places[:MOST_OF_WEEK]]


def _due_quiz(work: ClassWork, place: int, assignment: AssignmentFacts) -> DueQuiz | None:
    waiting = [
        line
        for line in work.lines
        if line.grades[place].state is GradeState.TO_DO and is_due_soon(line.terms[place], work.now)
    ]
    if not waiting:
        return None
    due_at = min(due for line in waiting if (due := deadline_of(line.terms[place])))
    learners = tuple(line.learner for line in waiting)
    return DueQuiz(
        assignment.public_id, assignment.title, due_at, learners, len(_takers(work, place))
    )


def _with_reminders(
    quiz: DueQuiz, assignment_id: int, told: Mapping[tuple[int, int], datetime]
) -> DueQuiz:
    times = {
        learner: told[assignment_id, learner.row_id]
        for learner in quiz.learners
        if (assignment_id, learner.row_id) in told
    }
    return replace(quiz, reminded=tuple(times), reminded_at=max(times.values(), default=None))


def _week_quiz(work: ClassWork, place: int) -> WeekQuiz:
    assignment, grades = work.assignments[place], _takers(work, place)
    shares = [grade.share for grade in grades if grade.share is not None]
    return WeekQuiz(
        assignment_id=assignment.public_id,
        bank_id=assignment.bank_key,
        quiz_id=assignment.quiz_key,
        title=assignment.title,
        terms=assignment.terms,
        phase=assignment.terms.phase(work.now),
        handed_in=sum(grade.attempt is not None for grade in grades),
        of=len(grades),
        mean=fmean(shares) if shares else None,
    )


def _takers(work: ClassWork, place: int) -> Sequence[Grade]:
    """The grades of those who are to take it: of all but who is excused."""
    grades = (line.grades[place] for line in work.lines)
    return [grade for grade in grades if grade.state is not GradeState.EXCUSED]

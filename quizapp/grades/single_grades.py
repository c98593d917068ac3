"""One learner and one assignment: what counts, the attempts, and what was set by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.assignments.assigning import assignment_of
from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import Terms
from quizapp.domain.grading import Grade
from quizapp.grades.class_grades import (
    ClassLearner,
    Column,
    column,
    exceptions_for,
    grades_by_learner,
    own_terms,
)
from quizapp.grades.class_learners import learner_in
from quizapp.grades.overriding import NONE_SEEN, OverrideEntry, override_history
from quizapp.models.attempts import attempts_under


@dataclass(frozen=True)
class SingleGrade:
    """A learner's grade in an assignment, and all that it comes from.

    `attempts` are in the order they were begun; `history` has the newest override first.
    """

    column: Column
    learner: ClassLearner
    terms: Terms
    grade: Grade
    attempts: list[AttemptSummary]
    history: list[OverrideEntry]

    @property
    def override(self) -> OverrideEntry | None:
        """What is set by hand and holds."""
        newest = self.history[0] if self.history else None
        return newest if newest and newest.share is not None else None

    @property
    def seen(self) -> int:
        """What the page shows of the overrides, to be told from what comes later."""
        return self.history[0].row_id if self.history else NONE_SEEN

    @property
    def most_points(self) -> float | None:
        """The maximum that points are of: the last attempt's; None without an attempt."""
        return self.attempts[-1].max_score if self.attempts else None


def single_grade(
    classroom: ClassFacts, assignment_id: str, learner_id: str, now: datetime
) -> SingleGrade:
    """What there is for one learner under one assignment. Nine queries.

    Raises:
        NotFound: the assignment or the learner is not this classroom's.
    """
    assignment = assignment_of(classroom, assignment_id)
    learner, only = learner_in(classroom, learner_id), column(assignment)
    ((_, (grade,)),) = grades_by_learner([only], [learner], now, everybody=False)
    exceptions = exceptions_for([only], [learner.row_id])
    return SingleGrade(
        column=only,
        learner=learner,
        terms=own_terms(only, learner.row_id, exceptions),
        grade=grade,
        attempts=summaries(attempts_under(assignment.id, learner.row_id), now),
        history=override_history(assignment.id, learner.row_id),
    )

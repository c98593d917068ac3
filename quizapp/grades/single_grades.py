"""One learner and one assignment: what counts, the attempts, and what was set by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.domain.assignments import Terms
from quizapp.domain.grading import Grade
from quizapp.grades.class_grades import ClassLearner, learner_in, lines_of
from quizapp.grades.overriding import NONE_SEEN, OverrideEntry, override_history
from quizapp.models.begun_attempts import attempts_under


@dataclass(frozen=True)
class SingleGrade:
    """A learner's grade in an assignment, and all that it comes from.

    `attempts` are in the order they were begun; `history` has the newest override first.
    """

    assignment: AssignmentFacts
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
    def terms_shown(self) -> str:
        """What a cell says of the terms that can be changed there, to notice a press too many."""
        of = self.terms
        return f"{of.attempts_allowed} {of.time_limit} {of.is_excused}"

    @property
    def most_points(self) -> float | None:
        """The maximum that points are of: the last attempt's; None without an attempt."""
        return self.attempts[-1].max_score if self.attempts else None


def single_grade(
    classroom_id: int, assignment_id: str, learner_id: str, now: datetime
) -> SingleGrade:
    """What there is for one learner under one assignment. Eight queries.

    Raises:
        NotFound: the assignment or the learner is not this classroom's.
    """
    assignment = assignment_of(classroom_id, assignment_id)
    learner = learner_in(classroom_id, learner_id)
    (line,) = lines_of([assignment], [learner], now)
    return SingleGrade(
        assignment=assignment,
        learner=learner,
        terms=line.terms[0],
        grade=line.grades[0],
        attempts=summaries(attempts_under(assignment.id, learner.row_id), now),
        history=override_history(assignment.id, learner.row_id),
    )

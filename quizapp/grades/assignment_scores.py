"""The scores of one assignment: how they are spread, and every learner's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.domain.grading import GradeState
from quizapp.domain.item_analysis.moments import mean, variance
from quizapp.grades.class_grades import ClassLearner, learners_of, lines_of
from quizapp.grades.gradebook import (
    PageOfLines,
    Wanted,
    matching_lines,
    mended,
    on_page,
    page_of,
)

BANDS = 10


@dataclass(frozen=True)
class Band:
    """A stretch of the scores and how many are in it; from `low` to below `high`, in percent.

    The last one holds full marks as well.
    """

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class Spread:
    """How scores are spread; shares are from 0 to 1. What cannot be said is None.

    Attributes:
        n: How many scores there are.
        mean: Their mean.
        sd: Their standard deviation, with n - 1 in the denominator; from two scores on.
        median: The score in the middle.
        bands: In ten stretches.
    """

    n: int
    mean: float | None
    sd: float | None
    median: float | None
    bands: list[Band]


@dataclass(frozen=True)
class AssignmentScores(PageOfLines):
    """A page of an assignment's scores.

    `missing` are all who are missing, whatever the filters; `counts` says how many learners are in
    which state.
    """

    assignment: AssignmentFacts
    spread: Spread
    counts: dict[GradeState, int]
    late: int
    missing: list[ClassLearner]


def assignment_scores(
    classroom_id: int, public_id: str, wanted: Wanted, now: datetime
) -> AssignmentScores:
    """One page of the scores, and the spread of all of them. Five queries.

    Raises:
        NotFound: the assignment is not this classroom's.
    """
    assignment = assignment_of(classroom_id, public_id)
    everyone = lines_of([assignment], learners_of(classroom_id), now)
    wanted = mended(wanted, [assignment])
    matching = matching_lines(everyone, [assignment], wanted)
    wanted = on_page(wanted, len(matching))
    grades = [line.grades[0] for line in everyone]
    return AssignmentScores(
        lines=[*page_of(matching, wanted)],
        matching=len(matching),
        class_size=len(everyone),
        wanted=wanted,
        assignment=assignment,
        spread=spread([grade.counts for grade in grades if grade.state is GradeState.SCORED]),
        counts={state: sum(grade.state is state for grade in grades) for state in GradeState},
        late=sum(grade.is_late for grade in grades),
        missing=[line.learner for line in everyone if line.grades[0].state is GradeState.MISSING],
    )


def spread(shares: Sequence[float | None]) -> Spread:
    """How these shares are spread; None stands for no score."""
    known = [share for share in shares if share is not None]
    return Spread(
        n=len(known),
        mean=mean(known) if known else None,
        sd=math.sqrt(variance(known)) if len(known) > 1 else None,
        median=median(known) if known else None,
        bands=bands(known),
    )


def bands(shares: Sequence[float]) -> list[Band]:
    """How many shares are in each tenth of the way from 0 to 100 %."""
    width = 100 // BANDS
    counts = [0] * BANDS
    for share in shares:
        # A sum of thirds may fall short of its tenth by the last digit.
        counts[min(BANDS - 1, int(share * BANDS + 1e-9))] += 1
    return [Band(n * width, (n + 1) * width, count) for n, count in enumerate(counts)]

"""The scores of one assignment: how they are spread, and every learner's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from quizapp.classes.facts import ClassFacts
from quizapp.domain.grading import GradeState
from quizapp.domain.item_analysis.moments import mean, variance
from quizapp.grades.class_grades import ClassLearner, Column, column, learners_of
from quizapp.grades.gradebook import (
    Line,
    Wanted,
    found_lines,
    lines_of,
    mended,
    on_page,
    page_count,
    page_of,
)
from quizapp.models import Assignment

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
class AssignmentScores:
    """A page of an assignment's scores.

    `missing` are all who are missing, whatever the filters; `counts` says how many learners are in
    which state.
    """

    column: Column
    spread: Spread
    counts: dict[GradeState, int]
    late: int
    missing: list[ClassLearner]
    lines: list[Line]
    found: int
    class_size: int
    wanted: Wanted

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return page_count(self.found)


def assignment_scores(
    classroom: ClassFacts, assignment: Assignment, wanted: Wanted, now: datetime
) -> AssignmentScores:
    """One page of the scores, and the spread of all of them. Four queries."""
    only = column(assignment)
    everyone = lines_of([only], learners_of(classroom), now)
    wanted = mended(wanted, [only])
    found = found_lines([only], everyone, wanted)
    wanted = on_page(wanted, len(found))
    grades = [line.grades[0] for line in everyone]
    return AssignmentScores(
        column=only,
        spread=spread([grade.counts for grade in grades if grade.state is GradeState.SCORED]),
        counts={state: sum(grade.state is state for grade in grades) for state in GradeState},
        late=sum(grade.is_late for grade in grades),
        missing=[line.learner for line in everyone if line.grades[0].state is GradeState.MISSING],
        lines=[*page_of(found, wanted)],
        found=len(found),
        class_size=len(everyone),
        wanted=wanted,
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

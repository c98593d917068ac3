"""The gradebook: who is shown in which order, filtered, and a page at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from quizapp.assignments.facts import AssignmentFacts, assignments_of_class
from quizapp.domain.grading import GradeState
from quizapp.domain.item_analysis.moments import mean
from quizapp.domain.sort_names import is_found
from quizapp.grades.class_grades import (
    ClassLearner,
    ClassMean,
    Line,
    by_name,
    class_means,
    each_line,
    learners_of,
    lines_of,
)

T = TypeVar("T")

PAGE_SIZE = 50
MOST_AT_ONCE = 150
"""Learners whose grades are all read for one page: beyond, the heads say less."""

BY_NAME, BY_TOTAL = "name", "total"


class Show(StrEnum):
    """Which learners to show, by their work."""

    ALL = "all"
    MISSING = "missing"
    LATE = "late"
    BELOW = "below"


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the gradebook.

    Attributes:
        sort: "name", "total", or the public id of an assignment.
        is_descending: Whether the highest, or the end of the alphabet, comes first.
        text: Part of a learner's name, "" for all.
        show: Which learners.
        of: With `Show.MISSING` or `Show.LATE`, the public id of the only assignment that is meant,
            "" for any.
        below: With `Show.BELOW`, the share that the total is to be under, from 0 to 1.
        page: From 1.
    """

    sort: str = BY_NAME
    is_descending: bool = False
    text: str = ""
    show: Show = Show.ALL
    of: str = ""
    below: float = 0.5
    page: int = 1


@dataclass(frozen=True)
class PageOfLines:
    """Some learners of a class, one page of those who are wanted.

    Attributes:
        lines: The learners of this page.
        matching: How many learners there are on all pages.
        class_size: How many there are without the filters.
        wanted: What was asked for, with what is not there put right.
    """

    lines: list[Line]
    matching: int
    class_size: int
    wanted: Wanted

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return _page_count(self.matching)


@dataclass(frozen=True)
class Waiting:
    """How many learners of the class are missing in an assignment, and how many may still do it."""

    missing: int = 0
    to_do: int = 0


@dataclass(frozen=True)
class Gradebook(PageOfLines):
    """A page of the gradebook.

    Attributes:
        assignments: Those of the class.
        means: Of the whole class, in the order of the assignments.
        mean_total: The mean of the totals; None without one, and where nobody would wait for it.
        waiting: Likewise; None for a class so large that nobody would wait for it.
    """

    assignments: list[AssignmentFacts]
    means: list[ClassMean]
    waiting: list[Waiting] | None = None
    mean_total: float | None = None


def gradebook_page(classroom_id: int, wanted: Wanted, now: datetime) -> Gradebook:
    """One page. Of a large class the grades of all are looked at only where they decide it."""
    assignments, learners = assignments_of_class(classroom_id), learners_of(classroom_id)
    wanted = mended(wanted, assignments)
    if len(learners) <= MOST_AT_ONCE:
        return _page_of_all(classroom_id, assignments, learners, wanted, now)
    named = [learner for learner in learners if _is_named(learner, wanted)]
    deciding = _deciding(assignments, wanted)
    if deciding:
        matching = _ranked(each_line(deciding, named, now), deciding, wanted)
    else:
        matching = named[::-1] if wanted.is_descending else named
    wanted = on_page(wanted, len(matching))
    return Gradebook(
        lines=lines_of(assignments, page_of(matching, wanted), now),
        matching=len(matching),
        class_size=len(learners),
        wanted=wanted,
        assignments=assignments,
        means=class_means(classroom_id, assignments, now),
    )


def _page_of_all(
    classroom_id: int,
    assignments: list[AssignmentFacts],
    learners: list[ClassLearner],
    wanted: Wanted,
    now: datetime,
) -> Gradebook:
    """A page, from the grades of everybody."""
    lines = lines_of(assignments, learners, now)
    matching = matching_lines(lines, assignments, wanted)
    wanted = on_page(wanted, len(matching))
    return Gradebook(
        lines=[*page_of(matching, wanted)],
        matching=len(matching),
        class_size=len(learners),
        wanted=wanted,
        assignments=assignments,
        means=class_means(classroom_id, assignments, now),
        waiting=waiting_in(lines, len(assignments)),
        mean_total=_mean([line.total for line in lines]),
    )


def _mean(totals: Sequence[float | None]) -> float | None:
    known = [total for total in totals if total is not None]
    return mean(known) if known else None


def waiting_in(lines: Sequence[Line], assignments: int) -> list[Waiting]:
    """Of each of so many assignments, what is missing and what is still to be done."""
    columns = [[line.grades[at].state for line in lines] for at in range(assignments)]
    return [
        Waiting(
            missing=states.count(GradeState.MISSING),
            to_do=states.count(GradeState.TO_DO) + states.count(GradeState.IN_PROGRESS),
        )
        for states in columns
    ]


def whole_gradebook(classroom_id: int, wanted: Wanted, now: datetime) -> Gradebook:
    """All pages as one, for a file."""
    assignments, learners = assignments_of_class(classroom_id), learners_of(classroom_id)
    wanted = mended(wanted, assignments)
    lines = matching_lines(lines_of(assignments, learners, now), assignments, wanted)
    return Gradebook(
        lines=lines,
        matching=len(lines),
        class_size=len(learners),
        wanted=wanted,
        assignments=assignments,
        means=class_means(classroom_id, assignments, now),
    )


def matching_lines(
    lines: Sequence[Line], assignments: Sequence[AssignmentFacts], wanted: Wanted
) -> list[Line]:
    """Those of the lines that the filters leave, in the order wanted."""
    named = {line.learner: line for line in lines if _is_named(line.learner, wanted)}
    return [named[learner] for learner in _ranked(named.values(), assignments, wanted)]


def mended(wanted: Wanted, assignments: Sequence[AssignmentFacts]) -> Wanted:
    """An assignment may have been withdrawn since its link was kept."""
    ids = {assignment.public_id for assignment in assignments}
    if wanted.of not in ids:
        wanted = replace(wanted, of="")
    known = {BY_NAME, BY_TOTAL, *ids}
    return wanted if wanted.sort in known else replace(wanted, sort=BY_NAME, is_descending=False)


def on_page(wanted: Wanted, matching: int) -> Wanted:
    """The page asked for, or the last one there is."""
    return replace(wanted, page=min(max(1, wanted.page), _page_count(matching)))


def page_of(matching: Sequence[T], wanted: Wanted) -> Sequence[T]:
    """What stands on the page."""
    return matching[(wanted.page - 1) * PAGE_SIZE : wanted.page * PAGE_SIZE]


def _page_count(matching: int) -> int:
    return max(1, -(-matching // PAGE_SIZE))


def _is_named(learner: ClassLearner, wanted: Wanted) -> bool:
    return is_found(learner.name, wanted.text)


def _deciding(assignments: Sequence[AssignmentFacts], wanted: Wanted) -> Sequence[AssignmentFacts]:
    """The assignments whose grades decide who is shown, and in which order."""
    if wanted.show is not Show.ALL or wanted.sort == BY_TOTAL:
        return assignments
    return [assignment for assignment in assignments if assignment.public_id == wanted.sort]


def _ranked(
    lines: Iterable[Line], assignments: Sequence[AssignmentFacts], wanted: Wanted
) -> list[ClassLearner]:
    """The learners whose grades the filter leaves, in the order wanted.

    Those without a figure always come last; equal ones stay by name. Of each line only the figure
    is kept: a large class has too many grades.
    """
    figure_of = _figure(assignments, wanted)
    places = [at for at, each in enumerate(assignments) if wanted.of in {"", each.public_id}]
    figures = {line.learner: figure_of(line) for line in lines if _is_shown(line, wanted, places)}
    learners = sorted(figures, key=by_name)
    if wanted.sort == BY_NAME:
        return learners[::-1] if wanted.is_descending else learners
    sign = -1 if wanted.is_descending else 1

    def place(learner: ClassLearner) -> float:
        figure = figures[learner]
        return math.inf if figure is None else sign * figure

    return sorted(learners, key=place)


def _is_shown(line: Line, wanted: Wanted, places: Sequence[int]) -> bool:
    """Whether the filter leaves a learner with these grades; it asks for those at the places."""
    if wanted.show is Show.MISSING:
        return any(line.grades[at].state is GradeState.MISSING for at in places)
    if wanted.show is Show.LATE:
        return any(line.grades[at].is_late for at in places)
    if wanted.show is Show.BELOW:
        return line.total is not None and line.total < wanted.below
    return True


def _figure(
    assignments: Sequence[AssignmentFacts], wanted: Wanted
) -> Callable[[Line], float | None]:
    """What lines are sorted by, if not by name."""
    if wanted.sort == BY_NAME:
        return lambda _: None
    if wanted.sort == BY_TOTAL:
        return lambda line: line.total
    public_ids = [assignment.public_id for assignment in assignments]
    place = public_ids.index(wanted.sort)
    return lambda line: line.grades[place].share

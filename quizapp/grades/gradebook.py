"""The gradebook: learners by assignments, sorted, filtered, and a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from quizapp.classes.facts import ClassFacts
from quizapp.domain.grading import GradeState
from quizapp.grades.class_grades import (
    NO_MEAN,
    ClassLearner,
    ClassMean,
    Column,
    Grades,
    by_name,
    class_means,
    columns_of,
    grades_by_learner,
    learners_of,
    total_of,
)

T = TypeVar("T")

PAGE_SIZE = 50
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
        below: With `Show.BELOW`, the share that the total is to be under, from 0 to 1.
        page: From 1.
    """

    sort: str = BY_NAME
    is_descending: bool = False
    text: str = ""
    show: Show = Show.ALL
    below: float = 0.5
    page: int = 1


@dataclass(frozen=True)
class Line:
    """A learner's line: the grades in the order of the columns, and the total from 0 to 1."""

    learner: ClassLearner
    grades: Grades
    total: float | None


@dataclass(frozen=True)
class Gradebook:
    """A page of the gradebook.

    Attributes:
        columns: The assignments.
        means: In the order of the columns, of the whole class.
        lines: The learners of this page.
        found: How many learners there are on all pages.
        class_size: How many there are without the filters.
        wanted: What was asked for, with what is not there put right.
    """

    columns: list[Column]
    means: list[ClassMean]
    lines: list[Line]
    found: int
    class_size: int
    wanted: Wanted

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return page_count(self.found)


def gradebook_page(classroom: ClassFacts, wanted: Wanted, now: datetime) -> Gradebook:
    """One page. The grades of all are looked at only where they decide who comes first."""
    columns, learners = columns_of(classroom), learners_of(classroom)
    wanted = mended(wanted, columns)
    named = [learner for learner in learners if is_named(learner, wanted)]
    deciding = _deciding(columns, wanted)
    if deciding:
        found = ranked(deciding, grades_by_learner(deciding, named, now, everybody=True), wanted)
    else:
        found = named[::-1] if wanted.is_descending else named
    wanted = on_page(wanted, len(found))
    lines = lines_of(columns, page_of(found, wanted), now)
    return _gradebook(classroom, columns, lines, now, len(found), len(learners), wanted)


def whole_gradebook(classroom: ClassFacts, wanted: Wanted, now: datetime) -> Gradebook:
    """All pages as one, for a file."""
    columns, learners = columns_of(classroom), learners_of(classroom)
    wanted = mended(wanted, columns)
    lines = found_lines(columns, lines_of(columns, learners, now), wanted)
    return _gradebook(classroom, columns, lines, now, len(lines), len(learners), wanted)


def lines_of(
    columns: Sequence[Column], learners: Sequence[ClassLearner], now: datetime
) -> list[Line]:
    """The lines of these learners, in their order. Three queries."""
    everybody = len(learners) > PAGE_SIZE
    lines = {
        learner.row_id: Line(learner, grades, total_of(columns, grades))
        for learner, grades in grades_by_learner(columns, learners, now, everybody=everybody)
    }
    return [lines[learner.row_id] for learner in learners]


def found_lines(columns: Sequence[Column], lines: Sequence[Line], wanted: Wanted) -> list[Line]:
    """Those of the lines that the filters leave, in the order wanted."""
    by_id = {line.learner.row_id: line for line in lines if is_named(line.learner, wanted)}
    pairs = ((line.learner, line.grades) for line in by_id.values())
    return [by_id[learner.row_id] for learner in ranked(columns, pairs, wanted)]


def is_named(learner: ClassLearner, wanted: Wanted) -> bool:
    """Whether the learner's name has the text looked for in it."""
    return wanted.text.casefold() in learner.name.casefold()


def ranked(
    columns: Sequence[Column], pairs: Iterable[tuple[ClassLearner, Grades]], wanted: Wanted
) -> list[ClassLearner]:
    """The learners whose grades the filter leaves, in the order wanted.

    Those without a figure always come last; equal ones stay by name. Of each learner's grades only
    the figure is kept: a large class has too many of them.
    """
    fits, figure_of = _filter(columns, wanted), _figure(columns, wanted)
    figures = {learner: figure_of(grades) for learner, grades in pairs if fits(grades)}
    found = sorted(figures, key=by_name)
    if wanted.sort == BY_NAME:
        return found[::-1] if wanted.is_descending else found
    sign = -1 if wanted.is_descending else 1

    def place(learner: ClassLearner) -> tuple[bool, float]:
        figure = figures[learner]
        return figure is None, 0.0 if figure is None else sign * figure

    return sorted(found, key=place)


def mended(wanted: Wanted, columns: Sequence[Column]) -> Wanted:
    """An assignment may have been withdrawn since its link was kept."""
    known = {BY_NAME, BY_TOTAL, *(column.id for column in columns)}
    return wanted if wanted.sort in known else replace(wanted, sort=BY_NAME, is_descending=False)


def on_page(wanted: Wanted, found: int) -> Wanted:
    """The page asked for, or the last one there is."""
    return replace(wanted, page=min(max(1, wanted.page), page_count(found)))


def page_count(found: int) -> int:
    """How many pages so many learners are, at least one."""
    return max(1, -(-found // PAGE_SIZE))


def page_of(found: Sequence[T], wanted: Wanted) -> Sequence[T]:
    """What stands on the page."""
    return found[(wanted.page - 1) * PAGE_SIZE : wanted.page * PAGE_SIZE]


def _gradebook(
    classroom: ClassFacts,
    columns: list[Column],
    lines: list[Line],
    now: datetime,
    found: int,
    class_size: int,
    wanted: Wanted,
) -> Gradebook:
    means = class_means(classroom, columns, now)
    in_order = [means.get(column.row_id, NO_MEAN) for column in columns]
    return Gradebook(columns, in_order, lines, found, class_size, wanted)


def _deciding(columns: Sequence[Column], wanted: Wanted) -> Sequence[Column]:
    """The assignments whose grades decide who is shown, and in which order."""
    if wanted.show is not Show.ALL or wanted.sort == BY_TOTAL:
        return columns
    return [column for column in columns if column.id == wanted.sort]


def _filter(columns: Sequence[Column], wanted: Wanted) -> Callable[[Grades], bool]:
    """Whether a learner with these grades is to be shown."""
    if wanted.show is Show.MISSING:
        return lambda grades: any(grade.state is GradeState.MISSING for grade in grades)
    if wanted.show is Show.LATE:
        return lambda grades: any(grade.is_late for grade in grades)
    if wanted.show is Show.BELOW:
        return lambda grades: _is_below(total_of(columns, grades), wanted.below)
    return lambda _: True


def _is_below(total: float | None, limit: float) -> bool:
    return total is not None and total < limit


def _figure(columns: Sequence[Column], wanted: Wanted) -> Callable[[Grades], float | None]:
    """What a learner with these grades is sorted by, if not by name."""
    if wanted.sort == BY_NAME:
        return lambda _: None
    if wanted.sort == BY_TOTAL:
        return lambda grades: total_of(columns, grades)
    place = next(n for n, column in enumerate(columns) if column.id == wanted.sort)
    return lambda grades: grades[place].share

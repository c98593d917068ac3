"""The desk of a class: what to do now, this week, and what to teach again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import ClassVar

from quizapp.analysis.class_map import ClassMap, TeachAgain, When, class_map, recall_day
from quizapp.analysis.teaching_again import bank_of_class
from quizapp.assignments.facts import assignments_of_class
from quizapp.banks.places import BankPlace
from quizapp.classes.facts import ClassFacts
from quizapp.domain.bank import Bank
from quizapp.domain.class_map import ItemRecall
from quizapp.domain.desk.first_steps import Step, next_step
from quizapp.domain.desk.harm import Concern, Waiting, most_harmful_first
from quizapp.domain.desk.small_map import Part, small_map
from quizapp.domain.teaching_again import passages_again, telling_questions
from quizapp.home.class_work import ClassWork, WeekQuiz, need_help, not_begun, this_week, work_of
from quizapp.home.requests import requests_in
from quizapp.home.suspected_keys import wrong_keys
from quizapp.home.troubled_files import file_troubles
from quizapp.lessons.led import LessonInList, lessons_of_week
from quizapp.regrades.differing import DifferingMarks, differing_marks


@dataclass(frozen=True)
class MarksDiffer:
    """Corrected questions whose marks differ, and how many marks of this class do."""

    concern: ClassVar[Concern] = Concern.MARKS_DIFFER
    items: tuple[DifferingMarks, ...]

    @property
    def here(self) -> int:
        """How many marks of the class differ."""
        return sum(item.here for item in self.items)


@dataclass(frozen=True)
class Desk:
    """All that the home of a class shows.

    Attributes:
        learners: How many there are.
        bank: The bank that the class works with; None where the server has none.
        to_do: What waits, the most harmful first.
        step: What a new class needs next.
        week: The quizzes of this week.
        assignment_count: How many were set in all.
        lessons: Those of this week, one that goes on first.
        map: The article by what the class will recall tomorrow; None without bank or learners.
    """

    learners: int
    bank: Bank | None
    to_do: list[Waiting]
    step: Step | None
    week: list[WeekQuiz]
    assignment_count: int
    lessons: list[LessonInList]
    map: ClassMap | None

    @property
    def again(self) -> list[TeachAgain]:
        """What to teach again, with the reasons: as much as a lesson of ten minutes has."""
        by_point = {each.point: each for each in (self.map.again if self.map else [])}
        points = passages_again(list(by_point))
        named = zip(points, telling_questions(points), strict=True)
        return [_naming(by_point[point], item) for point, item in named]

    @property
    def small_map(self) -> list[Part]:
        """The article, small."""
        return small_map(self.map.passages) if self.map else []


def desk_of(
    classroom: ClassFacts,
    banks: dict[str, Bank],
    now: datetime,
    zone: tzinfo,
    places: Sequence[BankPlace] = (),
) -> Desk:
    """The desk. As many queries for a large class with a long history as for a small one."""
    assignments = assignments_of_class(classroom.id)
    work = work_of(classroom.id, assignments, now)
    bank = bank_of_class(assignments, banks)
    return Desk(
        learners=len(work.learners),
        bank=bank,
        to_do=most_harmful_first(_waiting(classroom, banks, places, work)),
        step=_step(classroom, work),
        week=this_week(work),
        assignment_count=len(assignments),
        lessons=lessons_of_week(classroom.id, now),
        map=_map(classroom, bank, work, zone),
    )


def _waiting(
    classroom: ClassFacts, banks: dict[str, Bank], places: Sequence[BankPlace], work: ClassWork
) -> Iterator[Waiting]:
    """Yield what waits; of a class in the archive only what people ask for."""
    if not classroom.is_archived:
        yield from file_troubles(places, {each.bank_key for each in work.assignments})
        yield from _from_work(classroom, banks, work)
    yield from requests_in(classroom, work.now)


def _from_work(classroom: ClassFacts, banks: dict[str, Bank], work: ClassWork) -> Iterator[Waiting]:
    quizzes = {(each.bank_key, each.quiz_key) for each in work.assignments}
    of_class = [bank for key, bank in banks.items() if key in {bank for bank, _ in quizzes}]
    found = (
        wrong_keys(classroom.id, banks, quizzes),
        _marks_differ(classroom, of_class),
        not_begun(work),
        need_help(work),
    )
    yield from (each for each in found if each)


def _marks_differ(classroom: ClassFacts, banks: list[Bank]) -> MarksDiffer | None:
    items = differing_marks(classroom.id, banks) if banks else []
    return MarksDiffer(tuple(items)) if items else None


def _step(classroom: ClassFacts, work: ClassWork) -> Step | None:
    if classroom.is_archived:
        return None
    return next_step(learners=len(work.learners), assignments=len(work.assignments))


def _map(
    classroom: ClassFacts, bank: Bank | None, work: ClassWork, zone: tzinfo
) -> ClassMap | None:
    if bank is None or not work.learners:
        return None
    return class_map(classroom, bank, recall_day(When.TOMORROW, work.now, zone), work.now)


def _naming(again: TeachAgain, item: ItemRecall) -> TeachAgain:
    """The same with this question; a mistake that was shared at another one is not told of it."""
    return again if item == again.weakest else replace(again, weakest=item, mistake=None)

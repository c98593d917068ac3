"""What to teach a class again tomorrow, and the lesson that is ready for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from quizapp.analysis.class_map import ClassMap, When, class_map, recall_day
from quizapp.assignments.facts import AssignmentFacts, assignments_of_class
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.domain.bank import Bank
from quizapp.domain.class_map import PassageRecall
from quizapp.domain.errors import NoBank
from quizapp.domain.teaching_again import passages_again, ready_lesson


@dataclass(frozen=True)
class ReadyLesson:
    """A lesson made of what to teach again: its passages, and the items to ask, in order."""

    bank: Bank
    passages: list[PassageRecall]
    item_ids: tuple[str, ...]


def lesson_to_teach_again(
    classroom: ClassFacts,
    now: datetime,
    zone: tzinfo,
    can_ask: Callable[[Bank, str], bool] = lambda bank, item_id: bool(
        bank.content_of(item_id).questions
    ),
) -> ReadyLesson:
    """The lesson for tomorrow, of the bank that the class works with. Four queries.

    Raises:
        NoBank: the server has none.
    """
    bank = bank_of_class(assignments_of_class(classroom.id), bank_shelf().banks)
    if bank is None:
        raise NoBank
    shown = class_map(classroom, bank, recall_day(When.TOMORROW, now, zone), now)
    return lesson_from(shown, can_ask)


def lesson_from(shown: ClassMap, can_ask: Callable[[Bank, str], bool]) -> ReadyLesson:
    """The lesson that follows from a map."""
    points = [each.point for each in shown.again]
    item_ids = ready_lesson(points, lambda item_id: can_ask(shown.bank, item_id))
    return ReadyLesson(shown.bank, passages_again(points), item_ids)


def bank_of_class(assignments: Sequence[AssignmentFacts], banks: dict[str, Bank]) -> Bank | None:
    """The bank that the class works with: that of what was set last, else the first one."""
    newest_first = sorted(assignments, key=lambda each: each.terms.opens_at, reverse=True)
    keys = [each.bank_key for each in newest_first if each.bank_key in banks]
    return banks[keys[0]] if keys else next(iter(banks.values()), None)

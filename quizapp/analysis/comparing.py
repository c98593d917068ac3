"""Comparing classes and terms on the items of a quiz."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.classes.facts import ClassFacts, class_facts
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.comparing import Cell, ItemRow, MarkSum, item_row, overall, shared_rows
from quizapp.domain.errors import NotFound
from quizapp.models.class_marks import (
    BETTER_OF_TWO,
    FULL_MARKS,
    marks_by_item,
    marks_by_learner,
    shared_count,
)
from quizapp.models.classrooms import classrooms_of_teacher
from quizapp.web.extensions import db

LEVEL_OF_CHANCE = 0.05
"""How often an interval at 95 % leaves out nought although nothing differs."""


@dataclass(frozen=True)
class Comparison:
    """Classes on a quiz; the first is what the others are set beside.

    Attributes:
        classrooms: The classes in the order of the cells.
        bank: The bank of the quiz.
        quiz: The quiz.
        items: The items that can be compared for at least two classes.
        left_out: The others.
        gone: How many that were asked are no longer in the bank, so that nobody can see them.
        overall: The learners' mean marks over the items that all classes share which have enough
            learners for any; empty without such items.
        shared_items: How many items those are.
        shared_learners: Learners of more than one of the classes, who are left out.
    """

    classrooms: list[ClassFacts]
    bank: Bank
    quiz: Quiz
    items: list[ItemRow]
    left_out: list[ItemRow]
    gone: int
    overall: tuple[Cell, ...]
    shared_items: int
    shared_learners: int

    @property
    def differences(self) -> int:
        """How many differences of items are shown."""
        return sum(cell.difference is not None for row in self.items for cell in row.cells)

    @property
    def by_chance(self) -> float:
        """How many of them would be told apart if nothing differed."""
        return self.differences * LEVEL_OF_CHANCE


def own_classrooms(teacher_id: int) -> list[ClassFacts]:
    """The classes that a teacher can compare, those still running first."""
    return [class_facts(row) for row in db.session.scalars(classrooms_of_teacher(teacher_id))]


def chosen_classrooms(own: Sequence[ClassFacts], public_ids: Sequence[str]) -> list[ClassFacts]:
    """The classes of these ids, in their order, each once.

    Raises:
        NotFound: one of them is not among the teacher's own.
    """
    by_id = {classroom.public_id: classroom for classroom in own}
    if not by_id.keys() >= set(public_ids):
        raise NotFound
    return [by_id[public_id] for public_id in dict.fromkeys(public_ids)]


def comparison(classrooms: Sequence[ClassFacts], bank: Bank, quiz: Quiz) -> Comparison:
    """Compare classes on a quiz by first attempts. Three queries, whatever their history."""
    ids = [classroom.id for classroom in classrooms]
    rows, gone = _item_rows(ids, bank, quiz)
    shared = shared_rows(rows)
    complete = [(row.item_id, row.marking) for row in shared]
    return Comparison(
        classrooms=list(classrooms),
        bank=bank,
        quiz=quiz,
        items=[row for row in rows if row.is_comparable],
        left_out=[row for row in rows if not row.is_comparable],
        gone=gone,
        overall=_overall(ids, bank, quiz, complete) if complete else (),
        shared_items=len(complete),
        shared_learners=db.session.scalar(shared_count(ids)) or 0,
    )


def _item_rows(ids: Sequence[int], bank: Bank, quiz: Quiz) -> tuple[list[ItemRow], int]:
    """The bank's items that somebody was asked, or that the quiz lists; how many others there are.

    They stand in the order of the bank.
    """
    sums: dict[str, list[dict[str, MarkSum]]] = defaultdict(lambda: [{} for _ in ids])
    for item_id in quiz.item_ids or ():
        sums[item_id] = [{} for _ in ids]
    for classroom_id, item_id, marking, n, total in db.session.execute(
        marks_by_item(ids, bank.id, quiz.id)
    ):
        sums[item_id][ids.index(classroom_id)][marking] = MarkSum(n, total)
    places = {item_id: place for place, item_id in enumerate(bank.items)}
    known = sorted((places[item_id], item_id) for item_id in sums if item_id in places)
    rows = [
        item_row(item_id, sums[item_id], never=(FULL_MARKS, BETTER_OF_TWO)) for _, item_id in known
    ]
    return rows, len(sums) - len(known)


def _overall(
    ids: Sequence[int], bank: Bank, quiz: Quiz, markings: list[tuple[str, str]]
) -> tuple[Cell, ...]:
    shares: dict[int, list[float]] = {classroom_id: [] for classroom_id in ids}
    query = marks_by_learner(ids, bank.id, quiz.id, markings)
    for classroom_id, share in db.session.execute(query):
        shares[classroom_id].append(share)
    return overall(list(shares.values()))

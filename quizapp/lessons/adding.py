"""What a lesson asks: what was picked for it, and what can be added while it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.bank import Bank
from quizapp.lessons.led import LedView, led_view
from quizapp.lessons.picking import Pick, can_ask, stem_of
from quizapp.lessons.planning import ItemRef, add_question, start_lesson


@dataclass(frozen=True)
class Addable:
    """Questions that can be added together under one heading.

    `follows_id` names the question that they follow, each to be answered alone.
    """

    title: str
    rows: tuple[Pick, ...]
    follows_id: int | None = None

    @property
    def is_solo(self) -> bool:
        """Whether they are answered alone, after a discussion of their passage."""
        return self.follows_id is not None


@dataclass(frozen=True)
class NewLesson:
    """A lesson to begin: its title, and what it asks, in this order."""

    title: str
    rows: Sequence[Pick]


def begin_lesson(
    classroom_id: int, new: NewLesson, banks: Mapping[str, Bank], actor_id: int, now: datetime
) -> str:
    """Begin a lesson; each question to be answered alone follows the one before it.

    One that lost the question before it is asked like the others. Returns the public id.
    """
    together, alone = _parted(new.rows)
    items = [_ref(row) for row in together]
    lesson_id = start_lesson(classroom_id, new.title, items, banks, actor_id, now)
    if alone:
        plan = led_view(classroom_id, lesson_id, banks).plan
        ids = {each.item: each.id for each in plan}
        for row, before in alone:
            add_question(classroom_id, lesson_id, _ref(row), banks, follows_id=ids[_ref(before)])
    return lesson_id


def parts_to_add(lead: LedView, banks: Iterable[Bank]) -> list[Addable]:
    """What the lesson does not ask yet: on the same passage, then topic by topic."""
    by_id = {bank.id: bank for bank in banks}
    used = {each.item.bank_key for each in lead.plan} & by_id.keys() or by_id.keys()
    planned = {(each.item.bank_key, each.item.item_key) for each in lead.plan}
    topics = [part for key, bank in by_id.items() if key in used for part in _topics(bank, planned)]
    parts = [_on_same_passage(lead, by_id), *topics]
    return [part for part in parts if part.rows]


def _on_same_passage(lead: LedView, banks: dict[str, Bank]) -> Addable:
    current = next((each.id for each in lead.plan if each.is_current), None)
    rows = (
        _pick(banks[item.bank_key], item.item_key)
        for item in lead.follow_ups
        if item.bank_key in banks
    )
    return Addable("", tuple(rows), current)


def _topics(bank: Bank, planned: set[tuple[str, str]]) -> list[Addable]:
    free = [each for each in bank.items if (bank.id, each) not in planned and can_ask(bank, each)]
    return [
        Addable(title, tuple(_pick(bank, each) for each in free if bank.items[each].topic == topic))
        for topic, title in bank.topics.items()
    ]


def _pick(bank: Bank, item_key: str) -> Pick:
    return Pick(bank.id, item_key, stem_of(bank, item_key))


def _parted(rows: Sequence[Pick]) -> tuple[list[Pick], list[tuple[Pick, Pick]]]:
    """The rows that a class votes on together, and those answered alone with the one before."""
    together: list[Pick] = []
    alone: list[tuple[Pick, Pick]] = []
    for row in rows:
        if row.follows is not None and together and together[-1].item_key == row.follows:
            alone.append((row, together[-1]))
        else:
            together.append(row)
    return together, alone


def _ref(row: Pick) -> ItemRef:
    return ItemRef(row.bank_key, row.item_key)

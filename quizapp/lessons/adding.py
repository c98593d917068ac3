"""What can be added to a lesson that is going on: on the passage of the moment first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.bank import Bank
from quizapp.lessons.led import LedView
from quizapp.lessons.picking import Pick, can_ask, stem_of


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

"""A copy of a bank in which one key is wrong on purpose, for the item analysis to find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.item_source import find_source_item, with_item
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.items.choice import ChoiceItem


@dataclass(frozen=True)
class WrongKey:
    """An item whose key was exchanged with a distractor: what is right, and what the copy says."""

    item_id: str
    right: str
    said: str


def with_wrong_key(bank: Bank, text: str) -> tuple[str, WrongKey] | None:
    """The bank's text with one key exchanged with the first distractor of its item.

    None where no item lends itself to it. The item is the first in a quiz that lists its items,
    so that the whole class is asked it.
    """
    for item_id in _candidates(bank):
        changed = _exchanged(text, item_id)
        if changed is not None:
            return changed
    return None


def _candidates(bank: Bank) -> Iterable[str]:
    listed = [quiz.item_ids for quiz in bank.quizzes.values() if quiz.item_ids]
    for item_ids in listed:
        for item_id in item_ids:
            item = bank.items[item_id]
            if isinstance(item, ChoiceItem) and len(item.distractors) > 1 and not item.options:
                yield item_id


def _exchanged(text: str, item_id: str) -> tuple[str, WrongKey] | None:
    source = find_source_item(text, item_id)
    if source is None:
        return None
    right, said = _words(source.data["key"]), _words(source.data["distractors"][0])
    distractors = [right, *source.data["distractors"][1:]]
    try:
        changed = with_item(
            text, {**source.data, "key": said, "distractors": distractors}, source.index, {}
        )
    except CannotSpliceError:
        return None
    if read_bank(changed.encode()).bank is None:
        return None
    return changed, WrongKey(item_id, right, said)


def _words(option: str | Mapping[str, Any]) -> str:
    """The text of an option as written, without its feedback."""
    return option if isinstance(option, str) else next(iter(option))

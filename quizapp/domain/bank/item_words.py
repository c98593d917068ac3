"""What to call an item in a list: its number in the file, and what it asks in a line."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.pictures import NAMED, with_words_for_pictures
from quizapp.domain.items import ItemForm
from quizapp.domain.items.gaps import GAP

_ASKED_BY = ("stem", "text", "term")
ELLIPSIS = "…"


def asked_in_words(item: ItemForm) -> str:
    """Return what an item asks, in a line, with dots for gaps; of a term, the word it is about."""
    found = (getattr(item, name, None) for name in _ASKED_BY)
    return in_a_line(next((text for text in found if text), ""))


def in_a_line(text: str) -> str:
    """Return a text in one line, with dots for gaps and words for pictures."""
    shown = NAMED.sub(r"\1", with_words_for_pictures(GAP.sub(ELLIPSIS, text)))
    return " ".join(shown.split())


@dataclass(frozen=True)
class ItemName:
    """The number of an item in its file, and what it asks in a line."""

    number: int
    asked: str


def item_names(bank: Bank) -> dict[str, ItemName]:
    """Return what to call each item of a bank, by its id."""
    numbers = item_numbers(bank)
    return {
        item_id: ItemName(numbers[item_id], asked_in_words(item))
        for item_id, item in bank.items.items()
    }


def item_numbers(bank: Bank) -> dict[str, int]:
    """Return the numbers of a bank's items, from 1, in the order of the file."""
    return {item_id: number for number, item_id in enumerate(bank.items, start=1)}

"""An item to be put in order, for tests to put into the small bank."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from quizapp.domain.items.content import from_json
from tests.support.playing import attempt_with, item_at
from tests.support.records import add_items, posed

ENTRIES = (
    "The moon pulls at the sea",
    "The water rises",
    "The water falls again",
    "The mud flats lie bare",
)
SEQUENCE = "".join(f"      - {entry}\n" for entry in ENTRIES)
ITEM = f"""\
  - id: one-tide
    type: order
    topic: moon
    stem: Put these in the order of one tide.
    front: In what order does a tide come and go?
    sequence:
{SEQUENCE}    explanation: It begins with the moon and ends at low water.
    cites: twice a day the water rises
"""
QUIZ = """\
  - id: orders
    title: In their order
    order: as-listed
    items: [one-tide, bare-flats]
"""


def add_order(bank_file: Path, *changes: tuple[str, str]) -> None:
    """Put the item and a quiz of it into the small bank, with some texts of theirs changed."""
    add_items(bank_file, ITEM, QUIZ, *changes)


def shown_entries(app: Flask, attempt: str, position: int = 1) -> list[str]:
    """The entries as they were shown, so that the first has number 1."""
    return [option.text for option in posed(app, attempt, position)[1]]


def numbers_of(attempt_id: str, order: str, position: int = 1) -> tuple[int, ...]:
    """The numbers, as shown, of the entries in an order of the letters a to d: a is the first."""
    item = item_at(attempt_with(attempt_id), position)
    (question,) = from_json(item.revision.content).questions
    shown = item.arrangement.option_ids
    return tuple(shown.index(question.options["abcd".index(each)].id) + 1 for each in order)


def places(app: Flask, attempt: str, *entries: str) -> dict[str, str]:
    """The fields of a form that puts the entries in this order."""
    shown = shown_entries(app, attempt)
    return {f"place-{shown.index(entry) + 1}": str(place) for place, entry in enumerate(entries, 1)}

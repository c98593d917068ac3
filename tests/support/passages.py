"""Passages to mark, beside the questions of the small bank, and a quiz that asks them."""

from __future__ import annotations

from pathlib import Path

from tests.support.records import add_items

TITLE = "Sentences to find"
ITEMS = """\
  - id: second-hand
    type: place
    topic: moon
    level: evaluate
    stem: Which sentence is told at second hand?
    text: >
      The moon pulls at the sea, and twice a day the water rises. {{Fishermen reportedly planned
      their week by it.}} A spring tide comes when sun and moon pull along one line.
    feedback:
      The moon pulls: It is told as a fact.
    hint: Look for a word that names no source.
    explanation: “Reportedly” says that somebody else has told it.
    cites: Fishermen reportedly planned
  - id: on-the-shore
    type: place
    topic: shore
    level: reason
    stem: Which words show that people work by the tide?
    text: >
      At low water the mud flats lie bare for about six hours. {{The harbour master keeps a table of
      the tides,}} {{and the pilots read it.}}
    feedback:
      At low water: It says what the water does.
    explanation: Both work with the table.
    cites: keeps a table of the tides, and the pilots read it
"""
QUIZ = f"""\
  - id: passages
    title: {TITLE}
    order: as-listed
    second_try: 50 %
    items: [second-hand, on-the-shore]
"""
FIRST = (
    "The moon pulls at the sea, and twice a day the water rises.",
    "Fishermen reportedly planned their week by it.",
    "A spring tide comes when sun and moon pull along one line.",
)


def add_passages(bank_file: Path) -> None:
    """Put the passages into a copy of the small bank."""
    add_items(bank_file, ITEMS, QUIZ)

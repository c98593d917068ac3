"""Items whose answer is typed, for tests to put into the small bank."""

from __future__ import annotations

from pathlib import Path

from tests.support.records import add_items

NUMBER = """\
  - id: how-many-boats
    type: number
    topic: moon
    stem: How many boats waited in the bay?
    key: 1.5 million
    tolerance: 5 %
    unit: boats
    feedback:
      1.8 million: That was the year before.
    explanation: The harbour counted them.
    cites: twice a day the water rises
"""
QUIZ = """\
  - id: typed
    title: Typed answers
    order: as-listed
    items: [how-many-boats]
"""


def add_number(bank_file: Path, *changes: tuple[str, str]) -> None:
    """Put the number and a quiz of it into the small bank, with some texts of theirs changed."""
    add_items(bank_file, NUMBER, QUIZ, *changes)

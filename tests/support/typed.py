"""Items whose answer is typed, for tests to put into the small bank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.typed import typed_response
from quizapp.domain.items import NumberItem, Question, ShortItem
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


SHORT = """\
  - id: who-keeps
    type: short
    topic: shore
    stem: Who keeps the table of the tides?
    key: the harbour master
    accept: [harbourmaster of the port]
    feedback:
      the harbour mason: Masons build it.
    explanation: The harbour master keeps it and the pilots read it.
    cites: The harbour master keeps a table of the tides
"""
SHORT_QUIZ = """\
  - id: words
    title: Words to type
    order: as-listed
    items: [who-keeps]
  - id: words-at-end
    title: Words, and results at the end
    feedback: at-end
    order: as-listed
    items: [who-keeps, what-pulls]
"""


def add_short(bank_file: Path, *changes: tuple[str, str]) -> None:
    """Put the short answer and a quiz of it into the small bank, with some texts changed."""
    add_items(bank_file, SHORT, SHORT_QUIZ, *changes)


def asked_in_english(item: NumberItem | ShortItem) -> Question:
    """The item's question, as a bank in English asks it."""
    (only,) = item.questions(())
    assert only.typed is not None
    return replace(only, typed=replace(only.typed, language="en"))


def earned(asked: Question, text: str) -> float:
    """The mark of what was typed."""
    return mark(asked, typed_response(asked, text))

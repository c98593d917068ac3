"""Items to be matched and to be sorted, for tests to put into the small bank."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from quizapp.domain.drills.posing import asked_question
from quizapp.domain.items.content import Question, from_json
from tests.support.playing import attempt_with, item_at
from tests.support.records import add_items, posed

PAIRS = {
    "It comes twice a day": "High water",
    "The mud flats lie bare": "Low water",
    "Boats can leave": "High water",
}
BOXES = {
    "Stated": ("The water rises", "The moon pulls"),
    "Could be": ("A storm comes",),
    "Left open": (),
}
MATCH = """\
  - id: which-water
    type: match
    topic: moon
    stem: Which water is it?
    pairs:
      It comes twice a day: High water
      The mud flats lie bare: Low water
      Boats can leave: High water
    distractors: [A spring tide]
    explanation: High water is when the sea is up.
    cites: twice a day the water rises
"""
SORT = """\
  - id: how-sure
    type: sort
    topic: moon
    stem: How sure is the text of it?
    boxes:
      Stated: [The water rises, The moon pulls]
      Could be: [A storm comes]
      Left open: []
    explanation: Nothing is said about storms.
    cites: twice a day the water rises
"""
QUIZ = """\
  - id: matches
    title: What belongs where
    order: as-listed
    items: [which-water, how-sure]
"""


def add_matches(bank_file: Path, *changes: tuple[str, str]) -> None:
    """Put both items and a quiz of them into the small bank, with some texts of theirs changed."""
    add_items(bank_file, MATCH + SORT, QUIZ, *changes)


def asked(app: Flask, attempt: str, position: int) -> tuple[Question, list[str]]:
    """The question at a place, and the texts of its options in the order shown."""
    question, options = posed(app, attempt, position)
    return question, [option.text for option in options]


def answers(app: Flask, attempt: str, position: int, given: dict[str, str]) -> dict[str, str]:
    """The fields of a form that gives these prompts these answers, by their texts."""
    question, shown = asked(app, attempt, position)
    numbers = {prompt.text: number for number, prompt in enumerate(question.prompts, start=1)}
    return {f"prompt-{numbers[text]}": str(shown.index(to) + 1) for text, to in given.items()}


def numbers_of(attempt_id: str, given: dict[str, str], position: int = 1) -> tuple[int, ...]:
    """The numbers, as shown, of what prompts are given, in the order of the prompts."""
    item = item_at(attempt_with(attempt_id), position)
    question = asked_question(from_json(item.revision.content), item.arrangement)
    ids = {option.text: option.id for option in question.options}
    shown = item.arrangement.option_ids
    return tuple(shown.index(ids[given[prompt.text]]) + 1 for prompt in question.prompts)


def boxes(**changed: str) -> dict[str, str]:
    """Each statement with its box, some of them changed by keyword: `storm="Stated"`."""
    right = {text: box for box, texts in BOXES.items() for text in texts}
    names = {text.split()[1]: text for text in right}
    return right | {names[word]: box for word, box in changed.items()}

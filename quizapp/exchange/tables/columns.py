"""The columns of a table of questions.

Columns that an item may have several of are numbered: `distractor_1`, `distractor_feedback_1`.
A cloze item's text stands under `stem`, and before each distractor its gap: `{{gap}} distractor`.
A term stands under `key` and its definition under `stem`.
"""

from __future__ import annotations

import re

SINGLE = (
    "id",
    "type",
    "topic",
    "topic_title",
    "stem",
    "hint",
    "explanation",
    "level",
    "drills",
    "credit",
    "author_note",
)
NUMBERED = ("key", "key_feedback", "distractor", "distractor_feedback", "cites")

_SYNONYMS = {
    "question": "stem",
    "question text": "stem",
    "prompt": "stem",
    "text": "stem",
    "answer": "key",
    "correct": "key",
    "correct answer": "key",
    "right answer": "key",
    "wrong answer": "distractor",
    "wrong": "distractor",
    "option": "option",
    "choice": "option",
    "feedback": "explanation",
    "category": "topic_title",
    "subject": "topic_title",
}
_NUMBER = re.compile(r"(.*?)[\s_-]*([0-9]{1,2})")
_LETTER = re.compile(r"(?:(?:option|choice)[\s_-]*)?([a-h])")

Column = tuple[str, int]
"""The name of a column and its number; 1 for one that has none."""


def column_of(header: str) -> Column | None:
    """Return the column that a header names; `option_1` or `A` is an option of either kind."""
    name = " ".join(header.strip().lower().split())
    if letter := _LETTER.fullmatch(name):
        return "option", ord(letter[1]) - ord("a") + 1
    numbered = _NUMBER.fullmatch(name)
    base, number = (numbered[1], int(numbered[2])) if numbered else (name, 1)
    base = base.rstrip(" _-")
    base = _SYNONYMS.get(base.replace("_", " "), base)
    base = base.replace(" ", "_")
    is_known = base in SINGLE or base in NUMBERED or base == "option"
    return (base, number) if is_known else None

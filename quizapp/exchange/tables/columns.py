"""The columns of a table of questions.

Columns that an item may have several of are numbered: `distractor_1`, `distractor_feedback_1`.
A cloze item's text stands under `stem`, and before each distractor its gap: `{{gap}} distractor`.
A term stands under `key` and its definition under `stem`, and the entries of an order, in the right
one, under `key`, `key_2` and so on. So do the pairs of a match, `prompt => answer`, and the
statements of a sort, `statement => box`, whose boxes stand under `distractor_1` and so on. Where
options are shown as written, `option_order` says so, and `key_place_1` the place of the first key
among them all. The text of a `place` stands under `marked_text`; under
`distractor_1` the beginning of a part with feedback. What counts of a short answer stands under
`key`, `key_2` and so on, a known wrong one under `distractor_1`, what it forgives under `forgive`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SINGLE = (
    "id",
    "type",
    "topic",
    "topic_title",
    "stem",
    "marked_text",
    "front",
    "hint",
    "explanation",
    "level",
    "drills",
    "credit",
    "option_order",
    "author_note",
    "kind",
    "not_beside",
    "tolerance",
    "unit",
    "forgive",
)
NUMBERED = (
    "key",
    "key_feedback",
    "distractor",
    "distractor_feedback",
    "cites",
    "key_place",
    "pin_last",
)
SHARED = ("front", "hint", "explanation", "level", "author_note", "credit")

_SYNONYMS = {
    "question": "stem",
    "question text": "stem",
    "question title": "stem",
    "question stem": "stem",
    "prompt": "stem",
    "text": "stem",
    "definition": "stem",
    "meaning": "stem",
    "description": "stem",
    "answer": "key",
    "term": "key",
    "word": "key",
    "correct": "key",
    "correct answer": "key",
    "correct answers": "key",
    "correct option": "key",
    "right answer": "key",
    "answer key": "key",
    "solution": "key",
    "wrong answer": "distractor",
    "wrong": "distractor",
    "incorrect": "distractor",
    "incorrect answer": "distractor",
    "option": "option",
    "choice": "option",
    "alternative": "option",
    "feedback": "explanation",
    "general feedback": "explanation",
    "answer explanation": "explanation",
    "rationale": "explanation",
    "question type": "type",
    "category": "topic_title",
    "subject": "topic_title",
}
_COUNTING = {"", "#", "no", "no.", "nr", "nr.", "number", "question #", "question number"}
_SURELY_KEY = {name for name, column in _SYNONYMS.items() if column == "key"} - {"answer", "term"}
_STEM_NAMES = {"stem", *(name for name, column in _SYNONYMS.items() if column == "stem")}
_NUMBER = re.compile(r"(.*?)[\s_-]*([0-9]{1,2})")
_LETTER = re.compile(r"(?:(?:option|choice|answer)[\s_-]*)?([a-h])")
_ASIDE = re.compile(r"\([^()]*\)")
_TOLD_AFTER = re.compile(r"\s[-–—]\s.*", re.DOTALL)
_MOST_NAME = 300
_COUNTS_OPTIONS = ("time limit", "time in seconds", "answer #", "choose at least one")

Column = tuple[str, int]
"""The name of a column and its number; 1 for one that has none."""


def columns_of(header: Sequence[str]) -> list[Column | None]:
    """Return the column that each name of a heading row stands for.

    `option_1`, `A` or `Answer A` is an option of either kind. So is `Answer 1` where there are
    several of them and another column says which one is right.
    """
    columns = [column_of(name) for name in header]
    names = [_plain_name(name[:_MOST_NAME]) for name in header]
    answers = [name for name in names if re.fullmatch(r"answers?[\s_-]*[0-9]{1,2}", name)]
    if len(answers) > 1 and _SURELY_KEY.intersection(names):
        return [
            ("option", column[1]) if name in answers and column else column
            for name, column in zip(names, columns, strict=True)
        ]
    return columns


def column_of(header: str) -> Column | None:
    """Return the column that a header names, whatever is said beside the name."""
    name = _plain_name(header[:_MOST_NAME])
    if letter := _LETTER.fullmatch(name):
        return "option", ord(letter[1]) - ord("a") + 1
    numbered = _NUMBER.fullmatch(name)
    base, number = (numbered[1], int(numbered[2])) if numbered else (name, 1)
    base = base.rstrip(" _-")
    base = _SYNONYMS.get(base.replace("_", " "), base)
    base = base.replace(" ", "_")
    is_known = base in SINGLE or base in NUMBERED or base == "option"
    return (base, number) if is_known else None


def is_stem_name(name: str) -> bool:
    """Whether a cell is one of the names of the column with the question."""
    return name.strip().lower() in _STEM_NAMES


def is_counting(header: str) -> bool:
    """Whether a column only numbers the rows."""
    return " ".join(header.lower().split()) in _COUNTING


def are_own(header: Sequence[str]) -> bool:
    """Whether a heading row has the bank's own names, so that the texts are Markdown."""
    return "stem" in {name.strip() for name in header}


def are_counted(header: Sequence[str]) -> bool:
    """Whether a heading row is of a quiz tool in which the answer is the number of an option."""
    said = " ".join(" ".join(header).lower().split())
    return any(words in said for words in _COUNTS_OPTIONS)


def _plain_name(header: str) -> str:
    """Return a name without what is said beside it: limits, whether it is optional, and so on."""
    flat = " ".join(header.lower().split())
    if flat in _COUNTING:
        return flat
    return _TOLD_AFTER.sub("", _ASIDE.sub(" ", flat)).strip(" *:_").replace("  ", " ")

"""Telling which format a file is in: by its content where that is plain, else by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from quizapp.exchange.anki.text_file import is_anki_text
from quizapp.exchange.archives import BadArchiveError, check_archive
from quizapp.exchange.decoding import decoded
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.own_zip import is_own_zip
from quizapp.exchange.pairs import are_pairs
from quizapp.exchange.plain_text import looks_like_cards, looks_like_questions
from quizapp.exchange.tables.csv_rows import csv_rows
from quizapp.exchange.tables.heading import heading_in

ZIP = b"PK"
UNKNOWN = "unknown"

_SUFFIXES = {
    ".gift": "gift",
    ".csv": "csv",
    ".tsv": "csv",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "yaml",
    ".jsonl": "yaml",
}
_PARTS = (
    ("collection.anki", "apkg"),
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "docx"),
)
_HEAD_LENGTH = 2_000
_MOST_TOLD = 200_000
_MOODLE = re.compile(r"<quiz\b")
_QTI = re.compile(r"<(?:\w+:)?(?:questestinterop|assessment|qti-)")
_AIKEN = re.compile(r"(?m)^[ \t]*ANSWER:[ \t]*[A-Z][ \t]*\r?$")
_NUMBERED = re.compile(r"\s*(?:\*\*)?(?:Q(?:uestion)?\s*)?1[.):]\s", re.IGNORECASE)
_JSON = re.compile(r"\s*(?:\[\s*[\[{]|\{\s*\")")
_YAML = re.compile(
    r"(?m)^(?:questions|items|quiz):[ \t]*$|^-[ \t]+(?:question|stem|prompt|q|id):[ \t]"
)
_BRACES = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}")


def format_of(data: bytes, name: str) -> str:
    """Return the format of a file, or "unknown"."""
    if data.startswith(ZIP):
        return _archive_format(data)
    text = decoded(data[: 4 * _MOST_TOLD])[0][:_MOST_TOLD]
    head = text[:_HEAD_LENGTH].lstrip()
    if head.startswith("<") and (_MOODLE.search(head) or _QTI.search(head) or head[1:2] in "?!"):
        return "moodle-xml" if _MOODLE.search(head) else "qti"
    if is_anki_text(head):
        return "anki-text"
    suffix = PurePath(name).suffix.lower()
    return _SUFFIXES.get(suffix) or _text_format(text, is_markdown=suffix in {".md", ".markdown"})


def _text_format(text: str, *, is_markdown: bool) -> str:
    """Return the format of a text that nothing but its own lines tell of."""
    if _JSON.match(text) or _YAML.search(text):
        return "yaml"
    if _AIKEN.search(text) and not _NUMBERED.match(text):
        return "aiken"
    if looks_like_questions(text):
        return "markdown" if is_markdown else "text"
    if _BRACES.search(text) and not is_markdown:
        return "gift"
    if _is_table(text):
        return "csv"
    if are_pairs(text):
        return "pairs"
    if looks_like_cards(text):
        return "cards"
    return "gift" if _BRACES.search(text) else UNKNOWN


def _is_table(text: str) -> bool:
    rows, _ = csv_rows(Gathering(text[:_HEAD_LENGTH]))
    heading = heading_in(rows)
    return heading is not None and len(heading.columns) > 1


def _archive_format(data: bytes) -> str:
    try:
        names = check_archive(data)
    except BadArchiveError:
        return "qti"  # which says what is wrong with it
    for part, told in _PARTS:
        if any(name.startswith(part) for name in names):
            return told
    if is_own_zip(names):
        return "zip"
    return "ods" if {"mimetype", "content.xml"} <= set(names) else "qti"

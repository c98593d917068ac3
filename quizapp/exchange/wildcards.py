"""Moodle's `*` in an answer to be typed: it stands for any words, and a gap has exact ones."""

from __future__ import annotations

import re

from quizapp.domain.bank.positions import Span
from quizapp.exchange.gathering import Gathering

_WILD = re.compile(r"(?<!\\)\*")


def exact_words(text: str, into: Gathering, span: Span) -> str:
    """Return an answer without `*` at its ends; "" where that leaves no one answer. Both are noted.

    A star that Moodle's own backslash makes a plain one stays.
    """
    if not _WILD.search(text):
        return text.replace("\\*", "*")
    words = re.sub(r"\A[\s*]+|(?<!\\)[\s*]+\Z", "", text)
    if not words or _WILD.search(words):
        into.note("X613", f"Left out: “{text.strip()}”, where `*` stands for any words.", span)
        return ""
    message = f"Only “{words}” itself is right here: the `*` of “{text.strip()}” is left out."
    into.note("X614", message, span)
    return words.replace("\\*", "*")

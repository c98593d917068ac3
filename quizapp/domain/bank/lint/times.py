"""Times that move with the calendar, in items about an article of a given date (English)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items.problems import Problem

_MOVING = re.compile(
    r"\b(currently|nowadays|yesterday|today|tomorrow|these days|right now"
    r"|(?<!the )(?<!its )(?<!his )(?<!her )(?<!our )(?<!their )(?:last|next) (?:week|month|year)"
    r"|(?:is|are|has|have) (?:now|recently)|now (?:is|are|has|have))\b"
    r"(?! (?:of|in|before|after|that)\b)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_ANCHOR = re.compile(
    r"\b(?:(?:1[0-9]|20)\d\d|as of|at th(?:e|at) time|by th(?:e|at) time|by then|article)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def moving_times(writing: Writing) -> Iterator[Problem]:
    """Warn of “now”, “today” or “last week” in a sentence that names no date."""
    for path, text in writing.texts():
        if not _MOVING.search(text):
            continue
        for sentence in _SENTENCE.findall(_QUOTED.sub("", text)):
            moving = _MOVING.search(sentence)
            if moving and not _ANCHOR.search(sentence):
                message = f"“{moving[1]}” means another time whenever this is read."
                yield Problem("W519", path, message, part=moving[1])
                break

"""Times that move with the calendar, in items about an article of a given date (English)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items.problems import Problem

_MOVING = re.compile(
    r"\b(currently|nowadays|yesterday|today|tomorrow|these days|right now"
    r"|(?<!the )(?<!its )(?<!his )(?<!her )(?<!our )(?<!their )(?:last|next) (?:week|month|year)"
    r"|(?:is|are|has|have) (?:now|recently)|now (?:is|are|has|have))\b"
    r"(?! (?:of|in|before|after|that)\b)"
)
_SPANS = ("week", "month", "year")
_SIGNS = ("day", "now", "last", "next", "ently", "tomorrow")
_CLEARER_SIGNS = ("currently", "now", "today", "these", "yester", "tomorrow", "recently", *_SPANS)
"""Parts of words; what `_MOVING` finds has one of the first, which are few, and of the second."""

_ESCAPE = "\\"

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_ANCHOR = re.compile(
    r"\b(?:(?:1[0-9]|20)\d\d|as of|at th(?:e|at) time|by th(?:e|at) time|by then|article)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def that_may_move(writings: Sequence[Writing], text: str) -> list[Writing]:
    """Return the items in whose source, within the text of the file, a sign stands.

    White space is folded there, but a word is written in one piece, unless it holds an escape.
    A sign at a time through the whole file takes half the time of all signs, item by item.
    """
    starts = [writing.node.start for writing in writings]
    found: set[int] = set()
    for sign in (*_SIGNS, _ESCAPE):
        place = text.find(sign, starts[0]) if starts else -1
        while place >= 0:
            after = bisect_right(starts, place)
            found.add(after - 1)
            place = text.find(sign, starts[after]) if after < len(starts) else -1
    chosen = [writings[at] for at in sorted(found)]
    return [each for each in chosen if _may_say_when(text[each.node.start : each.node.end])]


def _may_say_when(source: str) -> bool:
    return _ESCAPE in source or any(sign in source for sign in _CLEARER_SIGNS)


def moving_times(writing: Writing) -> Iterator[Problem]:
    """Warn of “now”, “today” or “last week” in a sentence that names no date."""
    for path, text in writing.texts():
        if not _MOVING.search(text):
            continue
        for sentence in _SENTENCE.findall(_QUOTED.sub("", text)):
            found = _MOVING.search(sentence)
            if found and not _ANCHOR.search(sentence):
                message = f"“{found[1]}” means another time whenever this is read."
                yield Problem("W519", path, message, part=found[1])
                break

"""Gaps in a cloze text, `{{like this}}`, and the kind of thing that stands in one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["date", "number", "name", "word"]

BLANK = "____"

_BRACED = r"\{(?:[^{}]|\{[^{}]*+\})*+\}"
GAP = re.compile(r"\{\{(?!\{)((?:[^{}]|" + _BRACED + r")*+)\}\}")
"""A gap; within it braces may stand in pairs, as in \\frac{1}{2}."""

_LOOSE = re.compile(r"\{\{|\}\}")
_YEAR = re.compile(r"\b(1[0-9]|20)[0-9]{2}\b")
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NUMBER = re.compile(
    r"[0-9]|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|half"
    r"|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # each text is asked for again by the items around it
def gaps(text: str) -> tuple[str, ...]:
    """Return what stands in the gaps, each once, in the order of the text."""
    return tuple(dict.fromkeys(gap.strip() for gap in GAP.findall(text)))


def loose_braces(text: str) -> str | None:
    """Return the text from the first `{{` or `}}` that has no partner, or None."""
    without_gaps = GAP.sub(lambda gap: " " * len(gap[0]), text)
    loose = _LOOSE.search(without_gaps)
    return text[loose.start() :] if loose else None


def filled(text: str) -> str:
    """Return the text with every gap filled in."""
    return GAP.sub(lambda gap: gap[1].strip(), text)


@lru_cache(maxsize=1024)
def blanked(text: str, asked: str) -> str:
    """Return the text with the asked gap blank, wherever it occurs, and the others filled in."""
    return GAP.sub(lambda gap: BLANK if gap[1].strip() == asked else gap[1].strip(), text)


@lru_cache(maxsize=1024)
def kind(gap: str) -> Kind:
    """Tell what kind of thing a gap holds, so that its distractors can be of the same kind."""
    if _YEAR.search(gap) or _MONTH.search(gap):
        return "date"
    if _NUMBER.search(gap):
        return "number"
    return "name" if gap[:1].isupper() else "word"

"""Spaces and list marks that word processors write, and YAML does not know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quizapp.domain.bank.diagnostics import Fault
from quizapp.domain.bank.positions import Lines
from quizapp.domain.shortening import shortened

_SPACES = "\xa0\u1680\u2000-\u200b\u200e\u200f\u202f\u205f\u2060\u3000"
_IN_PLACE_OF_SPACE = re.compile(rf" *(?:- +)*(?:(?:-|[A-Za-z][\w-]*:) *)?(?P<space>[{_SPACES}])")
_ODD = re.compile(f"[{_SPACES}]")
_LIST_MARK = re.compile(
    rf"[ {_SPACES}]*(?P<mark>[•·▪◦‣*–—]|[0-9]{{1,2}}[.)]|[A-Za-z][.)])[ {_SPACES}]+(?P<text>\S.*)"
)


def odd_space(lines: Lines, numbers: Iterable[int]) -> Fault | None:
    """Find, in lines of these numbers, a mark that stands where only a space separates."""
    for number in numbers:
        if found := _IN_PLACE_OF_SPACE.match(lines[number]):
            at = lines.start(number) + found.start("space")
            message, hint = odd_space_words(found["space"])
            return Fault("Y125", message, at, at + 1, hint)
    return None


def list_mark(lines: Lines, numbers: Iterable[int]) -> Fault | None:
    """Find, in lines of these numbers, a bullet, a dash or a number in place of a hyphen."""
    for number in numbers:
        if found := _LIST_MARK.match(lines[number]):
            start = lines.start(number)
            shown = shortened(found["text"].rstrip(), 40)
            hint = f"Write a hyphen and a space in its place: `- {shown}`."
            message = f"“{found['mark']}” begins no entry of a list here."
            return Fault(
                "Y126", message, start + found.start("mark"), start + found.end("mark"), hint
            )
    return None


def odd_space_words(character: str) -> tuple[str, str | None]:
    """Name a mark that looks like a space, or like nothing at all; with a hint if it has one."""
    name = f"{unicodedata.name(character, '').lower()}, U+{ord(character):04X}"
    if unicodedata.category(character) == "Cf":
        return (
            f"Here is a character that cannot be seen: {name}.",
            "Type the word again without it.",
        )
    return f"What looks like a space here is another character: {name}.", None


def odd_character(text: str) -> str | None:
    """Return the first of these marks in a text."""
    found = _ODD.search(text)
    return found.group() if found else None


def without_odd_characters(text: str) -> str:
    """Return a text without them."""
    return _ODD.sub("", text).strip()

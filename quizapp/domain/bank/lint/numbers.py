"""Numbers among the options: what they stand for, and not one within the other (English notation).

Haladyna, Downing and Rodriguez (2002): guideline 22 (choices not overlapping).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from quizapp.domain.bank.lint.writing import Posed, Writing
from quizapp.domain.items.problems import Problem

_NUMBER = r"[$€£]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?( million| billion)?"
_ANY_DIGIT = re.compile(r"\d")
_SPOKEN = re.compile(
    r"(?:(?P<word>more than|over|at least|from|less than|under|below|fewer than|at most|up to"
    rf"|about|around|almost|nearly)? ?)(?P<first>{_NUMBER})"
    rf"(?:(?: ?[-–—] ?| to )(?P<second>{_NUMBER}))?(?P<unit>[ %].*)?",
    re.IGNORECASE,
)
_SCALES = {" million": 1e6, " billion": 1e9}
_ABOVE = ("more than", "over", "at least", "from")
_BELOW = ("less than", "under", "below", "fewer than", "at most", "up to")


@dataclass(frozen=True)
class Stretch:
    """The numbers that an option stands for, and what they count."""

    low: float
    high: float
    unit: str
    is_plain: bool

    @property
    def is_closed(self) -> bool:
        """Whether it has two ends."""
        return -inf < self.low and self.high < inf

    @property
    def is_range(self) -> bool:
        """Whether it has two different ends."""
        return self.is_closed and not self.is_plain

    def meets(self, other: Stretch) -> bool:
        """Whether a number lies within both stretches."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, other: Stretch) -> bool:
        """Whether the other stretch lies within this one."""
        return self.low <= other.low and other.high <= self.high


def overlapping(writing: Writing) -> Iterator[Problem]:
    """Warn of a distractor that holds the key's number too, and of ranges that meet."""
    for posed in writing.posed:
        key = _stretch(posed.keys[0].text) if len(posed.keys) == 1 else None
        if key is not None:
            yield from _also_right(key, posed)


def _also_right(key: Stretch, posed: Posed) -> Iterator[Problem]:
    for option in posed.distractors:
        other = _stretch(option.text)
        if other is not None and key.unit == other.unit and _are_both_right(key, other):
            message = f"Where “{posed.keys[0].text}” is right, “{option.text}” can be as well."
            yield Problem("W512", option.path, message)


def _are_both_right(key: Stretch, other: Stretch) -> bool:
    if key.is_plain and other.is_plain:
        return False
    if other.holds(key):
        return not _is_open_edge(key, other)
    return key.is_range and other.is_range and key.meets(other)


def _is_open_edge(key: Stretch, other: Stretch) -> bool:
    """Whether a number is where a stretch without an end begins, as 40 is of “more than 40”."""
    return key.is_plain and key.low in (other.low, other.high) and not other.is_closed


def plain_number(text: str) -> tuple[float, str] | None:
    """Return the number that a text gives, and what it counts; None of ranges and words."""
    stretch = _stretch(text)
    return (stretch.low, stretch.unit) if stretch and stretch.is_plain else None


def _stretch(text: str) -> Stretch | None:
    if len(text) > 60 or not _ANY_DIGIT.search(text):
        return None
    spoken = _SPOKEN.fullmatch(text.strip())
    if spoken is None:
        return None
    word, unit = (spoken["word"] or "").lower(), (spoken["unit"] or "").strip().lower()
    first = _value(spoken["first"])
    if spoken["second"]:
        second = _value(spoken["second"])
        return Stretch(first, second, unit, is_plain=False) if first < second else None
    if word in _ABOVE:
        return Stretch(first, inf, unit, is_plain=False)
    if word in _BELOW:
        return Stretch(-inf, first, unit, is_plain=False)
    return Stretch(first, first, unit, is_plain=True)


def _value(written: str) -> float:
    number = re.search(_NUMBER, written, re.IGNORECASE)
    if number is None:
        return 0.0
    scale = _SCALES.get((number[3] or "").lower(), 1.0)
    return float(number[1].replace(",", "") + (number[2] or "")) * scale

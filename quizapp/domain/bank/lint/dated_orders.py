"""Orders that give themselves away: every entry bears a date or a number, and these are sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quizapp.domain.bank.lint.english import MONTHS
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import OrderItem
from quizapp.domain.items.problems import Problem

_YEAR = re.compile(r"\b(?:1[0-9]|20)[0-9]{2}\b")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b", re.IGNORECASE)
_DAY = re.compile(
    rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b"
    rf"|\b(?:{'|'.join(MONTHS)}) ([0-9]{{1,2}})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")

Size = tuple[str, tuple[float, ...]]
"""What kind of thing is told, and what it is sorted by."""


def giving_order_away(writing: Writing) -> Iterator[Problem]:
    """Warn where dates or numbers in all entries rise, or fall, from the first to the last."""
    item = writing.item
    if not isinstance(item, OrderItem):
        return
    sizes = [_size(text) for text in item.sequence]
    if None in sizes or len({size[0] for size in sizes if size}) > 1:
        return
    told = [size[1] for size in sizes if size]
    is_rising = all(one < other for one, other in pairwise(told))
    if is_rising or all(one > other for one, other in pairwise(told)):
        message = "The dates or numbers in these entries give their order away."
        yield Problem("W537", ("sequence",), message)


def _size(text: str) -> Size | None:
    year, month, day = _YEAR.search(text), _MONTH.search(text), _DAY.search(text)
    if year or month:
        place = MONTHS.index(month[1].lower()) + 1 if month else 0
        date = (float(year[0]) if year else 0.0, place, float(day[1] or day[2]) if day else 0.0)
        return ("date" if year else "day of a year"), date
    number = _NUMBER.search(text)
    digits = number[0].replace(",", "") if number else ""
    if not digits or digits.count(".") > 1:  # 9.7.17 or 1.000.000: nobody tells which it is
        return None
    return "number", (float(digits),)

"""Numbers and dates among the options: shown in order, and in a true one (English notation).

Haladyna, Downing and Rodriguez (2002): guideline 21 (logical or numerical order).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.bank.lint.english import MONTHS
from quizapp.domain.bank.lint.numbers import plain_number
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import ChoiceItem, MultipleItem
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.problems import Problem

LEAST_OPTIONS = 3

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DATE = re.compile(
    rf"(?:in |on )?(?:(?P<day>[0-9]{{1,2}}) )?{_MONTH}(?: (?P<late_day>[0-9]{{1,2}}),?)?"
    r"(?: (?P<year>[0-9]{4}))?",
    re.IGNORECASE,
)

Size = tuple[float, ...]


def unordered(writing: Writing) -> Iterator[Problem]:
    """Note options that are numbers or dates of one kind, and shown in no order."""
    item = writing.item
    if not isinstance(item, ChoiceItem | MultipleItem):
        return
    if item.order == "as-written" and not item.options:  # that is B241
        return
    forms: Sequence[OptionForm] = item.options or (*item.right, *item.distractors)
    sizes = _sizes([form.text for form in forms])
    if sizes is None:
        return
    if not item.options:
        message = "These are numbers or dates, and every learner sees them shuffled."
        yield Problem("W513", writing.distractor_forms[0][0][:-1], message)
    elif sizes not in (sorted(sizes), sorted(sizes, reverse=True)):
        yield Problem("W513", ("options",), "These are shown neither rising nor falling.")


def _sizes(texts: Sequence[str]) -> list[Size] | None:
    """Return how the options follow one another; None if they are of several kinds, or of none."""
    found = [_date(text) or _number(text) for text in texts] if len(texts) >= LEAST_OPTIONS else []
    kinds = {each[0] for each in found if each is not None}
    if len(kinds) != 1 or None in found:
        return None
    return [each[1] for each in found if each is not None]


def _number(text: str) -> tuple[str, Size] | None:
    number = plain_number(text)
    return (number[1].removesuffix("s"), number[:1]) if number is not None else None


def _date(text: str) -> tuple[str, Size] | None:
    """Return what a date names (day, month, year), and its size."""
    date = _DATE.fullmatch(text.strip(" ."))
    if date is None:
        return None
    day, year = date["day"] or date["late_day"], date["year"]
    size = (float(year or 0), float(MONTHS.index(date["month"].lower())), float(day or 0))
    return f"date {bool(day)} {bool(year)}", size

"""Options that nobody would choose, because they are of another kind than the rest (English).

Haladyna, Downing and Rodriguez (2002): guidelines 23 (keep choices homogeneous in content) and 29
(make all distractors plausible). What is plausible no program can tell; what it can see is a date
among names, or a number a thousand times as large as all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.bank.lint.english import MONTHS
from quizapp.domain.bank.lint.numbers import plain_number
from quizapp.domain.bank.lint.writing import Posed, Wording, Writing
from quizapp.domain.items.gaps import kind
from quizapp.domain.items.problems import Problem

FAR = 1_000
"""How many times larger or smaller than every other number makes a number implausible."""

LEAST_OPTIONS = 3
UNIT_WORDS = 3

_DIGIT = re.compile(r"[0-9]")
_DATE = re.compile(
    r"(?:(?:in|on|by|since|before|after|around|until|early|late|mid|the|end|of)[ -])*"
    r"(?:[0-9]{1,2}(?:st|nd|rd|th)? )?"
    rf"(?:(?:{'|'.join(MONTHS)}),? ?(?:[0-9]{{1,2}}, ?)?)?(?:(?:1[0-9]|20)[0-9]{{2}})?",
    re.IGNORECASE,
)
_SAYS_NONE = frozenset(
    ("a", "all", "any", "it", "no", "nobody", "none", "not", "nothing", "the", "they", "unknown")
)
"""First words of what may well stand among numbers: `No figure is given`."""


def implausible(writing: Writing) -> Iterator[Problem]:
    """Warn of one option that is of another kind, or of quite another size, than all others."""
    for posed in writing.posed:
        options = posed.options
        if len(options) < LEAST_OPTIONS or not posed.distractors:
            continue
        with_digits = len([each for each in options if _DIGIT.search(each.text)])
        if with_digits in (1, len(options) - 1, len(options)):
            yield from _of_another_kind(posed)
        if with_digits == len(options):
            yield from _of_another_size(posed)


def _of_another_kind(posed: Posed) -> Iterator[Problem]:
    kinds = [_kinds(option) for option in posed.options]
    for at, own in enumerate(kinds):
        shared = frozenset.intersection(*kinds[:at], *kinds[at + 1 :])
        if own and shared and not own & shared:
            option = posed.options[at]
            message = f"“{option.text}” is {_named(own)}; every other option is {_named(shared)}."
            yield Problem("W523", option.path, message)


def _of_another_size(posed: Posed) -> Iterator[Problem]:
    values = _values_of_one_unit(posed)
    for at, value in enumerate(values):
        size = _size_among(value, [*values[:at], *values[at + 1 :]])
        if size is not None:
            option = posed.options[at]
            message = f"“{option.text}” is more than {FAR:,} times {size} than any other option."
            yield Problem("W523", option.path, message)


def _values_of_one_unit(posed: Posed) -> list[float]:
    """Return the numbers that the options are; none unless all are, and count the same thing."""
    numbers = [plain_number(option.text) for option in posed.options]
    told = [number for number in numbers if number is not None]
    is_alike = len(told) == len(numbers) and len({unit for _, unit in told}) == 1
    return [value for value, _ in told] if is_alike else []


def _size_among(value: float, others: list[float]) -> str | None:
    """Return how a number differs from all others, if it is far from each of them."""
    if value > FAR * max(others):
        return "larger"
    return "smaller" if 0 < FAR * value < min(others) else None


def _kinds(option: Wording) -> frozenset[str]:
    """Return the kinds of thing that an option may be; none where it is hard to tell."""
    text = option.text
    if not _DIGIT.search(text):
        is_plain = kind(text) in ("name", "word") and option.words[:1]
        return frozenset({"words"}) if is_plain and option.words[0] not in _SAYS_NONE else _UNCLEAR
    if _DATE.fullmatch(text):
        return frozenset({"date", "number"} if text.isdigit() else {"date"})
    number = plain_number(text)
    is_short = number is not None and len(number[1].split()) <= UNIT_WORDS
    return frozenset({"number"}) if is_short else _UNCLEAR


_UNCLEAR: frozenset[str] = frozenset()


def _named(kinds: frozenset[str]) -> str:
    """Return what a message calls a kind; a bare year is a date among dates, else a number."""
    if "number" in kinds:
        return "a number"
    return "a date" if "date" in kinds else "in words"

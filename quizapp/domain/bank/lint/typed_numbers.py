"""Numbers to be typed: as exact as the article, with one unit, and read alike everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizapp.domain.bank.citations import Places
from quizapp.domain.bank.lint.rules import ItemRule
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import NumberItem
from quizapp.domain.items.problems import Problem
from quizapp.domain.items.typed_numbers import has_word_of_two_sizes, written_number
from quizapp.domain.items.written_numbers import number_readings

_HEDGE = (
    r"about|around|almost|nearly|approximately|roughly|some|an estimated|more than|over|at least"
    r"|up to|as many as|less than|fewer than|under|at most"
)
_ROUGH = re.compile(
    rf"\b(?P<hedge>{_HEDGE}) [$€£]?"
    r"(?P<number>[0-9][0-9.,]*(?<![.,])(?: (?:thousand|million|billion)\b)?)",
    re.IGNORECASE,
)
_ASKED_ROUGHLY = re.compile(rf"\b(?:{_HEDGE}|rough|estimates?d?|round(?:ed)?)\b", re.IGNORECASE)


def unit_told_twice(writing: Writing) -> Iterator[Problem]:
    """Warn where the question says in which unit to answer, and the field has it as well."""
    item = writing.item
    if not isinstance(item, NumberItem) or not item.unit:
        return
    unit = rf"(?<!\w){re.escape(item.unit)}(?!\w)"
    is_named = re.search(rf"\bin {unit}|\({unit}\)", item.stem, re.IGNORECASE)
    if is_named or len(re.findall(unit, item.stem, re.IGNORECASE)) > 1:
        message = f"The question says “{item.unit}”, which stands beside the field as well."
        yield Problem(
            "W542", ("stem",), message, part=item.unit if item.unit in item.stem else None
        )


def word_of_other_size(writing: Writing) -> Iterator[Problem]:
    """Warn of a billion or a trillion in a bank that is not in English."""
    item = writing.item
    if isinstance(item, NumberItem) and has_word_of_two_sizes(item.key):
        message = (
            f"“{item.key}” is read as in English: a billion is a thousand million, and a trillion"
            " a thousand billion."
        )
        yield Problem("W543", ("key",), message)


def exact_of_rough(places: Places) -> ItemRule:
    """Return the rule for items about an article, given its passages (English)."""

    def rule(writing: Writing) -> Iterator[Problem]:
        """Warn of a number without a tolerance that the passage cited gives as a rough one."""
        item = writing.item
        if not isinstance(item, NumberItem) or item.spread or _ASKED_ROUGHLY.search(item.stem):
            return
        key = written_number(item.key, item.counted)
        passages = [passage.text for phrase in item.cites for passage in places.citing(phrase)]
        if hedge := next(filter(None, (_hedge_of(key, text) for text in passages)), None):
            message = f"The article says “{hedge}”, and only the exact number is right here."
            yield Problem("W541", ("key",), message)

    return rule


def _hedge_of(key: Fraction, text: str) -> str | None:
    """Return the words that give the number in a text, where they give it as a rough one."""
    for rough in _ROUGH.finditer(" ".join(text.split())):
        if key in number_readings(rough["number"]):
            return f"{rough['hedge']} {rough['number']}"
    return None

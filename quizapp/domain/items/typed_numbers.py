"""Typed numbers: which of the item's numbers one is, by its tolerance and in exact arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from quizapp.domain.items.content import Option, Question, TypedRule
from quizapp.domain.items.typed import Reading
from quizapp.domain.items.written_numbers import (
    NO_LETTER_BEFORE,
    exact_text,
    number_readings,
    percent_sign,
    scaling_of,
    spoken_text,
)

NEAR = 10
"""What is within so many times the tolerance is nearly right."""

_TWO_SIZES = re.compile(r"\b(?:b|tr)illions?\b", re.IGNORECASE)


def number_reading(question: Question, rule: TypedRule, text: str) -> Reading | None:
    """Read a typed number by the question's key and its known wrong numbers; None if it is none.

    Where it can be read in two ways, `1,500`, it is right if either is, and the other is not
    another answer of the item or nearly right; otherwise the reading of the bank's language holds.
    """
    readings = _readings(text, rule)
    if not readings:
        return None
    pairs = zip(question.options, rule.values, strict=True)
    values = {option.id: Fraction(value) for option, value in pairs}
    value = _meant(readings, question.options, values, Fraction(rule.tolerance))
    option_id = _option_at(value, question.options, values, Fraction(rule.tolerance))
    return Reading(
        exact_text(value), with_unit(spoken_text(value, rule.language), rule.unit), option_id
    )


def is_unambiguous(text: str, readings: Sequence[Fraction]) -> bool:
    """Whether a number of a bank has one reading there: a billion is the one of English."""
    return 0 < len(readings) <= (2 if has_word_of_two_sizes(text) else 1)


def has_word_of_two_sizes(text: str) -> bool:
    """Whether a text says billion or trillion, which are other numbers in other languages."""
    return _TWO_SIZES.search(text) is not None


def written_number(text: str, unit: str | None) -> Fraction:
    """Return the number of an answer in the bank, which has one reading there."""
    readings = number_readings(text, "en", unit)
    return readings[0] if readings else Fraction(0)


def tolerance_of(text: str, key: Fraction, unit: str | None) -> Fraction | None:
    """Return how far from the key is still right, `500` or `5 %` of it; None if it says neither."""
    is_share = percent_sign(text) is not None
    readings = number_readings(text, unit="%" if is_share else unit)
    if not (is_unambiguous(text, readings) and readings[0] >= 0):
        return None
    return abs(key) * readings[0] / 100 if is_share else readings[0]


def with_unit(text: str, unit: str | None) -> str:
    """Return a number with what it counts behind it, once."""
    if not unit or re.search(rf"{NO_LETTER_BEFORE}{re.escape(unit)}$", text, re.IGNORECASE):
        return text
    return f"{text} {unit}"


def bounds(question: Question) -> tuple[str, str] | None:
    """Return the least and the greatest number that is right; None without a tolerance."""
    rule = question.typed
    if rule is None or rule.kind != "number" or not Fraction(rule.tolerance):
        return None
    key = Fraction(rule.values[0])
    ends = (key - Fraction(rule.tolerance), key + Fraction(rule.tolerance))
    least, most = (spoken_text(end, rule.language) for end in ends)
    return least, with_unit(most, rule.unit)


def in_language(question: Question, told: Question, language: str) -> Question:
    """Return a number's question in the words of a translation: its unit, and its key as there."""
    rule, unit = question.typed, told.typed.unit if told.typed else None
    if rule is None or rule.kind != "number":
        return question
    spoken = with_unit(spoken_text(Fraction(rule.values[0]), language), unit)
    key, *known = question.options
    options = (replace(key, text=spoken), *known)
    return replace(question, options=options, typed=replace(rule, unit=unit, language=language))


def with_units(question: Question, units: Iterable[str | None]) -> Question:
    """Return the question of a number that may have any of these units beside it."""
    rule = question.typed
    if rule is None or rule.kind != "number":
        return question
    names = dict.fromkeys(unit for unit in units if unit and unit != rule.unit)
    return replace(question, typed=replace(rule, units=tuple(names)))


def _readings(text: str, rule: TypedRule) -> tuple[Fraction, ...]:
    found = (_readings_in(text, rule.language, unit) for unit in (rule.unit, *rule.units))
    return next(filter(None, found), ())


def _readings_in(text: str, language: str, unit: str | None) -> tuple[Fraction, ...]:
    """Read a number of this unit; where that says million, it may be written out as well.

    What is less than a hundredth of a million is not: nobody who counts millions meant that.
    """
    scales, counted = scaling_of(unit)
    written_out = number_readings(text, language, counted) if scales else ()
    pairs = [(value, scale) for value in written_out for scale in scales]
    others = (value / scale for value, scale in pairs if 100 * abs(value) >= scale)
    return tuple(dict.fromkeys((*number_readings(text, language, unit), *others)))


def _meant(
    readings: Sequence[Fraction],
    options: Sequence[Option],
    values: dict[str, Fraction],
    tolerance: Fraction,
) -> Fraction:
    keys = [values[option.id] for option in options if option.is_key]
    right = [value for value in readings if _is_near(value, keys, tolerance)]
    others = [value for value in readings if value not in right]
    if right and not any(
        value in values.values() or _is_near(value, keys, NEAR * tolerance) for value in others
    ):
        return right[0]
    known = [value for value in readings if value in values.values()]
    return known[0] if len(known) == 1 and not right else readings[0]


def _is_near(value: Fraction, keys: Sequence[Fraction], distance: Fraction) -> bool:
    return any(abs(value - key) <= distance for key in keys)


def _option_at(
    value: Fraction,
    options: Sequence[Option],
    values: dict[str, Fraction],
    tolerance: Fraction,
) -> str | None:
    for option in options:
        reach = tolerance if option.is_key else 0
        if abs(value - values[option.id]) <= reach:
            return option.id
    return None

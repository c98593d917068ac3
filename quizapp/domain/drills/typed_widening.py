"""Typed questions that were edited: whether all that was right is right still."""

from __future__ import annotations

from fractions import Fraction

from quizapp.domain.drills.typed import is_typed_right
from quizapp.domain.items.content import Question, TypedRule


def is_typed_right_still(then: Question, now: Question) -> bool:
    """Whether every answer that the one question took as right is right by the other one.

    Of a number, its range must lie within that of today. Of words, each that counted must count,
    and all must be forgiven that was.
    """
    before, after = then.typed, now.typed
    if before is None or after is None or before.kind != after.kind:
        return False
    if before.kind == "number":
        return _is_range_within(before, after)
    counted = [option.text for option in then.options if option.is_key]
    is_as_lenient = set(before.forgive) <= set(after.forgive)
    return is_as_lenient and all(is_typed_right(now, (text,)) for text in counted)


def _is_range_within(before: TypedRule, after: TypedRule) -> bool:
    (least, most), (least_now, most_now) = _range(before), _range(after)
    has_same_unit = before.unit in (None, after.unit, *after.units)
    return has_same_unit and least_now <= least and most <= most_now


def _range(rule: TypedRule) -> tuple[Fraction, Fraction]:
    key, reach = Fraction(rule.values[0]), Fraction(rule.tolerance)
    return key - reach, key + reach

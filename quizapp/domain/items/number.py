"""A number to be typed, with the tolerance and the unit that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Face, Option, Question, TypedRule, option_id
from quizapp.domain.items.fields import OptionalText, Text, something
from quizapp.domain.items.problems import Path, Problem, repeated
from quizapp.domain.items.typed_numbers import (
    is_unambiguous,
    tolerance_of,
    with_unit,
    written_number,
)
from quizapp.domain.items.written_numbers import exact_text, number_readings, percent_sign

MOST_KNOWN = 20
MAX_UNIT_LENGTH = 60

Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Unit = Annotated[
    Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_UNIT_LENGTH)
    ]
    | None,
    BeforeValidator(something),
]


class NumberItem(ItemForm):
    """A question whose answer is a number, typed in whatever way; its card asks the same.

    `tolerance` is how far from the key is still right, its ends included: a number, or a percentage
    of the key. `feedback` maps known wrong numbers to what whoever types one is told.
    """

    type: Literal["number"]
    stem: Text
    front: OptionalText = None
    key: Number
    tolerance: Number = "0"
    unit: Unit = None
    feedback: Annotated[dict[str, Text], Field(max_length=MOST_KNOWN)] = Field(default_factory=dict)

    @property
    def counted(self) -> str | None:
        """What the number counts: the unit, or the percent sign of the key."""
        return self.unit or percent_sign(self.key)

    @property
    def spread(self) -> Fraction:
        """How far from the key is still right; 0 where that cannot be read."""
        return self._tolerance or Fraction(0)

    @property
    def _tolerance(self) -> Fraction | None:
        return tolerance_of(self.tolerance, self._number(self.key), self.counted)

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        key = self._option(self.key, is_key=True)
        known = (self._option(text, feedback=told) for text, told in self.feedback.items())
        rule = TypedRule(
            "number",
            tolerance=exact_text(self.spread),
            unit=self.counted,
            values=tuple(exact_text(self._number(text)) for text in (self.key, *self.feedback)),
        )
        return (Question(self.stem, (key, *known), mode="typed", typed=rule),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, self._said(self.key)),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        numbers = (((("key",)), self.key), *((("feedback", text), text) for text in self.feedback))
        unread = [problem for path, text in numbers for problem in self._unread(path, text)]
        yield from unread
        if not unread:
            yield from self._known_problems()

    def _unread(self, path: Path, text: str) -> Iterator[Problem]:
        readings = number_readings(text, "en", self.counted)
        if not readings:
            yield Problem("B254", path, f"“{text}” cannot be read as a number.", hint=_hint(text))
        elif not is_unambiguous(text, readings):
            both = " or ".join(exact_text(value) for value in sorted(readings))
            message = f"“{text}” can be read as {both}."
            yield Problem("B255", path, message, hint=f"Write {both}, whichever is meant.")

    def _known_problems(self) -> Iterator[Problem]:
        key = self._number(self.key)
        spread = self._tolerance
        if spread is None:
            message = f"“{self.tolerance}” is no tolerance."
            yield Problem("B256", ("tolerance",), message)
            return
        values: list[tuple[Path, Fraction]] = [
            (("feedback", text), self._number(text)) for text in self.feedback
        ]
        for path, value in values:
            if abs(value - key) <= spread:
                yield Problem("B257", path, f"“{path[1]}” is right: it is told as a wrong number.")
        for path, text in repeated((path, exact_text(value)) for path, value in values):
            yield Problem("B215", path, f"The number {text} stands here twice.")

    def _option(self, text: str, *, is_key: bool = False, feedback: str | None = None) -> Option:
        return Option(option_id(exact_text(self._number(text))), self._said(text), is_key, feedback)

    def _number(self, text: str) -> Fraction:
        return written_number(text, self.counted)

    def _said(self, text: str) -> str:
        return with_unit(text, self.counted)


def _hint(text: str) -> str:
    if any(sign.isdigit() for sign in text):
        return "Write the number alone: what it counts is the `unit`."
    return "Write it in digits, such as 1500 or 1.5 million."

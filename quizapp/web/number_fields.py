"""Numbers that people type: every form of the site reads them in these two ways."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from math import isfinite

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import Field, FloatField, IntegerField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

MOST_DIGITS = 18
"""A longer whole number fits no database, and one of 309 digits is none that can be compared."""


def whole_number(typed: str) -> int:
    """A whole number of at most 18 digits.

    Raises:
        ValueError: it is none.
    """
    if len(typed) > MOST_DIGITS or "_" in typed:
        raise ValueError
    return int(typed)


class _NumberField(Field):
    """A field for a number between the bounds that its `NumberRange` has.

    Whatever is wrong with the number, one sentence says what the field takes.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; blanks are nothing, for `InputRequired` too."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.raw_data = []
            return
        try:
            number = self.number(typed)
        except ValueError as error:
            raise ValueError(self.demand()) from error
        if not self._is_within_bounds(number):
            raise ValueError(self.demand())
        self.data = number

    def pre_validate(self, form: BaseForm) -> None:
        """Stop where nothing was read."""
        super().pre_validate(form)
        if self.process_errors:
            raise StopValidation

    @abstractmethod
    def number(self, typed: str) -> float:
        """The number that was typed.

        Raises:
            ValueError: it is none.
        """

    @abstractmethod
    def demand(self) -> LazyString:
        """What to type."""

    def _is_within_bounds(self, number: float) -> bool:
        least, most = self.flags.min, self.flags.max
        return (least is None or number >= least) and (most is None or number <= most)


class WholeNumberField(_NumberField, IntegerField):
    """A whole number of at most 18 digits."""

    def number(self, typed: str) -> int:
        """The number that was typed."""
        return whole_number(typed)

    def demand(self) -> LazyString:
        """What to type."""
        if self.flags.max is None:
            return _l("Give a whole number, such as 3.")
        return _l(
            "Give a whole number from %(least)s to %(most)s.",
            least=self.flags.min,
            most=self.flags.max,
        )


class FigureField(_NumberField, FloatField):
    """A number, with a point or a comma."""

    def _value(self) -> str:
        """What was typed; otherwise the number, without needless decimals."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"

    def number(self, typed: str) -> float:
        """The number that was typed."""
        number = float(typed.replace(",", "."))
        if not isfinite(number) or "_" in typed:
            raise ValueError
        return number

    def demand(self) -> LazyString:
        """What to type."""
        if self.flags.max is None:
            return _l("Give a number, such as 1.5.")
        return _l(
            "Give a number from %(least)s to %(most)s.", least=self.flags.min, most=self.flags.max
        )

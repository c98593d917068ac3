"""Numbers that people type: every form of the site reads them in these two ways."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from flask_babel import lazy_gettext as _l
from wtforms import Field, FloatField, IntegerField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

MOST_DIGITS = 18
"""A longer whole number fits no database, and one of 309 digits is none that can be compared."""


class _ToldOnce(Field):
    """A field that cannot be read says so, and nothing about the range it would have to be in."""

    def pre_validate(self, form: BaseForm) -> None:
        """Stop where nothing was read."""
        super().pre_validate(form)
        if self.process_errors:
            raise StopValidation


class WholeNumberField(_ToldOnce, IntegerField):
    """A whole number of at most 18 digits."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        try:
            if len(typed) > MOST_DIGITS or "_" in typed:
                raise ValueError
            self.data = int(typed)
        except ValueError as error:
            raise ValueError(_l("Give a whole number, such as 3.")) from error


class FigureField(_ToldOnce, FloatField):
    """A number, with a point or a comma."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        self.data = None
        typed = valuelist[0].strip().replace(",", ".") if valuelist else ""
        if not typed:
            return
        try:
            number = float(typed)
            if not isfinite(number) or "_" in typed:
                raise ValueError
            self.data = number
        except ValueError as error:
            raise ValueError(_l("Give a number, such as 1.5.")) from error

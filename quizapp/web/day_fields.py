"""A day that people give: every form of the site reads it in this way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import DateInput

from quizapp.web.edges import cleaned


class DayField(Field):
    """A day of the calendar, or nothing; `data` is the date.

    Browsers send it as 2026-06-12. Where one has no calendar to show, people type it like that.
    """

    widget = DateInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed = ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was sent; a form without the field leaves the day as it is."""
        if not valuelist:
            return
        self.typed = cleaned(valuelist[0])
        try:
            self.data = date.fromisoformat(self.typed) if self.typed else None
        except ValueError as error:
            self.data = None
            raise ValueError(_("Give a day such as 2026-06-12: year, month, day.")) from error

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return self.data.isoformat() if self.data else ""

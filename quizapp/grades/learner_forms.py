"""What a teacher sends about one learner: what holds in every quiz, and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from quizapp.domain.accommodations import HALF, QUARTER, TWICE, Accommodation
from quizapp.models.notes import LONGEST_NOTE
from quizapp.models.people import TextSize
from quizapp.web.edges import cleaned_lines
from quizapp.web.filters import percent
from quizapp.web.number_fields import WholeNumberField
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most

MOST_MINUTES, MOST_LATER = 24 * 60, 999
HOUR, DAY = 1, 24

MORE: dict[str, Any] = {
    "": _l("as for the class"),
    str(QUARTER): _l("a quarter more"),
    str(HALF): _l("half more"),
    str(TWICE): _l("twice the time"),
}
SIZES: dict[str, Any] = {
    TextSize.NORMAL: _l("normal"),
    TextSize.LARGE: _l("large"),
    TextSize.LARGEST: _l("largest"),
}


def _optional_number(label: Any, most: int) -> WholeNumberField:
    return WholeNumberField(
        label,
        validators=[Optional(), NumberRange(1, most)],
        render_kw={"inputmode": "numeric"},
    )


def _steps(labels: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in labels.items()]


class AccommodationForm(FlaskForm):
    """What holds for one learner in every quiz of the class, now and later."""

    more = RadioField(_l("Time"), choices=_steps(MORE), default="")
    minutes = _optional_number(_l("Minutes more"), MOST_MINUTES)
    later = _optional_number(_l("Due and closed later by"), MOST_LATER)
    unit = SelectField(
        _l("Hours or days"),
        choices=[SelectChoice(str(DAY), _l("days")), SelectChoice(str(HOUR), _l("hours"))],
        default=str(DAY),
    )
    text_size = RadioField(_l("Size of the text"), choices=_steps(SIZES))

    @classmethod
    def of(cls, held: Accommodation, text_size: str, **sent: Any) -> AccommodationForm:
        """The form as what holds fills it in; another share than those offered is offered too."""
        hours = held.later_hours or 0
        unit = HOUR if hours % DAY else DAY
        form = cls(
            more=str(held.more_percent or ""),
            minutes=held.more_minutes,
            later=hours // unit or None,
            unit=str(unit),
            text_size=text_size,
            **sent,
        )
        if held.more_percent and str(held.more_percent) not in MORE:
            other = {str(held.more_percent): percent(held.more_percent / 100)}
            form.more.choices = _steps({**MORE, **other})
        return form

    @property
    def given(self) -> Accommodation:
        """What is to hold."""
        return Accommodation(
            more_percent=int(self.more.data) if self.more.data else None,
            more_minutes=self.minutes.data,
            later_hours=self.later.data and self.later.data * int(self.unit.data),
        )


class NoteForm(FlaskForm):
    """A note on a learner."""

    words = TextAreaField(
        _l("A note"),
        filters=[cleaned_lines],
        validators=[Length(min=1, message=_l("Write the note first.")), at_most(LONGEST_NOTE)],
        render_kw={"rows": 3, "dir": "auto"},
    )

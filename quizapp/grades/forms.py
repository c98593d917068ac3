"""What the gradebook's pages send: what to show, scores set by hand, and weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    FloatField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the types
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from quizapp.grades.class_grades import Column
from quizapp.grades.gradebook import BY_NAME, Show, Wanted
from quizapp.grades.overriding import NewOverride
from quizapp.web.edges import cleaned

MOST_WEIGHT = 100
LONGEST_REASON = 500
LONGEST_SEARCH = 80
DESCENDING = "desc"
_PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


class FigureField(FloatField):
    """A number, with a point or a comma."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        super().process_formdata([value.strip().replace(",", ".") for value in valuelist])


class GradebookForm(Form):
    """What to show of the gradebook; read from the address, so that it can be kept and sent."""

    q = StringField(
        _l("Name"),
        filters=[cleaned],
        validators=[Length(max=LONGEST_SEARCH)],
        render_kw={"type": "search", "maxlength": LONGEST_SEARCH},
    )
    show = SelectField(
        _l("Show"),
        choices=[
            SelectChoice(Show.ALL.value, _l("everybody")),
            SelectChoice(Show.MISSING.value, _l("who has something missing")),
            SelectChoice(Show.LATE.value, _l("who handed something in late")),
            SelectChoice(Show.BELOW.value, _l("whose total is below …")),
        ],
        default=Show.ALL.value,
    )
    below = IntegerField(
        _l("… per cent"),
        default=50,
        validators=[Optional(), NumberRange(0, 100, _l("From 0 to 100."))],
        render_kw={"inputmode": "numeric", "min": 0, "max": 100},
    )
    sort = StringField(default=BY_NAME)
    order = StringField()
    page = IntegerField(default=1)

    def __init__(self, address: MultiDict[str, str]) -> None:
        super().__init__(address)
        for field in (self.show, self.below, self.sort, self.page):
            if field.name not in address:
                field.process(MultiDict())

    @property
    def wanted(self) -> Wanted:
        """What is wanted; what cannot be read is as if it had not been said."""
        self.validate()
        show, below, sort = self.show.data, self.below.data, self.sort.data or ""
        return Wanted(
            sort=sort if _PUBLIC_ID.fullmatch(sort) else BY_NAME,
            is_descending=self.order.data == DESCENDING,
            text=(self.q.data or "")[:LONGEST_SEARCH],
            show=Show(show) if show in {*Show} else Show.ALL,
            below=0.5 if below is None or self.below.errors else below / 100,
            page=self.page.data or 1,
        )


class OverrideForm(FlaskForm):
    """A score set by hand, or the wish to take one back; `seen` is what the page showed last."""

    score = FigureField(_l("Score"), render_kw={"inputmode": "decimal", "autocomplete": "off"})
    unit = RadioField(
        _l("in"),
        choices=[
            SelectChoice("percent", _l("per cent")),
            SelectChoice("points", _l("points")),
        ],
        default="percent",
    )
    reason = StringField(
        _l("Reason"),
        description=_l("Kept with the score, for teachers to read."),
        filters=[cleaned],
        validators=[
            InputRequired(_l("Say why.")),
            Length(
                max=LONGEST_REASON, message=_l("At most %(max)s characters.", max=LONGEST_REASON)
            ),
        ],
        render_kw={"maxlength": LONGEST_REASON, "autocomplete": "off"},
    )
    seen = HiddenField()
    action = HiddenField()

    @property
    def takes_back(self) -> bool:
        """Whether what was set by hand is to be taken back."""
        return bool(self.action.data == "take-back")

    def decided(self, most_points: float | None) -> NewOverride | None:
        """What was decided, None if it cannot be: then the fields say why.

        Args:
            most_points: The maximum that points are of; None where there is none to be known.
        """
        is_valid, reason = self.validate(), self.reason.data or ""
        if not reason and not self.reason.errors:
            _refuse(self.reason, _("Say why."))
            is_valid = False
        share = None if self.takes_back else self._share(most_points)
        if not is_valid or (share is None and not self.takes_back):
            return None
        return NewOverride(share, reason, _whole_number(self.seen.data))

    def _share(self, most_points: float | None) -> float | None:
        most = 100.0
        if self.unit.data == "points":
            if most_points is None:
                _refuse(self.unit, _("Give per cent: there is no attempt to count points of."))
                return None
            most = most_points
        figure = self.score.data
        if figure is None:
            _refuse(self.score, _("Give a number."))
            return None
        if not 0 <= figure <= most:
            _refuse(self.score, _("From 0 to %(most)s.", most=f"{most:g}"))
            return None
        return float(figure) / most


def weights_form(columns: Sequence[Column]) -> FlaskForm:
    """A form with the weight of each assignment, by its public id."""

    class WeightsForm(FlaskForm):
        """The weights."""

    for column in columns:
        setattr(WeightsForm, weight_name(column), _weight_field(column))
    return WeightsForm()


def weights_in(form: FlaskForm, columns: Sequence[Column]) -> dict[str, float]:
    """The weights of a valid form, by the assignments' public ids."""
    return {column.id: float(form[weight_name(column)].data) for column in columns}


def weight_name(column: Column) -> str:
    """The name of the field for the assignment's weight."""
    return f"weight-{column.id}"


def _weight_field(column: Column) -> FigureField:
    return FigureField(
        _l("Weight of %(title)s", title=column.title),
        default=column.weight,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, MOST_WEIGHT, _l("From 0 to %(most)s.", most=MOST_WEIGHT)),
        ],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )


def _refuse(field: Any, words: str) -> None:
    if words not in field.errors:
        field.errors = [words]


def _whole_number(text: str | None) -> int:
    """The number, or one that no row has."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else -1

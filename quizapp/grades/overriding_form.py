"""The form for a score set by hand."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, Length

from quizapp.grades.overriding import NewOverride
from quizapp.web.edges import cleaned, is_row_id
from quizapp.web.number_fields import FigureField
from quizapp.web.select_choices import SelectChoice

LONGEST_REASON = 500
NO_ROW = -1


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
            DataRequired(_l("Say why.")),
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
        is_valid = self.validate()
        share = None if self.takes_back else self._share(most_points)
        if not is_valid or (share is None and not self.takes_back):
            return None
        reason, seen = self.reason.data or "", self.seen.data or ""
        return NewOverride(share, reason, int(seen) if is_row_id(seen) else NO_ROW)

    def _share(self, most_points: float | None) -> float | None:
        most = 100.0
        if self.unit.data == "points":
            if most_points is None:
                _refuse(self.unit, _("Give per cent: there is no attempt to count points of."))
                return None
            most = most_points
        figure = self.score.data
        if figure is None or not 0 <= figure <= most:
            _refuse(self.score, _("Give a number from 0 to %(most)s.", most=f"{most:g}"))
            return None
        return float(figure) / most


def _refuse(field: Any, words: str) -> None:
    """Say this alone: it tells more than that a number could not be read."""
    field.errors = [words]

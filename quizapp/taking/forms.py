"""What a learner sends."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange

from quizapp.taking.taking import GivenResponse

HIGHEST = 10_000


class ResponseForm(FlaskForm):
    """The response to one item: numbers of options as shown, or "I don't know"."""

    position = IntegerField(validators=[InputRequired(), NumberRange(1, HIGHEST)])
    choice = SelectMultipleField(coerce=int, validate_choice=False)
    unsure = BooleanField()
    hinted = BooleanField()
    dont_know = BooleanField()

    @property
    def given(self) -> GivenResponse:
        """The response as the services take it."""
        return GivenResponse(
            position=self.position.data or 0,
            numbers=tuple(self.choice.data or ()),
            is_unknown=self.dont_know.data,
            is_unsure=self.unsure.data,
            is_hinted=self.hinted.data,
        )


NOTHING_CHOSEN = _l("Choose an option, or say that you don’t know.")

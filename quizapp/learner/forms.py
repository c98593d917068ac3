"""What a learner sends."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, Regexp

from quizapp.domain.memory import Rating
from quizapp.services.attempts.taking import GivenResponse

HIGHEST = 10_000
_BANK_KEY = Regexp(r"[a-z0-9][a-z0-9-]{0,63}\Z")


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


class RatingForm(FlaskForm):
    """The rating of one card; the bank may be left out where there is only one."""

    bank_id = StringField(validators=[Optional(), _BANK_KEY])
    item_id = StringField(validators=[_BANK_KEY])
    sequence = IntegerField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])
    rating = StringField(validators=[AnyOf([rating.name.lower() for rating in Rating])])

    @property
    def given(self) -> Rating:
        """The rating as the domain takes it."""
        return Rating[(self.rating.data or "").upper()]


NOTHING_CHOSEN = _l("Choose an option, or say that you don’t know.")

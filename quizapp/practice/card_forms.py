"""What a learner sends about a card."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, Regexp

from quizapp.domain.memory import Rating
from quizapp.web.number_fields import WholeNumberField

_BANK_KEY = Regexp(r"[a-z0-9][a-z0-9-]{0,63}\Z")


class RatingForm(FlaskForm):
    """The rating of one card; the bank may be left out where there is only one."""

    bank_id = StringField(validators=[Optional(), _BANK_KEY])
    item_id = StringField(validators=[_BANK_KEY])
    sequence = WholeNumberField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])
    rating = StringField(validators=[AnyOf([rating.name.lower() for rating in Rating])])

    @property
    def given(self) -> Rating:
        """The rating as the domain takes it."""
        return Rating[(self.rating.data or "").upper()]

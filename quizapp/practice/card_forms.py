"""What a learner sends about a card."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, Regexp

from quizapp.domain.memory import Rating
from quizapp.practice.late_rating import LateRating
from quizapp.practice.rating import GivenRating
from quizapp.web.edges import BANK_KEY
from quizapp.web.number_fields import WholeNumberField

LONGEST_SHOWN = 3600
"""Seconds beyond which the time that a page was open says nothing about the card."""

LONGEST_AGO = timedelta(days=365)
"""What is older is as old as that: a moment before all calendars is none."""


class RatedForm(FlaskForm):
    """One showing of a card; the bank may be left out where there is only one."""

    bank_id = StringField(validators=[Optional(), BANK_KEY])
    item_id = StringField(validators=[BANK_KEY])
    sequence = WholeNumberField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])

    @property
    def item(self) -> str:
        """The card's item."""
        return self.item_id.data or ""

    @property
    def number(self) -> int:
        """The number of the showing."""
        return self.sequence.data or 0


class RatingForm(RatedForm):
    """The rating of a card as it was shown."""

    whose = StringField(filters=[lambda text: text or ""])
    rating = StringField(validators=[AnyOf([rating.name.lower() for rating in Rating])])

    shown_at = WholeNumberField(validators=[Optional()])

    def given_at(self, now: datetime) -> GivenRating:
        """The rating as it is recorded, with the seconds since the card was shown."""
        shown_at = self.shown_at.data
        seconds = None if shown_at is None else now.timestamp() - shown_at
        is_usable = seconds is not None and 0 <= seconds <= LONGEST_SHOWN
        return GivenRating(
            item_id=self.item,
            sequence=self.number,
            rating=Rating[(self.rating.data or "").upper()],
            seconds=seconds if is_usable else None,
        )


class LateRatingForm(RatedForm):
    """The rating of a card that was shown without a connection.

    It says how long ago it was given: the clock of the device may be wrong, its watch is not.
    """

    rating_id = StringField(validators=[Regexp(r"[0-9a-f]{32}\Z")])
    whose = StringField(validators=[InputRequired()])
    rating = StringField(validators=[AnyOf([rating.name.lower() for rating in Rating])])
    milliseconds_ago = WholeNumberField(validators=[InputRequired(), NumberRange(0, 2**53)])
    milliseconds_shown = WholeNumberField(validators=[Optional(), NumberRange(0, 2**53)])

    @property
    def late(self) -> LateRating:
        """The rating as it is recorded."""
        shown = self.milliseconds_shown.data
        seconds = None if shown is None else shown / 1000
        is_usable = seconds is not None and seconds <= LONGEST_SHOWN
        return LateRating(
            id=self.rating_id.data or "",
            given=GivenRating(
                item_id=self.item,
                sequence=self.number,
                rating=Rating[(self.rating.data or "").upper()],
                seconds=seconds if is_usable else None,
            ),
            ago=min(timedelta(milliseconds=self.milliseconds_ago.data or 0), LONGEST_AGO),
        )

"""What teachers ask and send about regrades."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional

from quizapp.domain.regrading import RegradeRule
from quizapp.web.edges import BANK_KEY, cleaned, is_row_id
from quizapp.web.text_fields import at_most

LONGEST_REASON = 500
LONGEST_NUMBER = 20
_RULES = [rule.value for rule in RegradeRule if rule.changes_marks]
_NOT_TOO_LONG = at_most(LONGEST_REASON)


class RegradeChoice(Form):
    """Which item to regrade, where, and by what; read from the address of a dry run.

    Without an item it is about all items whose marks differ from the bank.
    """

    item = StringField(validators=[Optional(), BANK_KEY])
    quiz = StringField(validators=[Optional(), BANK_KEY])
    rule = StringField(default=RegradeRule.BANK.value, validators=[AnyOf(_RULES)])
    published = StringField(validators=[Optional(), Length(max=LONGEST_NUMBER)])

    @property
    def published_id(self) -> int | None:
        """The revision that was published a moment ago, where that led here."""
        told = self.published.data or ""
        return int(told) if is_row_id(told) else None

    @property
    def item_key(self) -> str | None:
        """The item, None for all that differ."""
        return self.item.data or None

    @property
    def quiz_key(self) -> str | None:
        """The quiz, None for all."""
        return self.quiz.data or None

    @property
    def chosen_rule(self) -> RegradeRule:
        """By what marks are to be decided."""
        return RegradeRule(self.rule.data or RegradeRule.BANK)


class _Words(FlaskForm):
    """A word to learners, beside whatever else is sent."""

    note = TextAreaField(
        _l("A word to the learners whose score changes"),
        description=_l("Optional. They read it on their first page and beside the question."),
        filters=[cleaned],
        validators=[_NOT_TOO_LONG],
        render_kw={"rows": 3, "maxlength": LONGEST_REASON},
    )


class RegradeForm(_Words):
    """What was shown in the dry run, and why it is to be done."""

    item = HiddenField(validators=[Optional(), BANK_KEY])
    quiz = HiddenField(validators=[Optional(), BANK_KEY])
    rule = HiddenField(validators=[AnyOf(_RULES)])
    token = HiddenField(validators=[Length(min=64, max=64)])
    reason = StringField(
        _l("Reason"),
        description=_l("Kept in the history. Only teachers read it."),
        filters=[cleaned],
        validators=[DataRequired(_l("Say why.")), _NOT_TOO_LONG],
        render_kw={"maxlength": LONGEST_REASON},
    )


class LeaveForm(FlaskForm):
    """Only that the press came from our page."""


class UndoForm(_Words):
    """Why a regrade is taken back; nobody has to say."""

    reason = StringField(
        _l("Reason"),
        description=_l("Optional. Kept in the history; only teachers read it."),
        filters=[cleaned],
        validators=[_NOT_TOO_LONG],
        render_kw={"maxlength": LONGEST_REASON},
    )

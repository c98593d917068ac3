"""What a teacher decides on a challenge."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import AnyOf, Length, ValidationError

from quizapp.challenges.challenging import Decision
from quizapp.models.challenges import Remedy
from quizapp.web.edges import flowing

LONGEST_REPLY = 500
DECLINE = "decline"


class DecisionForm(FlaskForm):
    """Whether the key stands, and what the learner is told."""

    decision = StringField(
        validators=[AnyOf([*Remedy, DECLINE], message=_l("Choose what you have decided."))]
    )
    reply = TextAreaField(
        _l("Your reply"),
        description=_l("The learner reads it on the first page and beside the question."),
        filters=[flowing],
        validators=[
            Length(max=LONGEST_REPLY, message=_l("Use at most %(max)d characters.")),
        ],
        render_kw={"rows": 4, "dir": "auto"},
    )

    def validate_reply(self, field: Field) -> None:
        """Whoever is told that the key stands is told why."""
        if self.decision.data == DECLINE and not field.data:
            raise ValidationError(_("Tell the learner why the answer stands."))

    @property
    def given(self) -> Decision:
        """The decision as the services take it."""
        chosen = self.decision.data
        remedy = None if chosen == DECLINE else Remedy(chosen or "")
        return Decision(remedy, self.reply.data or "")

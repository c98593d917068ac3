"""What a learner sends to challenge a key, and a teacher to decide on it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional, Regexp, ValidationError

from quizapp.challenges.challenging import NewChallenge
from quizapp.challenges.deciding import Decision
from quizapp.domain.errors import PhraseNotThere
from quizapp.models.challenges import Remedy
from quizapp.web.edges import flowing

LONGEST_PHRASE, LONGEST_WORDS, LONGEST_REPLY = 500, 1000, 500
DECLINE = "decline"
_REMEDIES = (Remedy.KEY_CHANGED, Remedy.ALSO_RIGHT)
"""What can be decided here; a variant is accepted where the bank is edited."""

_TOO_LONG = _l("Use at most %(max)d characters.")


class ChallengeForm(FlaskForm):
    """The words of the article that speak against a key, and why."""

    passage = StringField(validators=[Optional(), Regexp(r"[a-z0-9-]{1,80}\Z")])
    phrase = TextAreaField(
        _l("The words that speak against it"),
        description=_l("Exactly as the text has them. Copy them, or select them in the text."),
        filters=[flowing],
        validators=[
            DataRequired(_l("Give the words of the text that speak against the answer.")),
            Length(max=LONGEST_PHRASE, message=_TOO_LONG),
        ],
        render_kw={"rows": 3, "dir": "auto", "data-phrase": True},
    )
    words = TextAreaField(
        _l("Why they speak against it"),
        description=_l("In your own words. Your teacher reads this."),
        filters=[flowing],
        validators=[
            DataRequired(_l("Say why the words speak against the answer.")),
            Length(max=LONGEST_WORDS, message=_TOO_LONG),
        ],
        render_kw={"rows": 5, "dir": "auto"},
    )

    @property
    def new(self) -> NewChallenge:
        """The challenge as it is recorded."""
        return NewChallenge(
            phrase=self.phrase.data or "",
            words=self.words.data or "",
            passage_id=self.passage.data or None,
        )

    def refuse_phrase(self, error: PhraseNotThere) -> None:
        """Say at the field where the words are, if they are anywhere."""
        self.phrase.errors = [*self.phrase.errors, self._where(error)]

    def _where(self, error: PhraseNotThere) -> str:
        places = ", ".join(f"“{heading}”" for heading in error.headings)
        if not error.headings and error.is_of_note:
            return str(
                _("These words stand in a note that was added. Choose words of the text itself.")
            )
        if not error.headings:
            return str(_("The text does not have these words. Copy them exactly as they stand."))
        if self.passage.data:
            return str(
                _("That part does not have these words. They are under %(places)s.", places=places)
            )
        return str(_("These words stand in several places. Choose the part that you mean."))


class DecisionForm(FlaskForm):
    """Whether the key stands, and what the learner is told."""

    decision = StringField(
        validators=[AnyOf([*_REMEDIES, DECLINE], message=_l("Choose what you have decided."))]
    )
    reply = TextAreaField(
        _l("Your reply"),
        description=_l("The learner reads it on the first page and beside the question."),
        filters=[flowing],
        validators=[Length(max=LONGEST_REPLY, message=_TOO_LONG)],
        render_kw={"rows": 4, "dir": "auto"},
    )

    def validate_reply(self, field: Field) -> None:
        """Whoever is told that the key stands is told why."""
        if self.decision.data == DECLINE and not field.data:
            raise ValidationError(_("Tell the learner why the answer stands."))

    @property
    def given(self) -> Decision:
        """The decision as it is recorded."""
        chosen = self.decision.data
        remedy = None if chosen == DECLINE else Remedy(chosen or "")
        return Decision(remedy, self.reply.data or "")

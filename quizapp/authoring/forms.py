"""What the editor's pages send."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import Optional

from quizapp.authoring.editing import LARGEST_TEXT
from quizapp.domain.bank.line_ends import edited_text

LARGEST_FORM = 3 * LARGEST_TEXT + 100_000
"""In bytes: a form sends a letter that is not ASCII as up to nine characters for three bytes."""


class BankForm(FlaskForm):
    """The text as it stands in the editor, the tag of what was opened, and what to do with it.

    `restores` names the revision that the text is taken from, if it is an old one; `then` says
    where to go on once it is published.
    """

    text = TextAreaField(_l("Text of the file"))
    tag = HiddenField()
    action = HiddenField()
    restores = IntegerField(validators=[Optional()])
    then = HiddenField()

    @property
    def typed(self) -> str:
        """The text with plain newlines, whatever the browser sent."""
        return edited_text(self.text.data or "")


class TagForm(FlaskForm):
    """The tag of the file that something is to be put in place of."""

    tag = HiddenField()

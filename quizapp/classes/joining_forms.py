"""What somebody sends who joins a class."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length

from quizapp.accounts.people import LONGEST_DISPLAY_NAME
from quizapp.web.edges import cleaned


class JoinCodeForm(FlaskForm):
    """The join code of a class."""

    code = StringField(
        _l("Code of the class"),
        description=_l("8 letters and digits. Capitals, spaces and dashes do not matter."),
        filters=[cleaned],
        validators=[Length(min=1, max=64, message=_l("Enter the code of your class."))],
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )


class GuestNameForm(FlaskForm):
    """The name of somebody without an account."""

    name = StringField(
        _l("Your name"),
        description=_l("As your teacher knows you. Your teachers see what you answer."),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Enter your name.")),
            Length(
                max=LONGEST_DISPLAY_NAME,
                message=_l("Use at most %(most)s characters.", most=LONGEST_DISPLAY_NAME),
            ),
        ],
        render_kw={"autocomplete": "name"},
    )

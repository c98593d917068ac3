"""The forms about oneself."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, PasswordField, StringField
from wtforms.validators import Length, Optional, ValidationError

from quizapp.accounts.credentials import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    is_usable_user_name,
)
from quizapp.accounts.display_names import LONGEST_DISPLAY_NAME
from quizapp.accounts.easy_passwords import is_easy
from quizapp.accounts.sessions import current_person
from quizapp.web.code_fields import code_field
from quizapp.web.edges import cleaned
from quizapp.web.text_fields import at_most, readable

_NAME_INPUT = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


def _usable_user_name(_form: FlaskForm, field: StringField) -> None:
    if not is_usable_user_name(field.data or ""):
        raise ValidationError(_l("Use 3 to 40 letters, digits, dots, dashes or underscores."))


def _user_name_field() -> StringField:
    return StringField(
        _l("User name"),
        filters=[cleaned],
        validators=[_usable_user_name],
        render_kw=_NAME_INPUT,
    )


def _new_password_field(label: LazyString) -> PasswordField:
    return PasswordField(
        label,
        description=_l(
            "At least %(count)s characters; a short sentence is good.", count=SHORTEST_PASSWORD
        ),
        validators=[
            Length(
                min=SHORTEST_PASSWORD,
                max=LONGEST_PASSWORD,
                message=_l(
                    "Use %(least)s to %(most)s characters.",
                    least=SHORTEST_PASSWORD,
                    most=LONGEST_PASSWORD,
                ),
            )
        ],
        render_kw={"autocomplete": "new-password"},
    )


def _refuse_easy(field: PasswordField, *names: str | None) -> None:
    """Refuse a password that is guessed first; one that is too short has been told of already."""
    if not field.errors and is_easy(field.data or "", *names):
        raise ValidationError(
            _l("This password is one of the first to be guessed. A short sentence is better.")
        )


def _display_name_field(description: LazyString) -> StringField:
    return StringField(
        _l("Name"),
        description=description,
        filters=[cleaned],
        validators=[
            Optional(),
            at_most(LONGEST_DISPLAY_NAME),
            readable,
        ],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )


class LogInForm(FlaskForm):
    """User name and password."""

    username = StringField(
        _l("User name"),
        filters=[cleaned],
        validators=[Length(min=1, max=200, message=_l("Enter your user name."))],
        render_kw=_NAME_INPUT,
    )
    password = PasswordField(
        _l("Password"),
        validators=[Length(min=1, max=LONGEST_PASSWORD, message=_l("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    remember = BooleanField(
        _l("Stay signed in on this device"),
        description=_l("Leave this off on a computer that others use."),
    )
    next = HiddenField()


class CodeForm(FlaskForm):
    """A one-time code from a slip."""

    code = code_field(_l("Code"), _l("Enter the code on your slip."), autocomplete="one-time-code")


class SignUpForm(FlaskForm):
    """A new account."""

    username = _user_name_field()
    display_name = _display_name_field(
        _l("As your teacher knows you. Left empty, it is the user name.")
    )
    password = _new_password_field(_l("Password"))

    def validate_password(self, field: PasswordField) -> None:
        """A password must not be easy to guess."""
        _refuse_easy(field, self.username.data, self.display_name.data)

    @property
    def chosen_name(self) -> str:
        """The name to show."""
        return str(self.display_name.data or self.username.data)


class FirstTeacherForm(SignUpForm):
    """The account of the first teacher."""

    display_name = _display_name_field(
        _l("Your learners see it where they join a class. Left empty, it is the user name.")
    )


class NameForm(FlaskForm):
    """What one is called."""

    name = StringField(
        _l("Name"),
        description=_l("As your teacher knows you. Your teachers see that it was changed."),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Enter your name.")),
            at_most(LONGEST_DISPLAY_NAME),
            readable,
        ],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )


class PasswordForm(FlaskForm):
    """A new password in place of the old one."""

    current_password = PasswordField(
        _l("Current password"),
        validators=[
            Length(min=1, max=LONGEST_PASSWORD, message=_l("Enter your current password."))
        ],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = _new_password_field(_l("New password"))

    def validate_new_password(self, field: PasswordField) -> None:
        """A password must not be easy to guess."""
        person = current_person()
        _refuse_easy(field, *((person.name, person.user_name) if person else ()))

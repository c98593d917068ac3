"""What a teacher sends about a classroom."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length, ValidationError

from quizapp.accounts.credentials import is_usable_user_name
from quizapp.accounts.display_names import LONGEST_DISPLAY_NAME
from quizapp.web.edges import cleaned
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most, readable

LONGEST_TITLE, LONGEST_TERM = 120, 60

COMMON_ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Athens",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Baghdad",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Toronto",
    "America/Chicago",
    "America/Mexico_City",
    "America/Denver",
    "America/Los_Angeles",
)
"""Zones in which most people live, or most schools that use such a site; they are listed first."""

UNUSABLE_USER_NAME = _l(
    "A user name has 3 to 40 letters, digits, dots, dashes or underscores. Change it, or leave it "
    "empty."
)


@cache
def zone_names() -> tuple[str, ...]:
    """The time zones to choose from but for the commonest: those of places."""
    names = {name for name in available_timezones() if "/" in name and name[:4] != "Etc/"}
    return tuple(sorted(names - set(COMMON_ZONES)))


def zone_choices(chosen: str = "") -> list[SelectChoice]:
    """The commonest zones, then all others; one that a class has is among them, whatever it is."""
    common, others = _l("The commonest"), _l("All others")
    kept = [chosen] if chosen in available_timezones() else []
    first = dict.fromkeys([*COMMON_ZONES, *(name for name in kept if name not in zone_names())])
    return [
        *(SelectChoice(name, name.replace("_", " "), optgroup=common) for name in first),
        *(SelectChoice(name, name.replace("_", " "), optgroup=others) for name in zone_names()),
    ]


class ClassroomForm(FlaskForm):
    """What a class is called, and where it is."""

    title = StringField(
        _l("Name of the class"),
        description=_l("As its learners know it, such as Class 7b."),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Give the class a name.")),
            at_most(LONGEST_TITLE),
        ],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    term = StringField(
        _l("Term"),
        description=_l("Tells this class from another year’s. It can be left empty."),
        filters=[cleaned],
        validators=[at_most(LONGEST_TERM)],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    time_zone = SelectField(
        _l("Time zone"),
        description=_l("Dates and times of the class are in it. Choose the nearest large city."),
        filters=[cleaned],
        validate_choice=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zone_choices(self.time_zone.data or "")

    def validate_time_zone(self, field: SelectField) -> None:
        """A zone is one of the database's."""
        if field.data not in available_timezones():
            raise ValidationError(_l("Choose a time zone from the list, such as Europe/Vienna."))

    def suggest_browsers_zone(self) -> None:
        """Let the page choose the zone of its browser; without scripts the choice stays."""
        self.time_zone.render_kw = {"data-browser-zone": True}


def _usable_user_name(_form: FlaskForm, field: StringField) -> None:
    if field.data and not is_usable_user_name(field.data):
        raise ValidationError(UNUSABLE_USER_NAME)


class LearnerForm(FlaskForm):
    """What a learner is called whom a class looks after."""

    name = StringField(
        _l("Name"),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Enter the learner’s name.")),
            at_most(LONGEST_DISPLAY_NAME),
            readable,
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false", "dir": "auto"},
    )
    user_name = StringField(
        _l("User name (can be left empty)"),
        filters=[cleaned],
        validators=[_usable_user_name],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class NewLearnerForm(LearnerForm):
    """The same of somebody new; `is_known` that somebody the server knows is meant."""

    is_known = BooleanField()


class OrderForm(FlaskForm):
    """Under which name a learner stands in lists."""

    sort_name = StringField(
        _l("Listed under"),
        description=_l("The surname, as lists of this class have it. Left empty, the rule holds."),
        filters=[cleaned],
        validators=[at_most(LONGEST_DISPLAY_NAME), readable],
        render_kw={"autocomplete": "off", "spellcheck": "false", "dir": "auto"},
    )


class TeacherForm(FlaskForm):
    """Another teacher for the class."""

    user_name = StringField(
        _l("User name of a teacher"),
        filters=[cleaned],
        validators=[Length(min=1, max=200, message=_l("Enter a teacher’s user name."))],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

"""What a teacher sends about a classroom."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length, ValidationError

from quizapp.web.edges import cleaned
from quizapp.web.select_choices import SelectChoice

LONGEST_TITLE, LONGEST_TERM = 120, 60
KEPT = {
    "": _l("For ever"),
    "30": _l("30 days"),
    "90": _l("90 days"),
    "180": _l("Half a year"),
    "365": _l("A year"),
    "730": _l("Two years"),
    "1825": _l("Five years"),
}
"""For how many days after the archiving names are kept."""


@cache
def zone_names() -> tuple[str, ...]:
    """The time zones to choose from: those of places, and UTC."""
    names = {name for name in available_timezones() if "/" in name and name[:4] != "Etc/"}
    return (*sorted(names), "UTC")


class ClassroomForm(FlaskForm):
    """What a class is called, and where it is."""

    title = StringField(
        _l("Name of the class"),
        description=_l("As its learners know it, such as Class 7b."),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Give the class a name.")),
            Length(
                max=LONGEST_TITLE,
                message=_l("Use at most %(most)s characters.", most=LONGEST_TITLE),
            ),
        ],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    term = StringField(
        _l("Term"),
        description=_l("Tells this class from another year’s. It can be left empty."),
        filters=[cleaned],
        validators=[
            Length(
                max=LONGEST_TERM, message=_l("Use at most %(most)s characters.", most=LONGEST_TERM)
            )
        ],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    time_zone = StringField(
        _l("Time zone"),
        description=_l("Dates and times of the class are in it, such as Europe/Vienna."),
        filters=[cleaned],
        render_kw={"list": "zones", "autocomplete": "off", "spellcheck": "false"},
    )

    def validate_time_zone(self, field: StringField) -> None:
        """A zone is one of the database's."""
        if field.data not in available_timezones():
            raise ValidationError(_l("Choose a time zone from the list, such as Europe/Vienna."))


class SettingsForm(ClassroomForm):
    """The same, and how long people are kept by name."""

    keep_days = SelectField(
        _l("Keep names"),
        description=_l(
            "How long after the class is archived its learners are kept by name. After that their "
            "names and accounts can be taken out; scores and statistics stay, without names."
        ),
        choices=[SelectChoice(value, label) for value, label in KEPT.items()],
        default="",
    )

    @property
    def kept_days(self) -> int | None:
        """The days; None for ever."""
        return int(self.keep_days.data) if self.keep_days.data else None


class TeacherForm(FlaskForm):
    """Another teacher for the class."""

    user_name = StringField(
        _l("User name of a teacher"),
        filters=[cleaned],
        validators=[Length(min=1, max=200, message=_l("Enter a teacher’s user name."))],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

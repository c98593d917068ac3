"""What a teacher sends about the settings of a class."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from quizapp.classes.classrooms import ClassroomSettings
from quizapp.classes.facts import ClassFacts
from quizapp.classes.forms import ClassroomForm
from quizapp.models.classrooms import USUAL_RETENTION
from quizapp.web.day_fields import DayField
from quizapp.web.filters import percent
from quizapp.web.select_choices import SelectChoice

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

RETENTIONS = {
    "0.8": _l("8 of 10 questions"),
    "0.85": _l("17 of 20 questions"),
    str(USUAL_RETENTION): _l("9 of 10 questions: the usual"),
    "0.95": _l("19 of 20 questions"),
}
"""The steps of desired retention."""

COSTS = {
    "0.8": _l("A question rests about three times as long as usual. Good for an overview."),
    "0.85": _l("A question rests about twice as long as usual."),
    str(USUAL_RETENTION): _l("A good balance of what is remembered and what it takes."),
    "0.95": _l(
        "A question comes back two to three times as often. For what nobody may get wrong; the "
        "rest gets less practice."
    ),
}
"""What each step costs, against the usual one."""

FARTHEST_EXAM = timedelta(days=5 * 365)
"""From today. A day beyond it is most likely a slip in the year."""


class SettingsForm(ClassroomForm):
    """What a class is called, its exam, and how long people are kept by name."""

    exam_on = DayField(
        _l("Date of the exam"),
        description=_l(
            "From 30 days before it, practice aims at what learners know on that day. "
            "Left empty: no exam; practice then aims at the month ahead."
        ),
    )
    desired_retention = RadioField(
        _l("How much should be remembered"),
        description=_l(
            "So much should still be known when a question comes back. "
            "How many minutes a day they practise is for the learners to choose."
        ),
    )
    keep_days = SelectField(
        _l("Keep names"),
        description=_l(
            "How long after the class is archived its learners are kept by name. After that their "
            "names and accounts can be taken out; scores and statistics stay, without names."
        ),
        choices=[SelectChoice(value, label) for value, label in KEPT.items()],
        default="",
    )
    today: date
    saved_exam: date | None

    @classmethod
    def of(cls, classroom: ClassFacts, today: date, **sent: Any) -> SettingsForm:
        """The form as a class fills it in, on this day of the class."""
        form = cls(
            title=classroom.title,
            term=classroom.term,
            time_zone=classroom.time_zone,
            exam_on=classroom.exam_on,
            desired_retention=str(classroom.desired_retention),
            keep_days=str(classroom.keep_days or ""),
            **sent,
        )
        form.today, form.saved_exam = today, classroom.exam_on
        form.desired_retention.choices = _retention_choices(classroom.desired_retention)
        return form

    def validate_exam_on(self, field: DayField) -> None:
        """An exam lies ahead; one that was saved and has passed since may stay."""
        if field.data is None or field.data == self.saved_exam:
            return
        if field.data < self.today:
            raise ValidationError(
                _l("This day is over. Give a day to come, or leave it empty for no exam.")
            )
        if field.data - self.today > FARTHEST_EXAM:
            raise ValidationError(_l("This is more than five years away. Look at the year."))

    @property
    def settings(self) -> ClassroomSettings:
        """What the form says."""
        return ClassroomSettings(
            title=self.title.data or "",
            term=self.term.data or "",
            time_zone=self.time_zone.data or "",
            keep_days=int(self.keep_days.data) if self.keep_days.data else None,
            exam_on=self.exam_on.data,
            desired_retention=float(self.desired_retention.data),
        )


def _retention_choices(kept: float) -> list[SelectChoice]:
    """The steps; one that a class has otherwise is among them, so that saving leaves it alone."""
    steps = {str(kept): percent(kept), **RETENTIONS}
    return [SelectChoice(value, steps[value]) for value in sorted(steps, key=float)]

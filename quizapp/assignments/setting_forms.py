"""The form for setting a quiz: a preset fills it, and one or several classes get it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.assignments.facts import AssignmentFacts
from quizapp.assignments.forms import AssignmentForm, in_minutes, refuse
from quizapp.assignments.setting import ClassToSet
from quizapp.domain.presets import Preset, Suggested, friday_evening
from quizapp.web.select_choices import SelectChoice


class SettingForm(AssignmentForm):
    """A quiz, the classes that get it, and its terms."""

    preset = RadioField(
        _l("What is it for?"),
        choices=[
            SelectChoice(Preset.HOMEWORK.value, _l("Homework until Friday")),
            SelectChoice(Preset.IN_CLASS.value, _l("In class, now")),
            SelectChoice(Preset.TEST.value, _l("Test")),
        ],
        default=Preset.HOMEWORK.value,
        validate_choice=False,
    )
    classes = SelectMultipleField(
        _l("Classes"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer_classes(self, classes: Sequence[ClassToSet]) -> None:
        """Let these classes be chosen."""
        self.classes.choices = [
            SelectChoice(each.classroom.public_id, each.classroom.title) for each in classes
        ]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check the fields, and that some class is to get it."""
        is_valid = super().validate(*args, **kwargs)
        if not self.classes.data and not self.classes.errors:
            refuse(self.classes, _("Choose a class at least."))
            return False
        return is_valid

    def fill(self, filling: Suggested) -> None:
        """Put what is suggested into the fields, whatever stood there; the rest stays."""
        terms = filling.terms
        for field, value in (
            (self.opens_at, terms.opens_at),
            (self.due_at, terms.due_at),
            (self.closes_at, terms.closes_at),
            (self.attempts_allowed, terms.attempts_allowed),
            (self.minutes, in_minutes(terms.time_limit)),
            (self.feedback, filling.feedback.value),
            (self.counting, filling.counting.value),
        ):
            field.data, field.raw_data = value, None

    @property
    def chosen_preset(self) -> Preset:
        """The preset; one that nobody offers is homework."""
        known = [each.value for each in Preset]
        return Preset(self.preset.data) if self.preset.data in known else Preset.HOMEWORK


def copied(assignment: AssignmentFacts, now: datetime, zone: tzinfo) -> Suggested:
    """What a copy of an assignment fills in: its fields, with dates of this week."""
    old, friday = assignment.terms, friday_evening(now, zone)
    terms = replace(
        old,
        opens_at=now,
        due_at=friday if old.due_at and not old.closes_at else None,
        closes_at=friday if old.closes_at else None,
    )
    return Suggested(terms, assignment.feedback, assignment.counting)

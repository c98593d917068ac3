"""Telling which hour is meant where the clocks are put back and one comes twice."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _

from quizapp.assignments.forms import AssignmentForm
from quizapp.domain.local_times import Twice, which_of_two
from quizapp.web import clock


def tell_of_double_hours(form: AssignmentForm) -> None:
    """Say which hour is meant where the clocks are put back."""
    for field in (form.opens_at, form.due_at, form.closes_at):
        which = which_of_two(field.data, clock.zone()) if field.data else None
        if which is Twice.FIRST:
            flash(
                _("“%(field)s”: that time comes twice. The first is meant.", field=field.label.text)
            )
        elif which is Twice.SECOND:
            flash(
                _(
                    "“%(field)s”: that time comes twice. The second is meant.",
                    field=field.label.text,
                )
            )

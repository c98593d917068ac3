"""A learner in a class, on screen and as a report to print."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments import accommodating
from quizapp.assignments.accommodating import help_in_class
from quizapp.assignments.assigned_banks import served_banks
from quizapp.classes.accommodation_words import accommodation_words
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.classes.notes import notes_of
from quizapp.domain.desk.needing_help import reasons_for_help
from quizapp.grades.blueprint import bp
from quizapp.grades.class_learners import (
    LearnerReport,
    attempts_behind,
    class_reports,
    learner_report,
)
from quizapp.grades.learner_forms import AccommodationForm, NoteForm
from quizapp.grades.words import remarks
from quizapp.models.people import TextSize
from quizapp.web import clock

Page = str | Response | tuple[str, int]
PLACE = "/teach/classrooms/<public_id:classroom_id>/learners/<public_id:learner_id>"


@bp.get(PLACE)
@in_classroom
def view_class_learner(classroom: ClassFacts, learner_id: str) -> str:
    """Show how a learner stands in the class."""
    return learner_page(classroom, learner_id)


@bp.post(f"{PLACE}/accommodation")
@in_classroom
def change_accommodation(classroom: ClassFacts, learner_id: str) -> Page:
    """Let something hold for a learner in every quiz of the class."""
    expect_running(classroom)
    help_here = help_in_class(classroom.id, learner_id)
    form = AccommodationForm.of(help_here.held, help_here.text_size)
    if not form.validate():
        return learner_page(classroom, learner_id, accommodation=form), 422
    size, person = TextSize(form.text_size.data), known_person()
    name = accommodating.accommodate(
        classroom.id, learner_id, form.given, size, person.id, clock.now()
    )
    flash(
        _(
            "Saved for %(name)s. It holds in every quiz of this class, also in those to come.",
            name=name,
        )
    )
    return redirect(
        url_for(
            "grades.view_class_learner",
            classroom_id=classroom.public_id,
            learner_id=learner_id,
            _anchor="help",
        ),
        code=303,
    )


def learner_page(
    classroom: ClassFacts,
    learner_id: str,
    *,
    accommodation: AccommodationForm | None = None,
    note: NoteForm | None = None,
    changed: tuple[str, NoteForm] | None = None,
) -> str:
    """One learner of the class; with forms as they were sent, if one was."""
    report = learner_report(classroom, learner_id, served_banks(), clock.now(), clock.zone())
    help_here = help_in_class(classroom.id, learner_id)
    attempts = attempts_behind(report, clock.now())
    return render_template(
        "grades/view_learner.html",
        classroom=classroom,
        report=report,
        attempts=attempts,
        last_at=max((attempt.started_at for attempt in attempts), default=None),
        reasons=reasons_for_help([line.grade for line in report.lines], report.total),
        remarks=remarks,
        access=help_here.access,
        held=accommodation_words(help_here.held),
        form=accommodation
        or AccommodationForm.of(help_here.held, help_here.text_size, formdata=None),
        notes=notes_of(classroom.id, learner_id, known_person().id),
        note_form=note or NoteForm(formdata=None),
        changed=changed,
    )


@bp.get(f"{PLACE}/report")
@in_classroom
def print_report(classroom: ClassFacts, learner_id: str) -> str:
    """Show a learner's report, to be printed."""
    report = learner_report(classroom, learner_id, served_banks(), clock.now(), clock.zone())
    return _reports_page(classroom, [report], learner_name=report.learner.name)


@bp.get("/teach/classrooms/<public_id:classroom_id>/reports")
@in_classroom
def print_reports(classroom: ClassFacts) -> str:
    """Show the reports of the whole class, each on pages of its own."""
    reports = class_reports(classroom, served_banks(), clock.now(), clock.zone())
    return _reports_page(classroom, reports)


def _reports_page(
    classroom: ClassFacts, reports: list[LearnerReport], learner_name: str | None = None
) -> str:
    return render_template(
        "grades/print_reports.html",
        classroom=classroom,
        reports=reports,
        learner_name=learner_name,
        today=clock.today(),
        remarks=remarks,
    )

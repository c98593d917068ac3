"""The gradebook: learners by assignments, one assignment's scores, as files, and the weights."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from quizapp.accounts.guards import known_person
from quizapp.assignments.facts import AssignmentFacts, assignments_of_class
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.grades.assignment_scores import assignment_scores
from quizapp.grades.blueprint import bp
from quizapp.grades.files import csv_file, xlsx_file
from quizapp.grades.forms import (
    GradebookForm,
    filter_in_address,
    sorting_in_address,
    weight_name,
    weights_form,
    weights_in,
)
from quizapp.grades.gradebook import Wanted, whole_gradebook
from quizapp.grades.weighting import set_weights
from quizapp.grades.words import STATE_WORDS, remarks
from quizapp.web import clock
from quizapp.web.downloads import attachment

PLACE = "/teach/classrooms/<public_id:classroom_id>/gradebook"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Page = str | BaseResponse | tuple[str, int]


@bp.get("/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>/scores")
@in_classroom
def view_assignment_scores(classroom: ClassFacts, assignment_id: str) -> str:
    """Show how an assignment went for the class."""
    form = GradebookForm(request.args)
    book = assignment_scores(classroom.id, assignment_id, form.wanted, clock.now())
    return render_template(
        "grades/view_assignment_scores.html",
        classroom=classroom,
        assignment=book.assignment,
        form=form,
        book=book,
        **_in_address(book.wanted),
        state_words=STATE_WORDS,
        remarks=remarks,
    )


@bp.get(f"{PLACE}.csv")
@in_classroom
def export_gradebook_csv(classroom: ClassFacts) -> Response:
    """Hand out what the gradebook shows, all pages of it, as CSV."""
    book = whole_gradebook(classroom.id, GradebookForm(request.args).wanted, clock.now())
    return _file(csv_file(book), "text/csv", "csv")


@bp.get(f"{PLACE}.xlsx")
@in_classroom
def export_gradebook_xlsx(classroom: ClassFacts) -> Response:
    """Hand out what the gradebook shows, all pages of it, as a workbook."""
    book = whole_gradebook(classroom.id, GradebookForm(request.args).wanted, clock.now())
    return _file(xlsx_file(book, clock.zone()), XLSX, "xlsx")


@bp.get(f"{PLACE}/weights")
@in_classroom
def edit_weights(classroom: ClassFacts) -> str:
    """Show how much each assignment weighs."""
    assignments = assignments_of_class(classroom.id)
    return _weights_page(classroom, assignments, weights_form(assignments))


@bp.post(f"{PLACE}/weights")
@in_classroom
def save_weights(classroom: ClassFacts) -> Page:
    """Take over other weights."""
    expect_running(classroom)
    assignments = assignments_of_class(classroom.id)
    form = weights_form(assignments)
    if not form.validate():
        return _weights_page(classroom, assignments, form), 422
    count = set_weights(classroom, weights_in(form, assignments), known_person().id, clock.now())
    if count:
        flash(ngettext("%(num)s weight changed.", "%(num)s weights changed.", count))
    else:
        flash(_("No weight was changed."))
    return redirect(url_for("grades.view_gradebook", classroom_id=classroom.public_id), code=303)


def _in_address(wanted: Wanted) -> dict[str, Any]:
    """What the page's links keep: which page of which class it is, the filter, and the order."""
    kept = {**(request.view_args or {}), **filter_in_address(wanted)}
    return {"kept": kept, "sorting": sorting_in_address(wanted)}


def _weights_page(
    classroom: ClassFacts, assignments: list[AssignmentFacts], form: FlaskForm
) -> str:
    return render_template(
        "grades/edit_weights.html",
        classroom=classroom,
        fields=[(assignment, form[weight_name(assignment)]) for assignment in assignments],
    )


def _file(body: bytes, kind: str, ending: str) -> Response:
    name = f"gradebook-{clock.today().isoformat()}.{ending}"
    return attachment(body, kind, name)

"""Other terms for one learner of a class."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments import exceptions
from quizapp.assignments.assigning import assignment_of
from quizapp.assignments.blueprint import bp
from quizapp.assignments.exceptions import exception_for
from quizapp.assignments.forms import ExceptionForm
from quizapp.assignments.pages import ONE
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.models import Assignment, AssignmentException, User
from quizapp.web import clock

Page = str | Response | tuple[str, int]

EXCEPTION = f"{ONE}/exceptions/<public_id:learner_id>"


@bp.get(EXCEPTION)
@in_classroom
def edit_exception(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Page:
    """Show the form for other terms of one learner."""
    assignment = assignment_of(classroom, assignment_id)
    learner, exception = exception_for(classroom, assignment, learner_id)
    return _form_page(classroom, assignment, learner, exception, ExceptionForm.of(exception))


@bp.post(EXCEPTION)
@in_classroom
def change_exception(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Page:
    """Let other terms hold for one learner."""
    expect_running(classroom)
    assignment = assignment_of(classroom, assignment_id)
    learner, exception = exception_for(classroom, assignment, learner_id)
    form = ExceptionForm()
    if not form.validate_with(assignment.terms):
        return _form_page(classroom, assignment, learner, exception, form), 422
    exceptions.grant_exception(
        classroom, assignment_id, learner_id, form.given, known_person().id, clock.now()
    )
    return _back(classroom, assignment_id, learner_id)


@bp.post(f"{EXCEPTION}/remove")
@in_classroom
def remove_exception(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Response:
    """Let the class's terms hold for a learner again."""
    expect_running(classroom)
    exceptions.remove_exception(
        classroom, assignment_id, learner_id, known_person().id, clock.now()
    )
    return _back(classroom, assignment_id, learner_id)


def _form_page(
    classroom: ClassFacts,
    assignment: Assignment,
    learner: User,
    exception: AssignmentException | None,
    form: ExceptionForm,
) -> str:
    return render_template(
        "assignments/edit_exception.html",
        classroom=classroom,
        assignment=assignment,
        learner=learner,
        exception=exception,
        form=form,
    )


def _back(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Response:
    address = url_for(
        "assignments.view_assignment",
        classroom_id=classroom.public_id,
        assignment_id=assignment_id,
        _anchor=f"learner-{learner_id}",
    )
    return redirect(address, code=303)

"""What is set for a classroom: the list, one assignment, setting, changing and withdrawing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments import assigning
from quizapp.assignments.assigned_banks import find_assigned_bank
from quizapp.assignments.assigning import assignment_of
from quizapp.assignments.blueprint import bp
from quizapp.assignments.class_assignments import assignment_rows, learner_standings
from quizapp.assignments.forms import AssignmentForm
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.bank import Bank
from quizapp.domain.local_times import Twice, which_of_two
from quizapp.models import Assignment
from quizapp.web import clock

Page = str | Response | tuple[str, int]

LIST = "/teach/classrooms/<public_id:classroom_id>/assignments"
ONE = f"{LIST}/<public_id:assignment_id>"


@bp.get(LIST)
@in_classroom
def list_assignments(classroom: ClassFacts) -> str:
    """Show what is set, and how far the class has come with it."""
    return render_template(
        "assignments/list_assignments.html",
        classroom=classroom,
        rows=assignment_rows(classroom, clock.now()),
    )


@bp.get(f"{LIST}/new")
@in_classroom
def new_assignment(classroom: ClassFacts) -> Page:
    """Show the form for setting a quiz."""
    expect_running(classroom)
    return _form_page(classroom, AssignmentForm(data={"opens_at": clock.now()}))


@bp.post(f"{LIST}/new")
@in_classroom
def create_assignment(classroom: ClassFacts) -> Page:
    """Set a quiz."""
    expect_running(classroom)
    form = AssignmentForm()
    form.offer(_banks())
    if not form.validate():
        return _form_page(classroom, form), 422
    bank_key, quiz_key = str(form.quiz.data).split("/")
    title = _quiz_title(bank_key, quiz_key)
    assignment_id = assigning.create_assignment(
        classroom, form.assignment(bank_key, quiz_key, title), known_person().id, clock.now()
    )
    _tell_of_double_hours(form)
    return _to("assignments.view_assignment", classroom, assignment_id)


@bp.get(ONE)
@in_classroom
def view_assignment(classroom: ClassFacts, assignment_id: str) -> str:
    """Show the terms, where everybody stands, and for whom it is otherwise."""
    assignment = assignment_of(classroom, assignment_id)
    now = clock.now()
    return render_template(
        "assignments/view_assignment.html",
        classroom=classroom,
        assignment=assignment,
        quiz_title=_quiz_title(assignment.bank_key, assignment.quiz_key),
        phase=assignment.terms.phase(now),
        standings=learner_standings(classroom, assignment, now),
        is_askable=find_assigned_bank(assignment.bank_key, assignment.quiz_key) is not None,
        form=FlaskForm(),
    )


@bp.get(f"{ONE}/edit")
@in_classroom
def edit_assignment(classroom: ClassFacts, assignment_id: str) -> Page:
    """Show the form for changing an assignment."""
    expect_running(classroom)
    assignment = assignment_of(classroom, assignment_id)
    return _form_page(classroom, AssignmentForm.of(assignment), assignment)


@bp.post(f"{ONE}/edit")
@in_classroom
def change_assignment(classroom: ClassFacts, assignment_id: str) -> Page:
    """Change an assignment, and say what that moved."""
    expect_running(classroom)
    assignment = assignment_of(classroom, assignment_id)
    bank_key, quiz_key = assignment.bank_key, assignment.quiz_key
    form = AssignmentForm()
    if assigning.is_quiz_fixed(assignment):
        del form.quiz
    else:
        form.offer(_banks())
    if not form.validate():
        return _form_page(classroom, form, assignment), 422
    if form.quiz is not None:
        bank_key, quiz_key = str(form.quiz.data).split("/")
    new = form.assignment(bank_key, quiz_key, _quiz_title(bank_key, quiz_key))
    moved = assigning.edit_assignment(classroom, assignment_id, new, known_person().id, clock.now())
    if moved:
        flash(
            ngettext(
                "Saved. The end of %(num)s running attempt has moved.",
                "Saved. The ends of %(num)s running attempts have moved.",
                moved,
            )
        )
    _tell_of_double_hours(form)
    return _to("assignments.view_assignment", classroom, assignment_id)


@bp.get(f"{ONE}/withdraw")
@in_classroom
def confirm_withdrawal(classroom: ClassFacts, assignment_id: str) -> str:
    """Say what withdrawing means, before it is done."""
    assignment = assignment_of(classroom, assignment_id)
    standings = learner_standings(classroom, assignment, clock.now())
    return render_template(
        "assignments/withdraw_assignment.html",
        classroom=classroom,
        assignment=assignment,
        begun=sum(row.begun > 0 for row in standings),
        running=sum(row.standing == "running" for row in standings),
        form=FlaskForm(),
    )


@bp.post(f"{ONE}/withdraw")
@in_classroom
def withdraw_assignment(classroom: ClassFacts, assignment_id: str) -> Response:
    """Take an assignment back."""
    assigning.withdraw_assignment(classroom, assignment_id, known_person().id, clock.now())
    flash(_("Withdrawn. The work that was done is kept."))
    return _to("assignments.list_assignments", classroom)


def _form_page(
    classroom: ClassFacts, form: AssignmentForm, assignment: Assignment | None = None
) -> str:
    is_fixed = assignment is not None and assigning.is_quiz_fixed(assignment)
    if form.quiz is not None:
        form.offer(_banks())
    return render_template(
        "assignments/edit_assignment.html",
        classroom=classroom,
        assignment=assignment,
        form=form,
        is_quiz_fixed=is_fixed,
        quiz_title=_quiz_title(assignment.bank_key, assignment.quiz_key) if assignment else "",
        has_quizzes=any(bank.quizzes for bank in _banks()),
    )


def _banks() -> list[Bank]:
    return [published.bank for published in bank_shelf().published]


def _quiz_title(bank_key: str, quiz_key: str) -> str:
    """What the quiz is called; one that has left the server goes by its id."""
    for bank in _banks():
        if bank.id == bank_key and quiz_key in bank.quizzes:
            return bank.quizzes[quiz_key].title
    return quiz_key


def _tell_of_double_hours(form: AssignmentForm) -> None:
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


def _to(endpoint: str, classroom: ClassFacts, assignment_id: str | None = None) -> Response:
    address = url_for(endpoint, classroom_id=classroom.public_id, assignment_id=assignment_id)
    return redirect(address, code=303)

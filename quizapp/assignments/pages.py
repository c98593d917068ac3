"""What is set for a classroom: the list, one assignment, setting, changing and withdrawing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments import assigning
from quizapp.assignments.assigned_banks import (
    find_assigned_quiz,
    quiz_title,
    served_banks,
)
from quizapp.assignments.assigning import is_quiz_fixed
from quizapp.assignments.blueprint import bp
from quizapp.assignments.class_assignments import (
    POINTS,
    AssignmentView,
    assignment_rows,
    assignment_view,
)
from quizapp.assignments.double_hours import tell_of_double_hours
from quizapp.assignments.end_deeds import shown_move
from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.assignments.forms import AssignmentForm
from quizapp.assignments.read_back import read_back
from quizapp.assignments.reminding import reminded_at
from quizapp.assignments.setting import just_set, new_of, running_classes
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.assignments import Phase
from quizapp.domain.drills.credit import second_try_of
from quizapp.domain.extending import a_day_more
from quizapp.models.lessons import lessons_in
from quizapp.web import clock
from quizapp.web.extensions import db

Page = str | Response | tuple[str, int]

LIST = "/teach/classrooms/<public_id:classroom_id>/assignments"
ONE = f"{LIST}/<public_id:assignment_id>"


@bp.get(LIST)
@in_classroom
def list_assignments(classroom: ClassFacts) -> str:
    """Show what is set, and how far the class has come with it."""
    rows = assignment_rows(classroom.id, clock.now())
    lessons = db.session.scalars(lessons_in(classroom.id)).all()
    return render_template(
        "assignments/list_assignments.html", classroom=classroom, rows=rows, lessons=lessons
    )


@bp.get(ONE)
@in_classroom
def view_assignment(classroom: ClassFacts, assignment_id: str) -> str:
    """Show the terms, where everybody stands, and for whom it is otherwise."""
    view = assignment_view(classroom.id, assignment_id, clock.now())
    assignment = view.assignment
    quiz = find_assigned_quiz(assignment.bank_key, assignment.quiz_key)
    is_of_pair = assignment.pair_id is not None
    done = just_set(classroom.id, assignment_id, known_person().id, clock.now())
    return render_template(
        "assignments/view_assignment.html",
        classroom=classroom,
        assignment=assignment,
        quiz=quiz,
        second_try=quiz and second_try_of(quiz, assignment.feedback, is_of_pair=is_of_pair),
        quiz_title=quiz.title if quiz else assignment.quiz_key,
        phase=view.phase,
        view=view,
        classes=running_classes(known_person().id),
        show=_shown(view),
        a_day_more=a_day_more(assignment.terms, clock.now(), clock.zone()),
        moved=shown_move(classroom.id, assignment_id, clock.now()),
        reminded=reminded_at([assignment.id]),
        told=done and read_back(done.classes, new_of(assignment), clock.now(), classroom.time_zone),
        form=FlaskForm(),
    )


@bp.get(f"{ONE}/edit")
@in_classroom
def edit_assignment(classroom: ClassFacts, assignment_id: str) -> Page:
    """Show the form for changing an assignment."""
    expect_running(classroom)
    assignment = assignment_of(classroom.id, assignment_id)
    form = AssignmentForm.of(assignment)
    _offer_quizzes(form, assignment)
    return _form_page(classroom, form, assignment)


@bp.post(f"{ONE}/edit")
@in_classroom
def change_assignment(classroom: ClassFacts, assignment_id: str) -> Page:
    """Change an assignment, and say what that moved."""
    expect_running(classroom)
    assignment = assignment_of(classroom.id, assignment_id)
    form = AssignmentForm()
    _offer_quizzes(form, assignment)
    if not form.validate():
        return _form_page(classroom, form, assignment), 422
    chosen = form.quiz.chosen if form.quiz else (assignment.bank_key, assignment.quiz_key)
    new = form.assignment(*chosen, quiz_title(*chosen))
    moved = assigning.edit_assignment(
        classroom.id, assignment_id, new, known_person().id, clock.now()
    )
    if moved:
        flash(
            ngettext(
                "Saved. The end of %(num)s running attempt has moved.",
                "Saved. The ends of %(num)s running attempts have moved.",
                moved,
            )
        )
    tell_of_double_hours(form)
    return _to("assignments.view_assignment", classroom, assignment_id)


@bp.get(f"{ONE}/withdraw")
@in_classroom
def confirm_withdrawal(classroom: ClassFacts, assignment_id: str) -> str:
    """Say what withdrawing means, before it is done."""
    expect_running(classroom)
    view = assignment_view(classroom.id, assignment_id, clock.now())
    return render_template(
        "assignments/withdraw_assignment.html",
        classroom=classroom,
        assignment=view.assignment,
        begun=view.begun,
        running=view.running,
        form=FlaskForm(),
    )


@bp.post(f"{ONE}/withdraw")
@in_classroom
def withdraw_assignment(classroom: ClassFacts, assignment_id: str) -> Response:
    """Take an assignment back."""
    assigning.withdraw_assignment(classroom.id, assignment_id, known_person().id, clock.now())
    flash(_("Withdrawn. The work that was done is kept."))
    return _to("assignments.list_assignments", classroom)


def _shown(view: AssignmentView) -> str:
    """Whom the page shows: as the address says, or who has not begun while that can be done."""
    wished = request.args.get("show")
    if wished in {*POINTS, "all"}:
        return str(wished)
    is_of_use = view.phase in {Phase.OPEN, Phase.LATE} and view.shown("not-begun")
    return "not-begun" if is_of_use else "all"


def _offer_quizzes(form: AssignmentForm, assignment: AssignmentFacts) -> None:
    """Let another quiz be chosen, unless the assignment's has to stay: then there is no field."""
    if is_quiz_fixed(assignment.id):
        del form.quiz
    else:
        form.quiz.offer(served_banks())


def _form_page(classroom: ClassFacts, form: AssignmentForm, assignment: AssignmentFacts) -> str:
    return render_template(
        "assignments/edit_assignment.html",
        classroom=classroom,
        assignment=assignment,
        form=form,
        quiz_title=quiz_title(assignment.bank_key, assignment.quiz_key),
    )


def _to(endpoint: str, classroom: ClassFacts, assignment_id: str | None = None) -> Response:
    address = url_for(endpoint, classroom_id=classroom.public_id, assignment_id=assignment_id)
    return redirect(address, code=303)

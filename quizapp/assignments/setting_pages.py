"""Setting a quiz: the form, what it reads back while it is filled in, and taking it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments.assigned_banks import quiz_title, served_banks
from quizapp.assignments.assigning import NewAssignment
from quizapp.assignments.blueprint import bp
from quizapp.assignments.double_hours import tell_of_double_hours
from quizapp.assignments.facts import AssignmentFacts, assignment_taught_by
from quizapp.assignments.read_back import ReadBack, read_back
from quizapp.assignments.setting import (
    ClassToSet,
    running_classes,
    set_for_classes,
    take_back,
)
from quizapp.assignments.setting_forms import SettingForm, copied
from quizapp.assignments.what_learners_get import what_learners_get
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import AlreadyBegun
from quizapp.domain.presets import suggested
from quizapp.web import clock

Page = str | Response | tuple[str, int]

NEW = "/teach/classrooms/<public_id:classroom_id>/assignments/new"


@bp.get(NEW)
@in_classroom
def new_assignment(classroom: ClassFacts) -> Page:
    """Show the form for setting a quiz, filled in by a preset or as one set before."""
    expect_running(classroom)
    form, classes = _form(classroom)
    form.preset.data = request.args.get("preset", form.preset.data)
    form.fill(suggested(form.chosen_preset, clock.now(), clock.zone()))
    form.quiz.choose(request.args.get("bank"), request.args.get("quiz"))
    if source := _source():
        _copy(form, source)
    return _form_page(classroom, form, classes)


@bp.post(NEW)
@in_classroom
def create_assignment(classroom: ClassFacts) -> Page:
    """Set a quiz for all the classes that were chosen, or for none."""
    expect_running(classroom)
    form, classes = _form(classroom)
    if not form.validate():
        return _form_page(classroom, form, classes), 422
    class_ids = [each.classroom.public_id for each in _chosen(form, classes)]
    made = set_for_classes(class_ids, _new(form), known_person().id, clock.now())
    tell_of_double_hours(form)
    first = classroom.public_id if classroom.public_id in made else class_ids[0]
    return _to_one(first, made[first])


@bp.post(f"{NEW}/check")
@in_classroom
def check_assignment(classroom: ClassFacts) -> Page:
    """Say what the form would do; with a new preset, fill it in. Nothing is set."""
    expect_running(classroom)
    form, classes = _form(classroom)
    if "fill" in request.form:
        form.fill(suggested(form.chosen_preset, clock.now(), clock.zone()))
    else:
        form.validate()
    return _form_page(classroom, form, classes)


@bp.post(
    "/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>/take-back"
)
@in_classroom
def take_back_assignment(classroom: ClassFacts, assignment_id: str) -> Response:
    """Take back what was set a moment ago, while nobody has begun it."""
    try:
        count = take_back(classroom.id, assignment_id, known_person().id, clock.now())
    except AlreadyBegun:
        flash(_("Somebody has begun it meanwhile, so it stays. You can still withdraw it."))
        return _to_one(classroom.public_id, assignment_id)
    flash(ngettext("Taken back.", "Taken back in %(num)s classes.", count))
    address = url_for("assignments.list_assignments", classroom_id=classroom.public_id)
    return redirect(address, code=303)


def _form(classroom: ClassFacts) -> tuple[SettingForm, tuple[ClassToSet, ...]]:
    """The form with the quizzes and classes there are; with one class there is no choice."""
    form, classes = SettingForm(), running_classes(known_person().id)
    form.quiz.offer(served_banks())
    form.offer_classes(classes)
    if request.method == "GET" or (len(classes) == 1 and not form.classes.data):
        form.classes.data = [classroom.public_id]
    return form, classes


def _chosen(form: SettingForm, classes: tuple[ClassToSet, ...]) -> list[ClassToSet]:
    return [each for each in classes if each.classroom.public_id in (form.classes.data or ())]


def _source() -> AssignmentFacts | None:
    """The assignment that is copied: of any class of the teacher, also of one that is over."""
    public_id = request.args.get("copy")
    if public_id is None:
        return None
    return assignment_taught_by(public_id, known_person().id)


def _copy(form: SettingForm, source: AssignmentFacts) -> None:
    form.fill(copied(source, clock.now(), clock.zone()))
    form.quiz.choose(source.bank_key, source.quiz_key)
    form.title.data = source.title
    form.weight.data = source.weight
    form.is_sequential.data = source.is_sequential


def _new(form: SettingForm) -> NewAssignment:
    bank_key, quiz_key = form.quiz.chosen
    return form.assignment(bank_key, quiz_key, quiz_title(bank_key, quiz_key))


def _read_back(classroom: ClassFacts, form: SettingForm, classes: list[ClassToSet]) -> ReadBack:
    """What the form would do; where it can do nothing yet, why."""
    slip = next((str(each[0]) for each in form.errors.values() if each), None)
    if slip or form.opens_at.data is None:
        return ReadBack(slip=slip or _("Say when it opens."))
    new = _new(form)
    return read_back(classes, new, clock.now(), classroom.time_zone)


def _form_page(classroom: ClassFacts, form: SettingForm, classes: tuple[ClassToSet, ...]) -> str:
    chosen = _chosen(form, classes)
    is_known = form.quiz.data in form.quiz.offered
    return render_template(
        "assignments/set_quiz.html",
        classroom=classroom,
        form=form,
        classes=classes,
        chosen=chosen,
        has_quizzes=bool(form.quiz.offered),
        quiz=form.quiz.chosen if is_known else None,
        gets=what_learners_get(classroom.id, *form.quiz.chosen) if is_known else None,
        told=_read_back(classroom, form, chosen) if is_known else ReadBack(),
    )


def _to_one(classroom_id: str, assignment_id: str) -> Response:
    address = url_for(
        "assignments.view_assignment", classroom_id=classroom_id, assignment_id=assignment_id
    )
    return redirect(address, code=303)

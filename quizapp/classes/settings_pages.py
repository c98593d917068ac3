"""The settings of a class, and who teaches it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.classes import class_teachers, classrooms, invitations
from quizapp.classes.blueprint import bp
from quizapp.classes.exam_words import exam_consequence
from quizapp.classes.facts import ClassFacts
from quizapp.classes.forms import TeacherForm
from quizapp.classes.guard import in_classroom
from quizapp.classes.settings_form import COSTS, SettingsForm
from quizapp.domain.errors import NotATeacher
from quizapp.web import clock

Page = str | Response | tuple[str, int]


@bp.route("/teach/classrooms/<public_id:classroom_id>/settings", methods=["GET", "POST"])
@in_classroom
def edit_classroom(classroom: ClassFacts) -> Page:
    """Change the class."""
    today = clock.today()
    form = SettingsForm.of(classroom, today)
    if not form.validate_on_submit():
        return _settings_page(classroom, form, TeacherForm(formdata=None))
    changed = form.settings
    classrooms.change_classroom(classroom.id, changed, known_person().id, clock.now())
    flash(_("The settings are saved."))
    if changed.exam_on != classroom.exam_on:
        flash(exam_consequence(changed.exam_on, today))
    return _to_settings(classroom.public_id)


@bp.post("/teach/classrooms/<public_id:classroom_id>/teachers")
@in_classroom
def add_class_teacher(classroom: ClassFacts) -> Page:
    """Let another teacher teach the class."""
    form = TeacherForm()
    if form.validate_on_submit():
        try:
            name, is_new = class_teachers.add_teacher(
                classroom.id, form.user_name.data or "", known_person().id, clock.now()
            )
        except NotATeacher:
            form.user_name.errors = [
                _("No teacher has this user name. Look at its spelling, or have the account made.")
            ]
        else:
            said = _("%(name)s teaches this class now.") if is_new else _("%(name)s does already.")
            flash(said % {"name": name})
            return _to_settings(classroom.public_id)
    settings = SettingsForm.of(classroom, clock.today(), formdata=None)
    return _settings_page(classroom, settings, form)


@bp.post("/teach/classrooms/<public_id:classroom_id>/teachers/<public_id:teacher_id>/remove")
@in_classroom
def remove_class_teacher(classroom: ClassFacts, teacher_id: str) -> Response:
    """Take a teacher off the class; never the last one."""
    person = known_person()
    name = class_teachers.remove_teacher(classroom.id, teacher_id, person.id, clock.now())
    flash(_("%(name)s no longer teaches this class.", name=name))
    if teacher_id == person.public_id:
        return redirect(url_for("classes.list_classrooms"), code=303)
    return _to_settings(classroom.public_id)


def _settings_page(classroom: ClassFacts, form: SettingsForm, teacher: TeacherForm) -> Page:
    page = render_template(
        "classes/edit_classroom.html",
        classroom=classroom,
        form=form,
        teacher_form=teacher,
        costs=COSTS,
        teachers=class_teachers.teachers_of(classroom.id),
        invitations=invitations.open_invitations(classroom.id, clock.now()),
    )
    return page, 422 if form.errors or teacher.errors else 200


def _to_settings(public_id: str) -> Response:
    return redirect(url_for("classes.edit_classroom", classroom_id=public_id), code=303)

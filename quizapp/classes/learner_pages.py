"""One learner of a class: added, renamed, signed out, and let in by a new code or password."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.classes import adding, login_slips, password_resets, renaming, signing_out
from quizapp.classes.adding import Added, Newcomer
from quizapp.classes.blueprint import bp
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.forms import UNUSABLE_USER_NAME, LearnerForm, NewLearnerForm, OrderForm
from quizapp.classes.guard import in_classroom
from quizapp.classes.roster_pages import enrolment_page, roster_view, slips_page
from quizapp.domain.errors import KnownLearner, NameTaken, UnusableUserName, UserNameTaken
from quizapp.web import clock

Page = str | Response | tuple[str, int]
PEOPLE = "/teach/classrooms/<public_id:classroom_id>/people"


@bp.post(f"{PEOPLE}/add")
@in_classroom
def add_learner(classroom: ClassFacts) -> Page:
    """Put one learner into the class, and show the code that lets them in."""
    expect_running(classroom)
    form = NewLearnerForm()
    known: str | None = None
    if form.validate():
        try:
            return _told_added(classroom, _added(classroom, form))
        except KnownLearner as error:
            known = error.name
        except (NameTaken, UnusableUserName, UserNameTaken) as error:
            _tell_beside_field(form, error)
    return roster_view(classroom, new_learner=form, known=known), 422


@bp.post(f"{PEOPLE}/<public_id:learner_id>/name")
@in_classroom
def rename_learner(classroom: ClassFacts, learner_id: str) -> Page:
    """Give a learner whom the class looks after another name, or user name."""
    form = LearnerForm()
    if form.validate():
        name, user_name = form.name.data or "", form.user_name.data or ""
        person = known_person()
        try:
            renaming.rename_learner(
                classroom.id, learner_id, name, user_name, person.id, clock.now()
            )
        except (NameTaken, UnusableUserName, UserNameTaken) as error:
            _tell_beside_field(form, error)
        else:
            flash(_("Saved: %(name)s.", name=name))
            return _to_people(classroom)
    return enrolment_page(classroom, learner_id, naming=form), 422


@bp.post(f"{PEOPLE}/<public_id:learner_id>/order")
@in_classroom
def list_learner_under(classroom: ClassFacts, learner_id: str) -> Page:
    """List a learner under another name, or as the rule has it."""
    form = OrderForm()
    if not form.validate():
        return enrolment_page(classroom, learner_id, ordering=form), 422
    person = known_person()
    renaming.list_under(classroom.id, learner_id, form.sort_name.data or "", person.id, clock.now())
    flash(_("Saved."))
    return _to_people(classroom)


@bp.post(f"{PEOPLE}/<public_id:learner_id>/code")
@in_classroom
def make_login_code(classroom: ClassFacts, learner_id: str) -> str:
    """Make a new code for one learner, and show it this once; if wanted, sign them out first."""
    secret, person = current_app.config["SECRET_KEY"], known_person()
    if "sign_out" in request.form:
        done = signing_out.sign_out_everywhere(classroom.id, learner_id, person.id, clock.now())
        flash(_("%(name)s is signed out on every device.", name=done.name))
    slip = login_slips.make_code(classroom.id, learner_id, person.id, clock.now(), secret=secret)
    return slips_page(
        classroom, [slip], renewable=None if "sign_out" in request.form else learner_id
    )


@bp.get(f"{PEOPLE}/<public_id:learner_id>/password")
@in_classroom
def confirm_password_reset(classroom: ClassFacts, learner_id: str) -> str:
    """Say what a new password does, or why it is not for this class to make."""
    expect_running(classroom)
    learner = password_resets.learner_with_password(classroom.id, learner_id)
    return render_template("classes/reset_password.html", classroom=classroom, learner=learner)


@bp.post(f"{PEOPLE}/<public_id:learner_id>/password")
@in_classroom
def reset_password(classroom: ClassFacts, learner_id: str) -> str:
    """Make a new password for a learner who forgot theirs, and show it this once."""
    slip = password_resets.reset_password(classroom.id, learner_id, known_person().id, clock.now())
    return render_template("classes/password_slip.html", classroom=classroom, slip=slip)


@bp.post(f"{PEOPLE}/<public_id:learner_id>/sign-out")
@in_classroom
def sign_learner_out(classroom: ClassFacts, learner_id: str) -> Response:
    """End a learner's sessions on all devices, and say how they get in again."""
    done = signing_out.sign_out_everywhere(classroom.id, learner_id, known_person().id, clock.now())
    flash(_("%(name)s is signed out on every device.", name=done.name))
    if done.needs_code:
        flash(_("Give them a new code, so that they get in again."))
    address = url_for(
        "classes.edit_enrolment", classroom_id=classroom.public_id, learner_id=learner_id
    )
    return redirect(address, code=303)


def _added(classroom: ClassFacts, form: NewLearnerForm) -> Added:
    return adding.add_learner(
        classroom.id,
        Newcomer(form.name.data or "", form.user_name.data or ""),
        known_person().id,
        clock.now(),
        secret=current_app.config["SECRET_KEY"],
        is_known=form.is_known.data,
    )


def _told_added(classroom: ClassFacts, added: Added) -> Page:
    if added.slip is None:
        flash(_("%(name)s is in the class now.", name=added.name))
        return _to_people(classroom)
    return slips_page(classroom, [added.slip], is_new=True)


def _tell_beside_field(form: LearnerForm, error: Exception) -> None:
    if isinstance(error, NameTaken):
        form.name.errors = [
            _(
                "Somebody of this name is in the class already. If they are two people, add what "
                "tells them apart, such as a second initial."
            )
        ]
    elif isinstance(error, UserNameTaken):
        form.user_name.errors = [
            _(
                "This user name is taken. Choose another one or leave it empty. If it is the "
                "learner’s own, give them the join code: they join themselves."
            )
        ]
    else:
        form.user_name.errors = [UNUSABLE_USER_NAME]


def _to_people(classroom: ClassFacts) -> Response:
    return redirect(url_for("classes.view_roster", classroom_id=classroom.public_id), code=303)

"""Who is in a classroom: the list, out of it, into another, and the codes that let them in."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField, SelectMultipleField, StringField

from quizapp.accounts.guards import known_person
from quizapp.classes import class_teachers, login_slips, rosters
from quizapp.classes.blueprint import bp
from quizapp.classes.facts import ClassFacts
from quizapp.classes.forms import LearnerForm, NewLearnerForm, OrderForm
from quizapp.classes.guard import in_classroom
from quizapp.classes.login_slips import Slip
from quizapp.classes.people_list import PeopleShow, PeopleSort, WantedPeople, people_list
from quizapp.domain.sort_names import listed_name
from quizapp.domain.typed_codes import grouped_code
from quizapp.web import clock
from quizapp.web.edges import cleaned, is_public_id

Page = str | Response | tuple[str, int]
LARGEST_PAGE = 10_000


class CodesForm(FlaskForm):
    """For whom codes are made."""

    learner = SelectMultipleField(validate_choice=False)
    which = StringField()

    @property
    def ticked(self) -> list[str]:
        """The public ids of those who were ticked."""
        return [each for each in self.learner.data or () if is_public_id(each)]


class MoveForm(FlaskForm):
    """The class that a learner is moved to."""

    target = SelectField(_l("Move to"), validate_choice=False)


@bp.get("/teach/classrooms/<public_id:classroom_id>/people")
@in_classroom
def view_roster(classroom: ClassFacts) -> Page:
    """Show who is in the class."""
    return roster_view(classroom)


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/codes")
@in_classroom
def make_login_codes(classroom: ClassFacts) -> Page:
    """Make one-time codes, and show them this once, to be printed."""
    form = CodesForm()
    wanted = None if form.which.data == "all" else form.ticked
    secret = current_app.config["SECRET_KEY"]
    slips = login_slips.make_codes(
        classroom.id, wanted, known_person().id, clock.now(), secret=secret
    )
    if not slips:
        return roster_view(classroom, is_none_ticked=True), 422
    return slips_page(classroom, slips)


@bp.get("/teach/classrooms/<public_id:classroom_id>/people/<public_id:learner_id>/enrolment")
@in_classroom
def edit_enrolment(classroom: ClassFacts, learner_id: str) -> str:
    """Ask where a learner goes: to another class, or out of this one."""
    return enrolment_page(classroom, learner_id)


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/<public_id:learner_id>/move")
@in_classroom
def move_learner(classroom: ClassFacts, learner_id: str) -> Page:
    """Move a learner to another class of the same teacher."""
    target, person = request.form.get("target", ""), known_person()
    targets = rosters.learner_in_class(classroom.id, learner_id, person.id).targets
    if target not in dict(targets):
        return enrolment_page(classroom, learner_id, is_none_chosen=True), 422
    name, title = rosters.move_learner(classroom.id, learner_id, target, person.id, clock.now())
    flash(_("%(name)s is in %(title)s now, with all their work.", name=name, title=title))
    return redirect(url_for("classes.view_roster", classroom_id=classroom.public_id), code=303)


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/<public_id:learner_id>/remove")
@in_classroom
def remove_learner(classroom: ClassFacts, learner_id: str) -> Response:
    """Take a learner out of the class."""
    name = rosters.remove_learner(classroom.id, learner_id, known_person().id, clock.now())
    flash(_("%(name)s is no longer in this class. Their work stays theirs.", name=name))
    return redirect(url_for("classes.view_roster", classroom_id=classroom.public_id), code=303)


def roster_view(
    classroom: ClassFacts,
    *,
    is_none_ticked: bool = False,
    new_learner: NewLearnerForm | None = None,
    known: str | None = None,
) -> str:
    """The list of people; with the form for one more as it was sent, if it was.

    `known` is who the server thinks is meant by what was sent.
    """
    wanted = _wanted()
    return render_template(
        "classes/view_roster.html",
        classroom=classroom,
        roster=people_list(classroom.id, wanted, clock.now()),
        wanted=wanted,
        code=grouped_code(classroom.join_code) if classroom.join_code else None,
        teacher_count=len(class_teachers.teachers_of(classroom.id)),
        form=CodesForm(formdata=None),
        is_none_ticked=is_none_ticked,
        new_learner=new_learner or NewLearnerForm(formdata=None),
        known=known,
    )


def _wanted() -> WantedPeople:
    """What the address asks for; what it cannot mean is as if it were left out."""
    sort, show = request.args.get("sort", ""), request.args.get("show", "")
    return WantedPeople(
        cleaned(request.args.get("q", ""))[:80],
        min(request.args.get("page", 1, type=int), LARGEST_PAGE),
        PeopleSort(sort) if sort in set(PeopleSort) else PeopleSort.SURNAME,
        PeopleShow(show) if show in set(PeopleShow) else PeopleShow.ALL,
    )


def enrolment_page(
    classroom: ClassFacts,
    learner_id: str,
    *,
    is_none_chosen: bool = False,
    naming: LearnerForm | None = None,
    ordering: OrderForm | None = None,
) -> str:
    """What can be done about one learner; with the forms for names as they were sent, if so."""
    learner = rosters.learner_in_class(classroom.id, learner_id, known_person().id)
    form = MoveForm(formdata=None)
    form.target.choices = learner.targets
    if is_none_chosen:
        form.target.errors = [_("Choose one of your classes.")]
    names = LearnerForm(formdata=None, name=learner.name, user_name=learner.user_name)
    order = OrderForm(formdata=None, sort_name=learner.sort_name)
    return render_template(
        "classes/edit_enrolment.html",
        classroom=classroom,
        learner=learner,
        form=form,
        naming=naming or names,
        ordering=ordering or order,
        listed=listed_name(learner.name, learner.sort_name),
    )


def slips_page(
    classroom: ClassFacts,
    slips: Sequence[Slip],
    *,
    is_new: bool = False,
    renewable: str | None = None,
) -> str:
    """The codes, to be printed; `is_new`: of a learner who has just come into the class.

    `renewable` is the learner who can be signed out beside, where their device is in other hands.
    """
    return render_template(
        "classes/login_slips.html",
        classroom=classroom,
        slips=slips,
        until=clock.now() + login_slips.LIFETIME,
        is_new=is_new,
        renewable=renewable,
    )

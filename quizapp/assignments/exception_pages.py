"""Other terms for one learner of a class."""

from __future__ import annotations

from dataclasses import asdict

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField

from quizapp.accounts.guards import known_person
from quizapp.assignments import exceptions
from quizapp.assignments.blueprint import bp
from quizapp.assignments.exceptions import LearnerTerms, learner_terms
from quizapp.assignments.forms import (
    MOST_ATTEMPTS,
    MOST_MINUTES,
    LocalTimeField,
    are_in_order,
    in_minutes,
    in_seconds,
    refuse,
    whole_number,
)
from quizapp.assignments.pages import ONE
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.domain.local_times import Twice
from quizapp.web import clock

Page = str | Response | tuple[str, int]

EXCEPTION = f"{ONE}/exceptions/<public_id:learner_id>"


class ExceptionForm(FlaskForm):
    """Other terms for one learner; what is left empty is as for the class."""

    is_excused = BooleanField(
        _l("Excused"), description=_l("Nothing is owed, and nothing counts as missing.")
    )
    extra_minutes = whole_number(_l("Extra minutes"), _l("On top of the time limit."), MOST_MINUTES)
    opens_at = LocalTimeField(_l("Opens"), twice=Twice.FIRST)
    due_at = LocalTimeField(_l("Due"))
    closes_at = LocalTimeField(_l("Closes"))
    attempts_allowed = whole_number(_l("Attempts allowed"), "", MOST_ATTEMPTS)

    def validate_with(self, class_terms: Terms) -> bool:
        """Check the fields, and the times together with those of the class."""
        if not self.validate():
            return False
        if self.extra_minutes.data and class_terms.time_limit is None:
            refuse(self.extra_minutes, _("The quiz has no time limit to add to."))
            return False
        if self.given == OtherTerms():
            refuse(self.is_excused, _("Say what is to be otherwise for this learner."))
            return False
        terms = self.given.applied_to(class_terms)
        return are_in_order(self, terms.opens_at, terms.due_at, terms.closes_at)

    @property
    def given(self) -> OtherTerms:
        """What is to be otherwise."""
        return OtherTerms(
            opens_at=self.opens_at.data,
            due_at=self.due_at.data,
            closes_at=self.closes_at.data,
            attempts_allowed=self.attempts_allowed.data,
            extra_time=in_seconds(self.extra_minutes.data),
            is_excused=self.is_excused.data,
        )

    @classmethod
    def of(cls, otherwise: OtherTerms | None) -> ExceptionForm:
        """The form as other terms fill it in."""
        terms = otherwise or OtherTerms()
        return cls(data={**asdict(terms), "extra_minutes": in_minutes(terms.extra_time)})


@bp.get(EXCEPTION)
@in_classroom
def edit_exception(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Page:
    """Show the form for other terms of one learner."""
    expect_running(classroom)
    learner = learner_terms(classroom.id, assignment_id, learner_id)
    return _form_page(classroom, learner, ExceptionForm.of(learner.otherwise))


@bp.post(EXCEPTION)
@in_classroom
def change_exception(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Page:
    """Let other terms hold for one learner."""
    expect_running(classroom)
    learner, form = learner_terms(classroom.id, assignment_id, learner_id), ExceptionForm()
    if not form.validate_with(learner.assignment.terms):
        return _form_page(classroom, learner, form), 422
    exceptions.grant_exception(
        classroom.id, assignment_id, learner_id, form.given, known_person().id, clock.now()
    )
    return _back(classroom, assignment_id, learner_id)


@bp.post(f"{EXCEPTION}/remove")
@in_classroom
def remove_exception(classroom: ClassFacts, assignment_id: str, learner_id: str) -> Response:
    """Let the class's terms hold for a learner again."""
    expect_running(classroom)
    exceptions.remove_exception(
        classroom.id, assignment_id, learner_id, known_person().id, clock.now()
    )
    return _back(classroom, assignment_id, learner_id)


def _form_page(classroom: ClassFacts, learner: LearnerTerms, form: ExceptionForm) -> str:
    return render_template(
        "assignments/edit_exception.html",
        classroom=classroom,
        assignment=learner.assignment,
        learner=learner,
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

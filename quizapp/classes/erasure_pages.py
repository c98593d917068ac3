"""Learners who want to be deleted, and deleting them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.validators import InputRequired

from quizapp.accounts import deletion_requests
from quizapp.accounts.erasing import erase_learner
from quizapp.accounts.guards import known_person
from quizapp.classes.blueprint import bp
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.web import clock


class ErasureForm(FlaskForm):
    """That it is meant."""

    is_meant = BooleanField(
        _l("I know that this cannot be undone."),
        validators=[InputRequired(_l("Tick this if you mean it."))],
    )


@bp.get("/teach/classrooms/<public_id:classroom_id>/people/requests")
@in_classroom
def list_deletion_requests(classroom: ClassFacts) -> str:
    """Show who wants to be deleted: of this class, and of those who left it for none."""
    return render_template(
        "classes/list_deletion_requests.html",
        classroom=classroom,
        requests=deletion_requests.requests_for(classroom.id),
    )


@bp.get("/teach/classrooms/<public_id:classroom_id>/people/<public_id:learner_id>/erase")
@in_classroom
def confirm_erasure(classroom: ClassFacts, learner_id: str) -> str:
    """Show what deleting a learner takes away and what stays, and ask once more."""
    return _page(classroom, learner_id, ErasureForm())


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/<public_id:learner_id>/erase")
@in_classroom
def carry_out_erasure(classroom: ClassFacts, learner_id: str) -> Response | tuple[str, int]:
    """Delete a learner. Sent twice, it is done once."""
    form = ErasureForm()
    if not form.validate():
        return _page(classroom, learner_id, form), 422
    erase_learner(classroom.id, learner_id, known_person().id, clock.now())
    flash(_("The learner is deleted. What was answered stays in the figures, without a name."))
    return redirect(
        url_for("classes.list_deletion_requests", classroom_id=classroom.public_id), code=303
    )


def _page(classroom: ClassFacts, learner_id: str, form: ErasureForm) -> str:
    learner = deletion_requests.learner_for_erasure(classroom.id, learner_id)
    return render_template(
        "classes/confirm_erasure.html",
        classroom=classroom,
        learner_id=learner_id,
        name=learner.name,
        wish=learner.wish,
        form=form,
    )

"""One learner and one assignment: the attempts, and the score set by hand."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import OverrideConflict
from quizapp.grades.blueprint import bp
from quizapp.grades.forms import OverrideForm
from quizapp.grades.overriding import override_score
from quizapp.grades.single_grades import SingleGrade, single_grade
from quizapp.grades.words import remarks
from quizapp.web import clock

PLACE = (
    "/teach/classrooms/<public_id:classroom_id>/learners/<public_id:learner_id>"
    "/assignments/<public_id:assignment_id>"
)

Page = str | Response | tuple[str, int]


@bp.get(PLACE)
@in_classroom
def view_grade(classroom: ClassFacts, learner_id: str, assignment_id: str) -> str:
    """Show where a learner's score in an assignment comes from."""
    found = single_grade(classroom, assignment_id, learner_id, clock.now())
    return _page(classroom, found, OverrideForm())


@bp.post(f"{PLACE}/override")
@in_classroom
def override_grade(classroom: ClassFacts, learner_id: str, assignment_id: str) -> Page:
    """Set the score by hand, or take that back."""
    classroom_id, form = classroom.public_id, OverrideForm()
    found = single_grade(classroom, assignment_id, learner_id, clock.now())
    new = form.decided(found.most_points)
    if new is None:
        return _page(classroom, found, form), 422
    try:
        override_score(classroom, assignment_id, learner_id, new, known_person().id, clock.now())
    except OverrideConflict:
        return _page(classroom, found, form, is_conflict=True), 409
    flash(_("Taken back. The attempt counts again.") if form.takes_back else _("The score is set."))
    place = url_for(
        "grades.view_grade",
        classroom_id=classroom_id,
        learner_id=learner_id,
        assignment_id=assignment_id,
    )
    return redirect(place, code=303)


def _page(
    classroom: ClassFacts, found: SingleGrade, form: OverrideForm, *, is_conflict: bool = False
) -> str:
    return render_template(
        "grades/view_grade.html",
        classroom=classroom,
        found=found,
        grade=found.grade,
        remarks=remarks(found.grade),
        form=form,
        is_conflict=is_conflict,
    )

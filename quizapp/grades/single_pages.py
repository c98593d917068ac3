"""One learner and one assignment: the attempts, and the score set by hand."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import OverrideConflict
from quizapp.grades.blueprint import bp
from quizapp.grades.overriding import override_score
from quizapp.grades.overriding_form import OverrideForm
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
    single = single_grade(classroom.id, assignment_id, learner_id, clock.now())
    return _page(classroom, single, OverrideForm())


@bp.post(f"{PLACE}/override")
@in_classroom
def override_grade(classroom: ClassFacts, learner_id: str, assignment_id: str) -> Page:
    """Set the score by hand, or take that back."""
    expect_running(classroom)
    form = OverrideForm()
    single = single_grade(classroom.id, assignment_id, learner_id, clock.now())
    new = form.decided(single.most_points)
    if new is None:
        return _page(classroom, single, form), 422
    try:
        override_score(classroom.id, assignment_id, learner_id, new, known_person().id, clock.now())
    except OverrideConflict:
        return _page(classroom, single, form, is_conflict=True), 409
    flash(_("Taken back. The attempt counts again.") if form.takes_back else _("The score is set."))
    place = url_for(
        "grades.view_grade",
        classroom_id=classroom.public_id,
        learner_id=learner_id,
        assignment_id=assignment_id,
    )
    return redirect(place, code=303)


def _page(
    classroom: ClassFacts, single: SingleGrade, form: OverrideForm, *, is_conflict: bool = False
) -> str:
    return render_template(
        "grades/view_grade.html",
        classroom=classroom,
        single=single,
        grade=single.grade,
        remarks=remarks(single.grade),
        form=form,
        is_conflict=is_conflict,
    )

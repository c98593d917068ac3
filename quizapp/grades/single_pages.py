"""One learner and one assignment: the attempts, and the score set by hand."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, Length

from quizapp.accounts.guards import known_person
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import OverrideConflict
from quizapp.grades.blueprint import bp
from quizapp.grades.overriding import NewOverride, override_score
from quizapp.grades.single_grades import SingleGrade, single_grade
from quizapp.grades.words import remarks
from quizapp.web import clock
from quizapp.web.edges import cleaned, is_row_id
from quizapp.web.number_fields import FigureField
from quizapp.web.select_choices import SelectChoice

PLACE = (
    "/teach/classrooms/<public_id:classroom_id>/learners/<public_id:learner_id>"
    "/assignments/<public_id:assignment_id>"
)
LONGEST_REASON = 500
NO_ROW = -1

Page = str | Response | tuple[str, int]


class OverrideForm(FlaskForm):
    """A score set by hand, or the wish to take one back; `seen` is what the page showed last."""

    score = FigureField(_l("Score"), render_kw={"inputmode": "decimal", "autocomplete": "off"})
    unit = RadioField(
        _l("in"),
        choices=[
            SelectChoice("percent", _l("per cent")),
            SelectChoice("points", _l("points")),
        ],
        default="percent",
    )
    reason = StringField(
        _l("Reason"),
        description=_l("Kept with the score, for teachers to read."),
        filters=[cleaned],
        validators=[
            DataRequired(_l("Say why.")),
            Length(
                max=LONGEST_REASON, message=_l("At most %(max)s characters.", max=LONGEST_REASON)
            ),
        ],
        render_kw={"maxlength": LONGEST_REASON, "autocomplete": "off"},
    )
    seen = HiddenField()
    action = HiddenField()

    @property
    def takes_back(self) -> bool:
        """Whether what was set by hand is to be taken back."""
        return bool(self.action.data == "take-back")

    def decided(self, most_points: float | None) -> NewOverride | None:
        """What was decided, None if it cannot be: then the fields say why.

        Args:
            most_points: The maximum that points are of; None where there is none to be known.
        """
        is_valid = self.validate()
        share = None if self.takes_back else self._share(most_points)
        if not is_valid or (share is None and not self.takes_back):
            return None
        reason, seen = self.reason.data or "", self.seen.data or ""
        return NewOverride(share, reason, int(seen) if is_row_id(seen) else NO_ROW)

    def _share(self, most_points: float | None) -> float | None:
        most = 100.0
        if self.unit.data == "points":
            if most_points is None:
                _refuse(self.unit, _("Give per cent: there is no attempt to count points of."))
                return None
            most = most_points
        figure = self.score.data
        if figure is None or not 0 <= figure <= most:
            _refuse(self.score, _("Give a number from 0 to %(most)s.", most=f"{most:g}"))
            return None
        return float(figure) / most


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


def _refuse(field: Any, words: str) -> None:
    """Say this alone: it tells more than that a number could not be read."""
    field.errors = [words]

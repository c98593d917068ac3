"""How well the predictions for a class came true."""

from __future__ import annotations

from flask import render_template

from quizapp.analysis.blueprint import bp
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.memory.predictions.prediction_gain import FEWEST_LEARNERS, FEWEST_OF_A_CLASS
from quizapp.domain.memory.updates import PRIOR
from quizapp.memory.prediction_reports import report_of_class
from quizapp.web import clock


@bp.get("/teach/classrooms/<public_id:classroom_id>/predictions")
@in_classroom
def view_predictions(classroom: ClassFacts) -> str:
    """Show what was expected of answers beside what came of them, and how that was found."""
    return render_template(
        "analysis/predictions/view_predictions.html",
        classroom=classroom,
        report=report_of_class(classroom.id, clock.today()),
        fewest=FEWEST_OF_A_CLASS,
        fewest_learners=FEWEST_LEARNERS,
        prior=PRIOR,
    )

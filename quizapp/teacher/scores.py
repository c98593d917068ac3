"""The class's scores: everybody's, one learner's, one attempt, a CSV."""

from __future__ import annotations

from flask import Response, render_template
from flask_babel import gettext as _

from quizapp import clock
from quizapp.auth.guards import teachers_only
from quizapp.exchange.csv_table import csv_bytes
from quizapp.services import scores
from quizapp.services.banks import bank_shelf
from quizapp.services.looking_back import look_backs, summary_of
from quizapp.teacher.blueprint import bp


@bp.get("")
@teachers_only
def view_scores() -> str:
    """Show every learner's best scores by quiz."""
    shelf = bank_shelf()
    columns, rows = scores.score_table(shelf.bank)
    return render_template(
        "teacher/view_scores.html",
        quizzes=columns,
        rows=rows,
        learner_count=len(rows),
        bank_errors=shelf.error_count,
    )


@bp.get("/scores.csv")
@teachers_only
def export_scores() -> Response:
    """Hand out every finished attempt as a table for a spreadsheet."""
    header = [
        _("Learner"),
        _("User name"),
        _("Quiz"),
        _("Score"),
        _("Maximum"),
        _("Share"),
        _("Started"),
        _("Finished"),
    ]
    body = csv_bytes(header, map(_csv_row, scores.score_lines()))
    name = f"scores-{clock.today().isoformat()}.csv"
    return Response(
        body,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.get("/learners/<public_id:learner_id>")
@teachers_only
def view_learner(learner_id: str) -> str:
    """Show one learner's attempts."""
    learner, attempts = scores.learner_with(learner_id)
    return render_template("teacher/view_learner.html", learner=learner, attempts=attempts)


@bp.get("/attempts/<public_id:attempt_id>")
@teachers_only
def view_attempt(attempt_id: str) -> str:
    """Show one attempt item by item, as the learner saw it."""
    learner, attempt = scores.attempt_for_teacher(attempt_id)
    return render_template(
        "teacher/view_attempt.html",
        learner=learner,
        attempt=summary_of(attempt),
        looks=look_backs(attempt),
    )


def _csv_row(line: scores.ScoreLine) -> list[str | float | None]:
    zone = clock.zone()
    return [
        line.learner.name,
        line.learner.user_name or _("guest"),
        line.quiz_title,
        round(line.score, 4),
        line.max_score,
        round(line.score / line.max_score, 4),
        line.started_at.astimezone(zone).isoformat(" ", "minutes")[:16],
        line.finished_at.astimezone(zone).isoformat(" ", "minutes")[:16],
    ]

"""Scores without regard to classes: all of one's learners, one of them, one attempt, a CSV."""

from __future__ import annotations

from flask import Response, g, render_template
from flask_babel import gettext as _

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.assignments.assigned_banks import served_banks
from quizapp.banks.in_url import bank_name, name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.exchange.csv_table import csv_bytes
from quizapp.grades import scores
from quizapp.grades.blueprint import bp
from quizapp.web import clock
from quizapp.web.downloads import attachment
from quizapp.web.filters import access_words


@bp.get("/teach/scores")
@bp.get("/teach/banks/<bank_key:bank_id>/scores")
@teachers_only
def view_scores() -> str:
    """Show the best scores of one's learners by quiz, one bank at a time."""
    table = scores.score_table(g.get("bank_id"), served_banks(), known_person().id, clock.now())
    return render_template("grades/scores/view_scores.html", table=table)


@bp.get("/teach/scores.csv")
@teachers_only
def export_scores() -> Response:
    """Hand out the finished attempts of one's learners as a table for a spreadsheet."""
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
    if bank_shelf().has_several:
        header.insert(2, _("Question file"))
    body = csv_bytes(header, map(_csv_row, scores.score_lines(known_person().id)))
    name = f"scores-{clock.today().isoformat()}.csv"
    return attachment(body, "text/csv", name)


@bp.get("/teach/learners/<public_id:learner_id>")
@teachers_only
def view_learner(learner_id: str) -> str:
    """Show one learner's attempts."""
    learner, attempts = scores.learner_with(learner_id, known_person().id, clock.now())
    return render_template("grades/scores/view_learner.html", learner=learner, attempts=attempts)


@bp.get("/teach/attempts/<public_id:attempt_id>")
@teachers_only
def view_attempt(attempt_id: str) -> str:
    """Show one attempt item by item, as the learner saw it."""
    attempt = scores.attempt_for_teacher(attempt_id, known_person().id, clock.now())
    name_bank_in_links(attempt.summary.bank_id)
    return render_template(
        "grades/scores/view_attempt.html",
        learner=attempt.learner,
        attempt=attempt.summary,
        looks=attempt.looks,
    )


def _csv_row(line: scores.ScoreLine) -> list[str | float | None]:
    zone = clock.zone()
    return [
        line.learner.name,
        line.learner.user_name or access_words(line.learner.access),
        *([name] if (name := bank_name(line.bank_id)) else []),
        line.quiz_title,
        round(line.score, 4),
        line.max_score,
        round(line.score / line.max_score, 4),
        line.started_at.astimezone(zone).isoformat(" ", "minutes")[:16],
        line.finished_at.astimezone(zone).isoformat(" ", "minutes")[:16],
    ]

"""Scores without regard to classes: all of one's learners, one of them, one attempt, a CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, g, render_template
from flask_babel import gettext as _

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.attempts.looking_back import look_backs, summary_of
from quizapp.banks.in_url import bank_name, be_about
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.exchange.csv_table import csv_bytes
from quizapp.grades import scores
from quizapp.grades.blueprint import bp
from quizapp.web import clock


@dataclass(frozen=True)
class BankChoice:
    """A bank whose scores can be looked at; `is_here` unless it has left the server."""

    id: str
    title: str
    language: str | None
    is_here: bool


@bp.get("/teach")
@bp.get("/teach/banks/<bank_key:bank_id>/scores")
@teachers_only
def view_scores() -> str:
    """Show the best scores of one's learners by quiz, one bank at a time."""
    banks = {published.bank.id: published.bank for published in bank_shelf().published}
    choices = _choices(banks)
    chosen = g.get("bank_id") or (choices[0].id if choices else "")
    if chosen not in {choice.id for choice in choices} | {""}:
        raise NotFound
    columns, rows = scores.score_table(chosen, banks.get(chosen), known_person().id)
    return render_template(
        "grades/scores/view_scores.html",
        choices=choices,
        chosen=chosen,
        quizzes=columns,
        rows=rows,
        learner_count=len(rows),
        bank_errors=bank_shelf().error_count,
    )


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
        header.insert(2, _("Bank"))
    body = csv_bytes(header, map(_csv_row, scores.score_lines(known_person().id)))
    name = f"scores-{clock.today().isoformat()}.csv"
    return Response(
        body,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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
    learner, attempt = scores.attempt_for_teacher(attempt_id, known_person().id)
    be_about(attempt.bank_key)
    return render_template(
        "grades/scores/view_attempt.html",
        learner=learner,
        attempt=summary_of(attempt.id, clock.now()),
        looks=look_backs(attempt.id),
    )


def _choices(banks: Mapping[str, Bank]) -> list[BankChoice]:
    """The banks of the server in their order, then those that have left it with scores behind."""
    here = [BankChoice(bank.id, bank.title, bank.language, True) for bank in banks.values()]
    gone = [
        BankChoice(bank_id, bank_id, None, False)
        for bank_id in scores.bank_ids_with_scores()
        if bank_id not in banks
    ]
    return here + gone


def _csv_row(line: scores.ScoreLine) -> list[str | float | None]:
    zone = clock.zone()
    return [
        line.learner.name,
        line.learner.user_name or _("guest"),
        *([name] if (name := bank_name(line.bank_id)) else []),
        line.quiz_title,
        round(line.score, 4),
        line.max_score,
        round(line.score / line.max_score, 4),
        line.started_at.astimezone(zone).isoformat(" ", "minutes")[:16],
        line.finished_at.astimezone(zone).isoformat(" ", "minutes")[:16],
    ]

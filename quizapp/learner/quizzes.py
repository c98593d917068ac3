"""Choosing a quiz and starting it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp import clock
from quizapp.auth.sessions import ensure_person
from quizapp.domain.bank import Quiz
from quizapp.domain.errors import NotFound
from quizapp.extensions import limiter
from quizapp.learner.blueprint import bp, current_user_id
from quizapp.services import taking
from quizapp.services.banks import published_bank
from quizapp.services.progress import quiz_attempts, quiz_summaries
from quizapp.services.revisions import PublishedBank


@bp.get("/quizzes")
def list_quizzes() -> str:
    """Show all quizzes."""
    quizzes = quiz_summaries(current_user_id(), published_bank().bank)
    return render_template("learner/list_quizzes.html", quizzes=quizzes)


@bp.get("/quizzes/<bank_key:quiz_id>")
def view_quiz(quiz_id: str) -> str:
    """Show a quiz before it begins, with earlier attempts."""
    published = published_bank()
    _quiz(published, quiz_id)
    user_id = current_user_id()
    return render_template(
        "learner/view_quiz.html",
        quiz=next(row for row in quiz_summaries(user_id, published.bank) if row.id == quiz_id),
        attempts=quiz_attempts(user_id, published.bank.id, quiz_id),
    )


@bp.post("/quizzes/<bank_key:quiz_id>/attempts")
@limiter.limit("3000 per hour")
def start_quiz(quiz_id: str) -> Response:
    """Begin the quiz, or go on with the attempt already begun."""
    published = published_bank()
    quiz = _quiz(published, quiz_id)
    attempt_id = taking.start_attempt(published, quiz, ensure_person().id, clock.now())
    return redirect(url_for("learner.view_attempt", attempt_id=attempt_id), code=303)


def _quiz(published: PublishedBank, quiz_id: str) -> Quiz:
    quiz = published.bank.quizzes.get(quiz_id)
    if quiz is None:
        raise NotFound
    return quiz

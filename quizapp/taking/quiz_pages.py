"""Choosing a quiz and starting it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.sessions import current_user_id, ensure_person
from quizapp.assignments.own_assignments import reserving_assignment
from quizapp.banks.in_url import banks_asked_for, published_banks_asked_for
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.versions import shown_bank
from quizapp.domain.drills.choosing import is_drawn
from quizapp.domain.errors import NotFound
from quizapp.taking import starting
from quizapp.taking.blueprint import bp
from quizapp.taking.overviews import overviews, quiz_attempts, quiz_summaries
from quizapp.web import clock
from quizapp.web.extensions import limiter


@bp.get("/quizzes")
@bp.get("/banks/<bank_key:bank_id>/quizzes")
def list_quizzes() -> str:
    """Show all quizzes, bank by bank."""
    banks = [shown_bank(bank) for bank in banks_asked_for()]
    by_bank = overviews(current_user_id(), banks, clock.now())
    return render_template("taking/list_quizzes.html", overviews=by_bank)


@bp.get("/quizzes/<bank_key:quiz_id>")
@bp.get("/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>")
def view_quiz(quiz_id: str) -> str:
    """Show a quiz before it begins, with earlier attempts."""
    bank = shown_bank(_published_with(quiz_id).bank)
    user_id, now = current_user_id(), clock.now()
    return render_template(
        "taking/view_quiz.html",
        bank=bank,
        quiz=next(row for row in quiz_summaries(user_id, bank, now) if row.id == quiz_id),
        is_drawn=is_drawn(bank, bank.quizzes[quiz_id]),
        attempts=quiz_attempts(user_id, bank.id, quiz_id, now),
        reserved=reserving_assignment(user_id, bank.id, quiz_id, now) if user_id else None,
    )


@bp.post("/quizzes/<bank_key:quiz_id>/attempts")
@bp.post("/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/attempts")
@limiter.limit("3000 per hour")
def start_quiz(quiz_id: str) -> Response:
    """Begin the quiz, or go on with the attempt already begun."""
    published = _published_with(quiz_id)
    quiz = published.bank.quizzes[quiz_id]
    attempt_id = starting.start_attempt(published, quiz, ensure_person().id, clock.moment())
    return redirect(url_for("taking.view_attempt", attempt_id=attempt_id), code=303)


def _published_with(quiz_id: str) -> PublishedBank:
    """The bank that has this quiz; an address that names no bank will do where it is the only one.

    A link from before a second bank came goes on to work.

    Raises:
        NotFound: no bank has this quiz, or several have.
    """
    having = [
        published for published in published_banks_asked_for() if quiz_id in published.bank.quizzes
    ]
    if len(having) != 1:
        raise NotFound
    return having[0]

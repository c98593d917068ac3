"""A bank's own page, and the learner's progress."""

from __future__ import annotations

from flask import render_template

from quizapp.accounts.sessions import current_user_id
from quizapp.banks.in_url import banks_asked_for
from quizapp.banks.shelf import bank_shelf, published_bank
from quizapp.banks.versions import shown_bank
from quizapp.memory.prediction_reports import own_tenths
from quizapp.practice.blueprint import bp
from quizapp.practice.own_topics import own_topics
from quizapp.practice.progress import progress_of
from quizapp.practice.session import session_of
from quizapp.taking.overviews import quiz_summaries
from quizapp.web import clock


@bp.get("/banks/<bank_key:bank_id>")
def view_bank() -> str:
    """Show one bank: its article, its quizzes, and how the learner is doing with them."""
    bank = shown_bank(published_bank().bank)
    user_id, moment = current_user_id(), clock.moment()
    session = session_of(user_id, list(bank_shelf().banks.values()), moment)
    return render_template(
        "practice/view_bank.html",
        bank=bank,
        quizzes=quiz_summaries(user_id, bank, moment.now),
        session=session,
        topics=own_topics([bank], session.items, session.terms.today),
    )


@bp.get("/progress")
def view_progress() -> str:
    """Show what is known now and on the day that counts, weak topics, days and scores."""
    user_id, moment, banks = current_user_id(), clock.moment(), banks_asked_for()
    return render_template(
        "practice/view_progress.html",
        progress=progress_of(user_id, banks, moment, [shown_bank(bank) for bank in banks]),
        tenths=own_tenths(user_id, moment.now, moment.today),
    )

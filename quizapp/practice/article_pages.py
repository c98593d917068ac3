"""The article: to read, with questions in it, and with the words lit that an answer stands in."""

from __future__ import annotations

from flask import render_template, request

from quizapp.accounts.sessions import current_user_id
from quizapp.banks.in_url import banks_asked_for
from quizapp.banks.versions import shown_bank
from quizapp.practice.blueprint import bp
from quizapp.practice.reading import chapters_of
from quizapp.practice.session import session_of
from quizapp.practice.way_back import way_back
from quizapp.web import clock

_KEPT = (
    "passage",
    "words",
    "attempt",
    "question",
    "card",
    "look",
    "section",
    "topic",
    "until",
    "bank",
)


@bp.get("/article")
@bp.get("/banks/<bank_key:bank_id>/article")
def read_article() -> str:
    """Show the article to read, or the articles to choose from."""
    banks = banks_asked_for()
    if len(banks) > 1:
        return render_template(
            "practice/list_articles.html", banks=[shown_bank(bank) for bank in banks]
        )
    bank, asked = shown_bank(banks[0]), request.args
    session = session_of(current_user_id(), banks, clock.moment())
    return render_template(
        "practice/read_article.html",
        bank=bank,
        article=bank.shown_article,
        chapters=chapters_of(bank, session),
        so_far=session.so_far.answered,
        lit={asked.get("passage"): asked.getlist("words")},
        way_back=way_back(asked),
        has_marks=asked.get("marks") != "off",
        here={name: asked.getlist(name) for name in _KEPT if name in asked},
    )

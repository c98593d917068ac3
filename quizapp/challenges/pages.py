"""Challenging a key with the words of the article."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.banks.shelf import find_published_bank
from quizapp.challenges.blueprint import bp
from quizapp.challenges.challenging import challenge_item, challengeable_item
from quizapp.challenges.forms import ChallengeForm
from quizapp.domain.bank import Bank
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import NotFound, PhraseNotThere
from quizapp.taking.own_attempts import OwnAttempt
from quizapp.taking.pages import get_own_attempt
from quizapp.web import clock


@bp.get("/attempts/<public_id:attempt_id>/items/<int:position>/challenge")
def plan_challenge(attempt_id: str, position: int) -> str:
    """Show the question as it was marked, and the article to find the words in."""
    attempt = get_own_attempt(attempt_id)
    look = challengeable_item(attempt, position)
    return _form_page(attempt, look, _bank_of(attempt), ChallengeForm(formdata=None))


@bp.post("/attempts/<public_id:attempt_id>/items/<int:position>/challenge")
def make_challenge(attempt_id: str, position: int) -> Response | tuple[str, int]:
    """Send the challenge to the teachers of the learner's classes."""
    attempt = get_own_attempt(attempt_id)
    form, bank, now = ChallengeForm(), _bank_of(attempt), clock.now()
    is_sent = False
    if form.validate():
        try:
            challenge_item(attempt_id, position, attempt.user_id, bank.article, form.new, now)
            is_sent = True
        except PhraseNotThere as error:
            form.refuse_phrase(error)
    if not is_sent:
        return _form_page(attempt, challengeable_item(attempt, position), bank, form), 422
    flash(_("Your teacher will look at it. The answer will stand here."))
    return redirect(url_for("taking.view_item", attempt_id=attempt_id, position=position), code=303)


def _bank_of(attempt: OwnAttempt) -> Bank:
    """The bank of an attempt, which has the article.

    Raises:
        NotFound: it has left the server.
    """
    published = find_published_bank()
    if published is None or published.bank.id != attempt.bank_id:
        raise NotFound
    return published.bank


def _form_page(attempt: OwnAttempt, look: LookBack, bank: Bank, form: ChallengeForm) -> str:
    return render_template(
        "challenges/challenge_item.html",
        attempt=attempt,
        look=look,
        article=bank.article,
        form=form,
    )

"""The pages on which a learner challenges a key."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import find_published_bank
from quizapp.challenges.blueprint import bp
from quizapp.challenges.challenging import challenge_item, challengeable_item
from quizapp.challenges.forms import ChallengeForm
from quizapp.challenges.meaning_the_same import say_the_same, take_back
from quizapp.domain.bank import Bank
from quizapp.domain.errors import ChallengeDecided, NotFound, PhraseNotThere
from quizapp.taking.own_attempts import own_attempt_of
from quizapp.web import clock


@bp.get("/attempts/<public_id:attempt_id>/items/<int:position>/challenge")
def plan_challenge(attempt_id: str, position: int) -> str:
    """Show the question as it was marked, and the article to find the words in."""
    return _form_page(attempt_id, position, ChallengeForm(formdata=None))


@bp.post("/attempts/<public_id:attempt_id>/items/<int:position>/challenge")
def make_challenge(attempt_id: str, position: int) -> Response | tuple[str, int]:
    """Send the challenge to the teachers of the learner's classes."""
    user_id, now = known_person().id, clock.now()
    article = _bank_in_use(own_attempt_of(attempt_id, user_id, now).bank_id).article
    form = ChallengeForm()
    if not form.validate():
        return _form_page(attempt_id, position, form), 422
    try:
        challenge_item(attempt_id, position, user_id, article, form.new, now)
    except PhraseNotThere as error:
        form.refuse_phrase(error)
        return _form_page(attempt_id, position, form), 422
    flash(_("Your teacher will look at it. The answer will stand here."))
    return _back_to_question(attempt_id, position)


@bp.post("/attempts/<public_id:attempt_id>/items/<int:position>/same")
def say_same(attempt_id: str, position: int) -> Response:
    """Tell the teachers that what was typed means the same as the answer."""
    say_the_same(attempt_id, position, known_person().id, clock.now())
    flash(_("Your teacher will look at it. The answer will stand beside the question."))
    return _back_to_question(attempt_id, position)


@bp.post("/attempts/<public_id:attempt_id>/items/<int:position>/same/undo")
def undo_same(attempt_id: str, position: int) -> Response:
    """Take that back, unless a teacher was faster."""
    try:
        take_back(attempt_id, position, known_person().id, clock.now())
        flash(_("Taken back. Your teacher is not asked."))
    except ChallengeDecided:
        flash(_("Your teacher has decided already. The answer stands beside the question."))
    return _back_to_question(attempt_id, position)


def _back_to_question(attempt_id: str, position: int) -> Response:
    address = url_for("taking.view_item", attempt_id=attempt_id, position=position)
    return redirect(address, code=303)


def _form_page(attempt_id: str, position: int, form: ChallengeForm) -> str:
    item = challengeable_item(attempt_id, position, known_person().id, clock.now())
    article = _bank_in_use(item.bank_id).article
    return render_template("challenges/challenge_item.html", item=item, article=article, form=form)


def _bank_in_use(bank_id: str) -> Bank:
    """The bank of this id, which the page's links lead back to.

    Raises:
        NotFound: it has left the server.
    """
    name_bank_in_links(bank_id)
    published = find_published_bank()
    if published is None or published.bank.id != bank_id:
        raise NotFound
    return published.bank

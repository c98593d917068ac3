"""Reviewing flashcards."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.accounts.sessions import current_person, current_user_id, ensure_person
from quizapp.accounts.signed_out import log_in_again
from quizapp.banks.in_url import banks_asked_for, name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.practice import rating, reviewing
from quizapp.practice.blueprint import bp
from quizapp.practice.card_forms import RatedForm, RatingForm
from quizapp.practice.card_queue import CardKey
from quizapp.web import clock
from quizapp.web.errors import old_page


@bp.get("/cards")
def review_cards() -> str:
    """Show the front of the next card, its back when asked for, or that today is done."""
    user_id, moment = current_user_id(), clock.moment()
    queue, card = reviewing.next_card(
        user_id, banks_asked_for(), moment, _card_to_turn(), request.args.get("look", type=int)
    )
    if card is not None:
        name_bank_in_links(card.bank_id)
    is_turned = card is not None and card.back is not None
    last = None if is_turned else rating.last_rating(user_id, moment)
    return render_template("practice/review_cards.html", card=card, queue=queue, last=last)


@bp.post("/cards/ratings")
def rate_card() -> Response:
    """Save how well a card was remembered, and go on to the next."""
    form = RatingForm()
    if not form.validate():
        abort(400)
    if form.whose.data and form.whose.data != getattr(current_person(), "public_id", None):
        return _log_in_for_cards()
    rating.rate_card(
        bank_shelf().published_bank(form.bank_id.data or None),
        ensure_person().id,
        form.item,
        form.number,
        form.given,
        clock.moment(),
    )
    return redirect(url_for("practice.review_cards"), code=303)


@bp.post("/cards/ratings/undo")
def undo_rating() -> Response:
    """Take the last rating back, and show the card's back again to rate it anew."""
    form = RatedForm()
    if not form.validate():
        abort(400)
    key = CardKey(bank_shelf().published_bank(form.bank_id.data or None).bank.id, form.item)
    if not rating.undo_rating(known_person().id, key, form.number, clock.moment()):
        flash(_("This rating can no longer be undone. Nothing was changed."))
        return redirect(url_for("practice.review_cards"), code=303)
    shown = f"{key.bank_id}/{key.item_id}" if bank_shelf().has_several else key.item_id
    return redirect(url_for("practice.review_cards", show=shown, look=form.number), code=303)


@bp.errorhandler(CSRFError)
def answer_old_card(_error: CSRFError) -> Response:
    """Say why nothing is taken from a page that was opened before its learner logged out."""
    return old_page() if current_person() else _log_in_for_cards()


def _log_in_for_cards() -> Response:
    return log_in_again(
        _("You are no longer logged in, so the card was not rated. Log in to go on."),
        url_for("practice.review_cards"),
    )


def _card_to_turn() -> CardKey | None:
    """The card whose back is asked for: `?show=<item>`, with several banks `<bank>/<item>`."""
    shelf, shown = bank_shelf(), request.args.get("show", "")
    if "/" in shown:
        return CardKey(*shown.split("/", 1))
    return None if shelf.has_several else CardKey(shelf.published_bank().bank.id, shown)

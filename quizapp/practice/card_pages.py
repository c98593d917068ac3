"""Reviewing flashcards."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.sessions import current_user_id, ensure_person
from quizapp.banks.in_url import banks_asked_for, be_about
from quizapp.banks.shelf import bank_shelf
from quizapp.practice import reviewing
from quizapp.practice.blueprint import bp
from quizapp.practice.card_forms import RatingForm
from quizapp.practice.card_queue import CardKey
from quizapp.web import clock


@bp.get("/cards")
def review_cards() -> str:
    """Show the front of the next card, its back when asked for, or that today is done."""
    queue, card = reviewing.next_card(
        current_user_id(), banks_asked_for(), clock.moment(), _card_to_turn()
    )
    if card is not None:
        be_about(card.bank_id)
    return render_template("practice/review_cards.html", card=card, queue=queue)


@bp.post("/cards/ratings")
def rate_card() -> Response:
    """Save how well a card was remembered, and go on to the next."""
    form = RatingForm()
    if not form.validate():
        abort(400)
    reviewing.rate_card(
        bank_shelf().published_bank(form.bank_id.data or None),
        ensure_person().id,
        form.item_id.data or "",
        form.sequence.data or 0,
        form.given,
        clock.moment(),
    )
    return redirect(url_for("practice.review_cards"), code=303)


def _card_to_turn() -> CardKey | None:
    """The card whose back is asked for: `?show=<item>`, with several banks `<bank>/<item>`."""
    shelf, shown = bank_shelf(), request.args.get("show", "")
    if "/" in shown:
        return CardKey(*shown.split("/", 1))
    return None if shelf.has_several else CardKey(shelf.published_bank().bank.id, shown)

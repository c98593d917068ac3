"""The session: going through what today's plan asks, a card or a question at a time."""

from __future__ import annotations

from flask import abort, flash, redirect, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.accounts.sessions import current_person, current_user_id, ensure_person
from quizapp.accounts.signed_out import log_in_again
from quizapp.banks.shelf import bank_shelf
from quizapp.memory.hidden_items import ItemKey
from quizapp.practice import rating
from quizapp.practice.blueprint import bp
from quizapp.practice.card_forms import RatedForm, RatingForm
from quizapp.practice.going_on import (
    asked_question,
    asked_session,
    cards_url,
    gone_on,
    session_page,
)
from quizapp.taking.pages import item_url
from quizapp.web import clock
from quizapp.web.errors import old_page
from quizapp.web.parts import is_part_asked, named_part


@bp.get("/cards")
def review_cards() -> str | Response:
    """Show the next card, say that a question comes next, or that today is done."""
    user_id = current_user_id()
    if "show" in request.args:
        look = request.args.get("look", type=int)
        return session_page(user_id, asked_session(user_id), _card_to_turn(), look)
    begun = asked_question(user_id)
    if begun is not None:
        return redirect(item_url(begun, 1), code=303)
    return session_page(user_id, asked_session(user_id))


@bp.post("/cards/next")
def go_on() -> Response:
    """Go on with what comes next; a question is put first."""
    return gone_on(current_user_id() or ensure_person().id)


@bp.post("/cards/ratings")
def rate_card() -> Response:
    """Save how well a card was remembered, and go on to the next."""
    form = RatingForm()
    if not form.validate():
        abort(400)
    if form.whose.data and form.whose.data != getattr(current_person(), "public_id", None):
        return _log_in_for_cards()
    user_id = ensure_person().id
    published = bank_shelf().published_bank(form.bank_id.data or None)
    moment = clock.moment()
    if not rating.rate_card(published, user_id, form.given_at(moment.now), moment):
        flash(
            _(
                "You went on with that card in another tab or on another device. "
                "What you did there counts."
            )
        )
    return gone_on(user_id)


@bp.post("/cards/ratings/undo")
def undo_rating() -> Response:
    """Take the last rating back, and show the card's back again to rate it anew."""
    form = RatedForm()
    if not form.validate():
        abort(400)
    user_id = known_person().id
    key = ItemKey(bank_shelf().published_bank(form.bank_id.data or None).bank.id, form.item)
    if not rating.undo_rating(user_id, key, form.number, clock.moment()):
        flash(_("This rating can no longer be undone. Nothing was changed."))
        return gone_on(user_id)
    shown = f"{key.bank_id}/{key.item_id}" if bank_shelf().has_several else key.item_id
    address = cards_url(show=shown, look=form.number)
    if not is_part_asked():
        return redirect(address, code=303)
    return named_part(session_page(user_id, asked_session(user_id), key, form.number), address)


@bp.errorhandler(CSRFError)
def answer_old_card(_error: CSRFError) -> Response:
    """Say why nothing is taken from a page that was opened before its learner logged out."""
    return old_page() if current_person() else _log_in_for_cards()


def _log_in_for_cards() -> Response:
    return log_in_again(
        _("You are no longer logged in, so the card was not rated. Log in to go on."),
        cards_url(),
    )


def _card_to_turn() -> ItemKey | None:
    """The card whose back is asked for: `?show=<item>`, with several banks `<bank>/<item>`."""
    shelf, shown = bank_shelf(), request.args.get("show", "")
    if "/" in shown:
        return ItemKey(*shown.split("/", 1))
    if not shown or shelf.has_several:
        return None
    return ItemKey(shelf.published_bank().bank.id, shown)

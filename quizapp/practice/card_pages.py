"""The session: going through what today's plan asks, a card or a question at a time."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.accounts.sessions import current_person, current_user_id, ensure_person
from quizapp.accounts.signed_out import log_in_again
from quizapp.banks.in_url import banks_asked_for, name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.memory.plan.pace import Form
from quizapp.practice import rating
from quizapp.practice.blueprint import bp
from quizapp.practice.card_forms import RatedForm, RatingForm
from quizapp.practice.checked_questions import begin_question, question_to_go_on_with
from quizapp.practice.chosen_part import chosen_part
from quizapp.practice.done_today import done_today
from quizapp.practice.hidden_items import ItemKey
from quizapp.practice.plan_items import key_of
from quizapp.practice.scope import Scope
from quizapp.practice.session import MORE, Session, session_of
from quizapp.practice.showing_cards import ShownCard, may_be_turned, shown_card
from quizapp.web import clock
from quizapp.web.errors import old_page


@bp.get("/cards")
def review_cards() -> str | Response:
    """Show the next card, say that a question comes next, or that today is done."""
    user_id, now = current_user_id(), clock.now()
    begun = question_to_go_on_with(user_id)
    if begun is not None and "show" not in request.args:
        return redirect(_question_url(begun), code=303)
    session = _session(user_id)
    card = _card(user_id, session)
    if card is not None:
        name_bank_in_links(card.bank_id)
    is_turned = "show" in request.args and card is not None
    return render_template(
        "practice/review_cards.html",
        card=card,
        ask=session.next_ask,
        is_turned=is_turned,
        session=session,
        done=None if card or session.next_ask else done_today(session),
        part=chosen_part(_scope(), bank_shelf().banks, session.items, session.terms.today),
        more=session.so_far.answered + MORE,
        scope=_scope().as_query(),
        last=None if is_turned else rating.last_rating(user_id, session.terms),
        shown_at=int(now.timestamp()),
    )


@bp.post("/cards/next")
def go_on() -> Response:
    """Go on with what comes next; a question is put first."""
    user_id = current_user_id() or ensure_person().id
    return redirect(_next_url(user_id), code=303)


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
    rating.rate_card(published, user_id, form.given_at(moment.now), moment)
    return redirect(_next_url(user_id), code=303)


@bp.post("/cards/ratings/undo")
def undo_rating() -> Response:
    """Take the last rating back, and show the card's back again to rate it anew."""
    form = RatedForm()
    if not form.validate():
        abort(400)
    key = ItemKey(bank_shelf().published_bank(form.bank_id.data or None).bank.id, form.item)
    if not rating.undo_rating(known_person().id, key, form.number, clock.moment()):
        flash(_("This rating can no longer be undone. Nothing was changed."))
        return redirect(_cards_url(), code=303)
    shown = f"{key.bank_id}/{key.item_id}" if bank_shelf().has_several else key.item_id
    return redirect(_cards_url(show=shown, look=form.number), code=303)


@bp.errorhandler(CSRFError)
def answer_old_card(_error: CSRFError) -> Response:
    """Say why nothing is taken from a page that was opened before its learner logged out."""
    return old_page() if current_person() else _log_in_for_cards()


def _log_in_for_cards() -> Response:
    return log_in_again(
        _("You are no longer logged in, so the card was not rated. Log in to go on."),
        _cards_url(),
    )


def _session(user_id: int | None) -> Session:
    return session_of(user_id, banks_asked_for(), clock.moment(), _scope())


def _card(user_id: int | None, session: Session) -> ShownCard | None:
    """The card to show: the one asked for, or the next. None where a question is, or nothing.

    This is the only way to a card's back, and here it is decided whether it may be seen: a card
    of which a key is held back gives way to the next one.
    """
    banks = bank_shelf().banks
    turned, look = _card_to_turn(), request.args.get("look", type=int)
    if turned is not None and may_be_turned(turned, banks.get(turned.bank_id), session.hidden):
        return shown_card(user_id, banks[turned.bank_id], turned.item_id, session.terms, look)
    ask = session.next_ask
    if ask is None or ask.form is not Form.CARD:
        return None
    key = key_of(ask.item)
    return shown_card(user_id, banks[key.bank_id], key.item_id, session.terms)


def _next_url(user_id: int) -> str:
    """The address of what comes next; a question is put, so that it has one."""
    begun = question_to_go_on_with(user_id)
    if begun is not None:
        return _question_url(begun)
    ask = _session(user_id).next_ask
    if ask is None or ask.form is Form.CARD:
        return _cards_url()
    key = key_of(ask.item)
    published = bank_shelf().published_bank(key.bank_id)
    title = _("Today’s session")
    return _question_url(begin_question(published, user_id, key.item_id, title, clock.now()))


def _question_url(attempt_id: str) -> str:
    return url_for("taking.view_item", attempt_id=attempt_id, position=1)


def _cards_url(**query: Any) -> str:
    return url_for("practice.review_cards", **_scope().as_query(), **query)


def _scope() -> Scope:
    published = bank_shelf().banks
    bank_id = request.args.get("bank") or next(iter(published), None)
    return Scope.of_query(request.args, bank_id)


def _card_to_turn() -> ItemKey | None:
    """The card whose back is asked for: `?show=<item>`, with several banks `<bank>/<item>`."""
    shelf, shown = bank_shelf(), request.args.get("show", "")
    if "/" in shown:
        return ItemKey(*shown.split("/", 1))
    if not shown or shelf.has_several:
        return None
    return ItemKey(shelf.published_bank().bank.id, shown)

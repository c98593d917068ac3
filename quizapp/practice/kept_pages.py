"""Cards without a connection: what a device keeps, and what it sends when there is one again."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, render_template
from werkzeug.wrappers import Response

from quizapp.accounts.sessions import current_person
from quizapp.banks.shelf import bank_shelf
from quizapp.practice.blueprint import bp
from quizapp.practice.card_forms import LateRatingForm
from quizapp.practice.kept_cards import KeptCard, kept_cards
from quizapp.practice.late_rating import record_late_rating
from quizapp.web import clock
from quizapp.web.form_tokens import form_token

CONFLICT = 409


@bp.get("/cards/today.json")
def keep_cards() -> Response:
    """Give the device today's cards, and say whose they are; of nobody there are none."""
    person = current_person()
    if person is None:
        return _for_nobody_else(whose=None, cards=[], seconds=0)
    kept = kept_cards(person.id, clock.moment())
    return _for_nobody_else(
        whose=person.public_id, seconds=kept.seconds, cards=[_sent(card) for card in kept.cards]
    )


@bp.get("/cards/ratings/late")
def begin_sending() -> Response:
    """Say who is logged in, and give the token without which nothing is taken."""
    person = current_person()
    return _for_nobody_else(whose=person and person.public_id, csrf_token=form_token())


@bp.post("/cards/ratings/late")
def rate_late() -> Response | tuple[Response, int]:
    """Record a rating that was given without a connection, and say what became of it.

    Of somebody who is not logged in now nothing is taken; the device keeps it.
    """
    form = LateRatingForm()
    if not form.validate():
        abort(400)
    person = current_person()
    if person is None or form.whose.data != person.public_id:
        return _for_nobody_else(outcome="not-yours"), CONFLICT
    published = bank_shelf().published_bank(form.bank_id.data or None)
    outcome = record_late_rating(published, person.id, form.late, clock.moment())
    return _for_nobody_else(outcome=outcome)


def _sent(card: KeptCard) -> dict[str, Any]:
    """A card as it is sent: as part of a page, and by what it is known."""
    page = render_template(
        "practice/_card.html",
        card=card.shown,
        ask=card.ask,
        is_turned=False,
        is_kept=True,
        scope={},
    )
    shown = card.shown
    return {
        "bank_id": shown.bank_id,
        "item_id": shown.item_id,
        "sequence": shown.sequence,
        "html": page,
    }


def _for_nobody_else(**facts: Any) -> Response:
    response = jsonify(**facts)
    response.headers["Cache-Control"] = "private, no-store"
    return response

"""Reviewing flashcards."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp import clock
from quizapp.auth.sessions import ensure_person
from quizapp.learner.blueprint import bp, current_user_id
from quizapp.learner.forms import RatingForm
from quizapp.services import remembering
from quizapp.services.banks import published_bank


@bp.get("/cards")
def review_cards() -> str:
    """Show the front of the next card, its back when asked for, or that today is done."""
    bank, user_id, now = published_bank().bank, current_user_id(), clock.now()
    queue = remembering.queue_of(user_id, bank, now)
    shown = request.args.get("show")
    is_shown = shown in bank.items and shown not in queue.held
    item_id = shown if is_shown else next(iter(queue.item_ids), None)
    card = None
    if item_id is not None:
        card = remembering.posed_card(user_id, bank, item_id, now, with_back=item_id == shown)
    return render_template("learner/review_cards.html", card=card, queue=queue)


@bp.post("/cards/ratings")
def rate_card() -> Response:
    """Save how well a card was remembered, and go on to the next."""
    form = RatingForm()
    if not form.validate():
        abort(400)
    remembering.rate_card(
        published_bank(),
        ensure_person().id,
        form.item_id.data or "",
        form.sequence.data or 0,
        form.given,
        clock.now(),
    )
    return redirect(url_for("learner.review_cards"), code=303)

"""One item of an attempt: posed, responded to, looked back on."""

from __future__ import annotations

from dataclasses import asdict

from flask import abort, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.accounts.sessions import current_person
from quizapp.accounts.signed_out import log_in_again
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.drills.posing import PosedItem
from quizapp.domain.errors import NotFound, UnusableChoice
from quizapp.memory.keys_seen import note_keys_seen
from quizapp.memory.last_rating import LastRating, last_rating
from quizapp.memory.terms import terms_of
from quizapp.taking import asked_items, pending, responding
from quizapp.taking.blueprint import bp
from quizapp.taking.given_parts import missing_answers, missing_places
from quizapp.taking.given_text import unreadable_text
from quizapp.taking.own_attempts import (
    OwnAttempt,
    item_ahead,
    item_posed,
    item_shown,
    own_challenges_of,
)
from quizapp.taking.pages import (
    TIME_UP,
    Page,
    attempt_url,
    exit_url,
    get_own_attempt,
    is_bank_here,
    item_url,
    preview_url,
    time_up_page,
    view_attempt,
)
from quizapp.taking.response_form import ResponseForm, read_response
from quizapp.web import clock
from quizapp.web.errors import old_page
from quizapp.web.extensions import db
from quizapp.web.parts import is_part_asked, named_part

NOTHING_CHOSEN = _l("Choose an option, or say that you don’t know.")


@bp.get("/attempts/<public_id:attempt_id>/items/<int:position>")
def view_item(attempt_id: str, position: int) -> Page:
    """Pose an item, or look back on it once it has a response and its key may be seen."""
    attempt = get_own_attempt(attempt_id)
    shown = item_shown(attempt, position)
    if shown is None:
        return redirect(item_url(attempt_id, attempt.next_position), code=303)
    if isinstance(shown, LookBack):
        return _look_back_page(attempt, shown)
    if attempt.is_time_up:
        return time_up_page(attempt)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(asdict(shown))
    return _posed_page(attempt, shown)


@bp.post("/attempts/<public_id:attempt_id>/responses")
def record_response(attempt_id: str) -> Page:
    """Save the response, and show what it was worth or the next item."""
    form = read_response(request.form)
    if form is None:
        abort(400)
    person = current_person()
    if person is None:
        return _kept_for_log_in(attempt_id, form)
    try:
        after = responding.record_response(attempt_id, person.id, form.given, clock.moment())
    except UnusableChoice:
        attempt = get_own_attempt(attempt_id)
        if attempt.is_time_up:
            return time_up_page(attempt), 422
        posed = item_posed(attempt, form.given.position)
        return _posed_page(attempt, posed, form), 422
    if after.is_by_time:
        flash(TIME_UP)
        return redirect(attempt_url(attempt_id), code=303)
    position = form.given.position if after.is_shown_at_once else after.next_position
    if is_part_asked():
        return _gone_on(attempt_id, position)
    return redirect(item_url(attempt_id, position), code=303)


@bp.post("/attempts/<public_id:attempt_id>/items/<int:position>/flag")
def flag_item(attempt_id: str, position: int) -> Page:
    """Leave an item open to come back to it, and go on; or think better of it, and stay."""
    is_flagged = request.form.get("flag") == "1"
    asked_items.flag_item(
        attempt_id, known_person().id, position, clock.now(), is_flagged=is_flagged
    )
    attempt = get_own_attempt(attempt_id)
    shown = attempt.next_after(position) if is_flagged else position
    if is_part_asked():
        return _gone_on(attempt_id, shown)
    return redirect(item_url(attempt_id, shown), code=303)


@bp.post("/attempts/<public_id:attempt_id>/items/<int:position>/hint")
def show_hint(attempt_id: str, position: int) -> Page:
    """Show the hint of an item."""
    asked_items.show_hint(attempt_id, known_person().id, position, clock.now())
    if is_part_asked():
        return view_item(attempt_id, position)
    return redirect(item_url(attempt_id, position), code=303)


@bp.errorhandler(CSRFError)
def answer_old_page(_error: CSRFError) -> Page:
    """Keep the choice of a page that was opened before the learner logged out, or in again."""
    if request.endpoint != "taking.record_response":
        return old_page()
    form = read_response(request.form)
    if form is None:
        return old_page()
    attempt_id = str((request.view_args or {})["attempt_id"])
    if current_person() is None:
        return _kept_for_log_in(attempt_id, form)
    try:
        attempt = get_own_attempt(attempt_id)
    except NotFound:
        return old_page()  # somebody else had opened it
    page = render_template("taking/send_again.html", attempt=attempt, given=form.given, form=form)
    return page, 400


def _gone_on(attempt_id: str, position: int | None) -> Response:
    """What a redirect would lead to, without the way there: one round trip for an answer."""
    page = view_attempt(attempt_id) if position is None else view_item(attempt_id, position)
    return named_part(page, item_url(attempt_id, position))


def _kept_for_log_in(attempt_id: str, form: ResponseForm) -> Response:
    """Send to the log-in page, which says why; what was chosen is sent after logging in."""
    pending.keep_response(attempt_id, form.given)
    return log_in_again(
        _("You are no longer logged in. Your choice is kept: log in, and it is sent."),
        attempt_url(attempt_id),
    )


def _posed_page(attempt: OwnAttempt, posed: PosedItem, form: ResponseForm | None = None) -> str:
    return render_template(
        "taking/pose_item.html",
        attempt=attempt,
        last=_last_rating(attempt),
        exit_url=exit_url(attempt),
        preview_url=preview_url(attempt),
        posed=posed,
        errors=[_refusal(posed, form)] if form else [],
        chosen=set(form.given.numbers) if form else set(),
        given_places=form.places if form else {},
        given_answers=form.answers if form else {},
        given_text=form.given.text if form else "",
        unsure=form.given.is_unsure if form else False,
        confidence=form.given.confidence if form else None,
    )


def _refusal(posed: PosedItem, form: ResponseForm) -> LazyString | str:
    if posed.mode == "typed":
        return unreadable_text(posed.type, form.given.text)
    if posed.mode == "each":
        return missing_answers(form.answers, posed)
    return missing_places(form.places) if posed.mode == "order" else NOTHING_CHOSEN


def _last_rating(attempt: OwnAttempt) -> LastRating | None:
    """What a question of the session offers to undo, as a card does."""
    if not attempt.is_of_session:
        return None
    return last_rating(attempt.user_id, terms_of(db.session, attempt.user_id, clock.moment()))


def _look_back_page(attempt: OwnAttempt, look: LookBack) -> str:
    if attempt.feedback is FeedbackTime.AFTER_CLOSE:
        note_keys_seen(attempt.user_id, attempt.row_id, clock.moment())
    next_position = attempt.next_after(look.position)
    return render_template(
        "taking/look_back.html",
        attempt=attempt,
        exit_url=exit_url(attempt),
        ahead=item_ahead(attempt, look.position) if is_part_asked() else None,
        preview_url=preview_url(attempt),
        look=look,
        challenges=own_challenges_of(attempt),
        is_bank_here=is_bank_here(attempt),
        next_url=item_url(attempt.id, next_position),
        next_position=next_position,
    )

"""An attempt: going on with it, its results, its end, and practising what was missed."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.attempts.looking_back import look_backs, missed_count, summary_of, topic_scores
from quizapp.attempts.notices import notices_for
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf, find_published_bank
from quizapp.banks.versions import shown_title, words_of
from quizapp.domain.drills.confidence import outcomes_by_confidence
from quizapp.memory.keys_seen import note_keys_seen
from quizapp.taking.blueprint import bp
from quizapp.taking.own_attempts import OwnAttempt, own_attempt_of, own_challenges_of
from quizapp.taking.responding import finish_attempt as finish
from quizapp.taking.starting import start_practice
from quizapp.web import clock
from quizapp.web.filters import moment
from quizapp.web.parts import is_part_asked

TIME_UP = _l("Time is up. What you answered is saved.")
Page = str | Response | tuple[str, int]


def get_own_attempt(attempt_id: str) -> OwnAttempt:
    """The attempt if it belongs to who is asking, otherwise a 404.

    The page is about its bank, and times on it are those of the class that it was set for.
    """
    attempt = own_attempt_of(attempt_id, known_person().id, clock.now())
    name_bank_in_links(attempt.bank_id)
    bank = bank_shelf().banks.get(attempt.bank_id)
    title = shown_title(bank, attempt.quiz_id, attempt.quiz_title)
    attempt = replace(attempt, words=words_of(bank), quiz_title=title)
    if attempt.set_for is not None and (request.method == "GET" or is_part_asked()):
        clock.be_in(attempt.set_for.time_zone)
    return attempt


@bp.get("/attempts/<public_id:attempt_id>")
def view_attempt(attempt_id: str) -> Page:
    """Go on where the learner left off; after the end, show the results."""
    attempt = get_own_attempt(attempt_id)
    if attempt.is_time_up:
        return time_up_page(attempt)
    if not attempt.is_over:
        return redirect(item_url(attempt_id, attempt.next_position or 1), code=303)
    if attempt.is_held:
        return _saved_page(attempt)
    if not attempt.is_preview:
        note_keys_seen(attempt.user_id, attempt.row_id, clock.moment())
    looks = look_backs(attempt.row_id, attempt.words)
    return render_template(
        "taking/results.html",
        attempt=replace(summary_of(attempt.row_id, attempt.now), quiz_title=attempt.quiz_title),
        is_of_session=attempt.is_of_session,
        set_for=attempt.set_for,
        preview_url=preview_url(attempt),
        looks=looks,
        topics=topic_scores(looks),
        missed_count=missed_count(looks),
        outcomes=outcomes_by_confidence(looks),
        notices=notices_for(attempt.user_id, attempt.now, attempt.row_id),
        challenges=own_challenges_of(attempt),
        is_bank_here=is_bank_here(attempt),
    )


@bp.get("/attempts/<public_id:attempt_id>/time-left")
def tell_time_left(attempt_id: str) -> Response | tuple[str, int]:
    """How long it may still take: asked for by open pages, since a teacher may move the end."""
    attempt = get_own_attempt(attempt_id)
    if attempt.deadline_at is None:
        return "", 204
    ends = gettext("ends %(moment)s", moment=moment(attempt.deadline_at))
    return jsonify(seconds_left=attempt.seconds_left, ends=ends)


@bp.post("/attempts/<public_id:attempt_id>/finish")
def finish_attempt(attempt_id: str) -> Response:
    """End the attempt, before its last item or because its time is up."""
    is_for_time = "time_up" in request.form
    if finish(attempt_id, known_person().id, clock.moment(), is_for_time=is_for_time):
        flash(TIME_UP)
    return redirect(attempt_url(attempt_id), code=303)


@bp.post("/attempts/<public_id:attempt_id>/practice")
def practise_missed(attempt_id: str) -> Response:
    """Begin practising what was missed."""
    attempt = get_own_attempt(attempt_id)
    practice_id = start_practice(find_published_bank(), attempt_id, attempt.user_id, clock.now())
    return redirect(attempt_url(practice_id), code=303)


def time_up_page(attempt: OwnAttempt) -> str:
    """That no more is asked, and the way on; shown while what is on its way is still taken."""
    return render_template("taking/time_up.html", attempt=attempt, preview_url=preview_url(attempt))


def is_bank_here(attempt: OwnAttempt) -> bool:
    """Whether the bank is still on the server, so that its article can be read."""
    published = find_published_bank()
    return published is not None and published.bank.id == attempt.bank_id


def preview_url(attempt: OwnAttempt) -> str | None:
    """The way back to the assignment for a teacher who looks at it as learners see it."""
    if attempt.previewed is None:
        return None
    return url_for(
        "assignments.view_assignment",
        classroom_id=attempt.previewed.classroom_id,
        assignment_id=attempt.previewed.assignment_id,
    )


def exit_url(attempt: OwnAttempt) -> str:
    """Where a learner goes who leaves off for now; the way back is there."""
    if attempt.set_for is None:
        return url_for("home.home")
    assignment_id = attempt.set_for.assignment_id
    return preview_url(attempt) or url_for("taking.view_assignment", assignment_id=assignment_id)


def attempt_url(attempt_id: str) -> str:
    """The address of an attempt."""
    return url_for("taking.view_attempt", attempt_id=attempt_id)


def item_url(attempt_id: str, position: int | None) -> str:
    """The address of one of its items; without a position, that of the attempt."""
    if position is None:
        return attempt_url(attempt_id)
    return url_for("taking.view_item", attempt_id=attempt_id, position=position)


def _saved_page(attempt: OwnAttempt) -> str:
    """What can be said of an attempt while its results are held back."""
    return render_template(
        "taking/answers_saved.html",
        attempt=summary_of(attempt.row_id, attempt.now),
        set_for=attempt.set_for,
        preview_url=preview_url(attempt),
    )

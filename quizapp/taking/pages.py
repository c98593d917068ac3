"""An attempt, item by item: posing, responding, looking back, finishing, practising."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from math import ceil

from flask import abort, jsonify, redirect, render_template, request, url_for
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.accounts.sessions import current_person
from quizapp.assignments.held_keys import are_keys_held, results_at
from quizapp.attempts.looking_back import (
    item_look_back,
    look_backs,
    missed_count,
    summary_of,
    topic_scores,
)
from quizapp.attempts.notices import notices_for
from quizapp.attempts.own_challenges import challenges_of
from quizapp.banks.in_url import be_about
from quizapp.banks.shelf import find_published_bank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.drills.posing import PosedItem, posed_item
from quizapp.domain.errors import NotFound, UnusableChoice
from quizapp.domain.items.content import from_json
from quizapp.models import Assignment, Attempt, AttemptItem
from quizapp.models.attempts import own_attempt
from quizapp.taking import pending, taking
from quizapp.taking.blueprint import bp
from quizapp.taking.forms import NOTHING_CHOSEN, ResponseForm
from quizapp.web import clock
from quizapp.web.extensions import db

Page = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Heading:
    """What the page of one item says about its attempt.

    `id` is the public one; `seconds_left` is None where there is no deadline; `preview_url` leads
    a teacher who only looks back to the assignment.
    """

    id: str
    quiz_title: str
    is_practice: bool
    deadline_at: datetime | None
    seconds_left: int | None
    preview_url: str | None

    @classmethod
    def of(cls, attempt: Attempt) -> Heading:
        """The heading of an attempt."""
        deadline = attempt.deadline_at
        left = None if deadline is None else (deadline - clock.now()).total_seconds()
        return cls(
            attempt.public_id,
            attempt.quiz_title,
            attempt.is_practice,
            deadline,
            None if left is None else max(0, ceil(left)),
            _preview_url(attempt),
        )


def get_own_attempt(attempt_id: str) -> Attempt:
    """The attempt if it belongs to who is asking, otherwise a 404.

    The page is about its bank, and times on it are those of the class that it was set for.
    """
    query = own_attempt(attempt_id, known_person().id).options(
        joinedload(Attempt.assignment).joinedload(Assignment.classroom)
    )
    attempt = db.session.scalar(query)
    if attempt is None:
        raise NotFound
    be_about(attempt.bank_key)
    if attempt.assignment is not None and request.method == "GET":
        clock.be_in(attempt.assignment.classroom.time_zone)
    return attempt


@bp.get("/attempts/<public_id:attempt_id>")
def view_attempt(attempt_id: str) -> Page:
    """Go on where the learner left off; after the end, show the results."""
    attempt = get_own_attempt(attempt_id)
    if not attempt.is_over(clock.now()):
        return redirect(_item_url(attempt, taking.first_unanswered(attempt) or 1), code=303)
    if are_keys_held(attempt, clock.now()):
        return _saved_page(attempt)
    looks = look_backs(attempt)
    return render_template(
        "taking/results.html",
        attempt=summary_of(attempt),
        assignment=attempt.assignment,
        preview_url=_preview_url(attempt),
        looks=looks,
        topics=topic_scores(looks),
        missed_count=missed_count(looks),
        notices=notices_for(attempt.user_id, attempt),
        challenges=challenges_of(attempt),
        is_bank_here=_is_bank_here(attempt),
    )


@bp.get("/attempts/<public_id:attempt_id>/items/<int:position>")
def view_item(attempt_id: str, position: int) -> Page:
    """Pose an item, or look back on it once it has a response and its key may be seen."""
    attempt = get_own_attempt(attempt_id)
    item = taking.item_at(attempt, position)
    is_over = attempt.is_over(clock.now())
    if is_over and are_keys_held(attempt, clock.now()):
        return redirect(_attempt_url(attempt_id), code=303)
    if is_over or (item.response and attempt.feedback_mode == FeedbackTime.AFTER_EACH):
        return _look_back_page(attempt, item)
    if item.response:
        return redirect(_next_url(attempt), code=303)
    posed = _posed(attempt, item, with_hint="hint" in request.args)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(asdict(posed))
    return _posed_page(attempt, posed)


@bp.post("/attempts/<public_id:attempt_id>/responses")
def record_response(attempt_id: str) -> Page:
    """Save the response, and show what it was worth or the next item."""
    form = ResponseForm()
    if not form.validate():
        abort(400)
    person = current_person()
    if person is None:
        pending.keep_response(attempt_id, form.given)
        return redirect(url_for("accounts.log_in", next=_attempt_url(attempt_id)), code=303)
    attempt = get_own_attempt(attempt_id)
    try:
        taking.record_response(attempt_id, person.id, form.given, clock.now())
    except UnusableChoice:
        item = taking.item_at(attempt, form.given.position)
        posed = _posed(attempt, item, with_hint=form.given.is_hinted)
        return _posed_page(attempt, posed, form), 422
    if attempt.feedback_mode == FeedbackTime.AFTER_EACH:
        return redirect(_item_url(attempt, form.given.position), code=303)
    return redirect(_next_url(attempt), code=303)


@bp.post("/attempts/<public_id:attempt_id>/finish")
def finish_attempt(attempt_id: str) -> Response:
    """End the attempt before its last item."""
    taking.finish_attempt(attempt_id, known_person().id, clock.now())
    return redirect(_attempt_url(attempt_id), code=303)


@bp.post("/attempts/<public_id:attempt_id>/practice")
def practise_missed(attempt_id: str) -> Response:
    """Begin practising what was missed."""
    attempt = get_own_attempt(attempt_id)
    practice_id = taking.start_practice(
        find_published_bank(), attempt_id, attempt.user_id, clock.now()
    )
    return redirect(_attempt_url(practice_id), code=303)


def _posed(attempt: Attempt, item: AttemptItem, *, with_hint: bool) -> PosedItem:
    return posed_item(
        from_json(item.revision.content),
        item.arrangement,
        position=item.position,
        total=attempt.item_count,
        with_hint=with_hint,
    )


def _posed_page(attempt: Attempt, posed: PosedItem, form: ResponseForm | None = None) -> str:
    return render_template(
        "taking/pose_item.html",
        attempt=Heading.of(attempt),
        posed=posed,
        errors=[NOTHING_CHOSEN] if form else [],
        chosen=set(form.given.numbers) if form else set(),
        unsure=form.given.is_unsure if form else False,
    )


def _saved_page(attempt: Attempt) -> str:
    """What can be said of an attempt while its results are held back."""
    return render_template(
        "taking/answers_saved.html",
        attempt=summary_of(attempt),
        assignment=attempt.assignment,
        preview_url=_preview_url(attempt),
        results_at=results_at(attempt),
    )


def _look_back_page(attempt: Attempt, item: AttemptItem) -> str:
    is_last = attempt.is_over(clock.now()) or taking.first_unanswered(attempt) is None
    return render_template(
        "taking/look_back.html",
        attempt=Heading.of(attempt),
        look=item_look_back(item, attempt.item_count),
        challenges=challenges_of(attempt),
        is_bank_here=_is_bank_here(attempt),
        next_url=_attempt_url(attempt.public_id),
        is_last=is_last,
    )


def _is_bank_here(attempt: Attempt) -> bool:
    published = find_published_bank()
    return published is not None and published.bank.id == attempt.bank_key


def _preview_url(attempt: Attempt) -> str | None:
    """The way back to the assignment for a teacher who looks at it as learners see it."""
    if not attempt.is_preview or attempt.assignment is None:
        return None
    return url_for(
        "assignments.view_assignment",
        classroom_id=attempt.assignment.classroom.public_id,
        assignment_id=attempt.assignment.public_id,
    )


def _attempt_url(attempt_id: str) -> str:
    return url_for("taking.view_attempt", attempt_id=attempt_id)


def _item_url(attempt: Attempt, position: int) -> str:
    return url_for("taking.view_item", attempt_id=attempt.public_id, position=position)


def _next_url(attempt: Attempt) -> str:
    position = taking.first_unanswered(attempt)
    return _item_url(attempt, position) if position else _attempt_url(attempt.public_id)

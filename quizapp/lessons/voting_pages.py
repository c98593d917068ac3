"""A lesson on a learner's phone: the way in, the vote, and where the class is."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from quizapp.accounts.sessions import current_user_id
from quizapp.accounts.wrong_codes import CodeKind, wrong_codes_counted
from quizapp.domain.errors import NotFound, UnusableChoice, VoteOver, WrongCode
from quizapp.domain.typed_codes import grouped_code, normal_code
from quizapp.lessons import seats, voting
from quizapp.lessons.blueprint import bp
from quizapp.lessons.news import told_if_new
from quizapp.lessons.presence import note_presence
from quizapp.lessons.quick_news import keep_told
from quizapp.lessons.seats import OpenLesson, Voter
from quizapp.lessons.seen import phone_view
from quizapp.lessons.standing import poll
from quizapp.lessons.voting import GivenVote
from quizapp.web import clock
from quizapp.web.code_fields import code_field
from quizapp.web.extensions import limiter
from quizapp.web.parts import is_part_asked

Page = str | Response | tuple[str, int]

ONE = "/lessons/<public_id:lesson_id>"
SEAT = "lesson_seat"
"""Where the session keeps which lesson a guest is in, and the secret that says who they are."""

MOST_CHOSEN = 50


class LessonCodeForm(FlaskForm):
    """The code of a lesson."""

    code = code_field(
        _l("Code of the lesson"), _l("Enter the code of the lesson."), autocomplete="off"
    )


@bp.get("/lesson")
def join_lesson() -> Page:
    """Ask for the code; where the address has it, offer the way in."""
    code = request.args.get("code", "")
    if not code:
        return _join_page(LessonCodeForm(formdata=None))
    try:
        found = _lesson_of(code)
    except WrongCode:
        return _told_wrong(LessonCodeForm(formdata=None, code=code[:64]), 404)
    return _join_page(LessonCodeForm(formdata=None), found, code)


def _is_let_in(response: Response) -> bool:
    """Whether the response follows on a deed: who only guesses must not use up others' joining."""
    return response.status_code == HTTPStatus.SEE_OTHER


@bp.post("/lesson")
@limiter.limit("3000 per hour", deduct_when=_is_let_in)
def enter_lesson() -> Page:
    """Let somebody in: a learner of the class as themselves, everybody else as a guest."""
    form = LessonCodeForm()
    if not form.validate_on_submit():
        return _join_page(form), 422
    try:
        found = _lesson_of(form.code.data or "")
        _sit_down(found, form.code.data or "")
    except WrongCode:
        return _told_wrong(form, 422)
    return _to_lesson(found.lesson_id)


@bp.post(f"{ONE}/seat")
def take_seat(lesson_id: str) -> Response:
    """Let a learner of the class in, from a page that knows the lesson.

    Whoever has no seat to take, as the lesson has ended meanwhile, is told so by its page.
    """
    user_id = current_user_id()
    if user_id is not None:
        with suppress(NotFound):
            _sit_down_as(user_id, lesson_id)
    return _to_lesson(lesson_id)


@bp.get(ONE)
def view_vote(lesson_id: str) -> Page:
    """Show where the class is, and the question with what one has voted.

    Somebody whom the lesson does not know is asked for its code.
    """
    try:
        return _vote_page(lesson_id)
    except NotFound:
        poll(lesson_id)
        return redirect(url_for("lessons.join_lesson"), code=303)


@bp.post(f"{ONE}/vote")
def cast_vote(lesson_id: str) -> Page:
    """Take a vote. One that comes too late is refused kindly, and the page shows where we are."""
    given, is_late, status = _given(), False, 200
    try:
        voting.cast_vote(lesson_id, _voter(lesson_id), given, clock.now())
    except VoteOver:
        is_late, status = True, 409
    except UnusableChoice:
        status = 422
    if is_part_asked() or status != 200:
        return _vote_page(lesson_id, is_late=is_late, is_unusable=status == 422), status
    return _to_lesson(lesson_id)


@bp.get(f"{ONE}/now")
def lesson_news(lesson_id: str) -> Response:
    """Say whether the class has gone on. It tells nothing else, so it asks nobody who they are."""
    etag = poll(lesson_id).etag
    keep_told(lesson_id, etag)
    return told_if_new(etag)


@bp.post(f"{ONE}/here")
def say_here(lesson_id: str) -> Response:
    """Note that the device of somebody in the lesson is there."""
    note_presence(lesson_id, _voter(lesson_id), clock.now())
    return Response(status=204)


def _vote_page(lesson_id: str, *, is_late: bool = False, is_unusable: bool = False) -> str:
    view = phone_view(lesson_id, _voter(lesson_id))
    return render_template("lessons/vote.html", view=view, is_late=is_late, is_unusable=is_unusable)


def _given() -> GivenVote:
    numbers = request.form.getlist("choice", type=int)[:MOST_CHOSEN]
    return GivenVote(
        sequence=request.form.get("sequence", type=int, default=-1),
        numbers=tuple(numbers),
        is_unknown="unknown" in request.form,
    )


def _voter(lesson_id: str) -> Voter:
    """Whoever asks, as the lesson knows them: the guest they came as, or a learner of its class."""
    known_id, secret = session.get(SEAT, ("", None))
    return Voter(secret=secret) if known_id == lesson_id else Voter(user_id=current_user_id())


def _lesson_of(code: str) -> OpenLesson:
    with wrong_codes_counted(CodeKind.LESSON):
        return seats.lesson_of_code(code)


def _sit_down(found: OpenLesson, code: str) -> None:
    """Give them a seat; who comes a second time has the one that they had."""
    user_id = current_user_id()
    known_id, _secret = session.get(SEAT, ("", None))
    try:
        if user_id is None:
            raise NotFound
        _sit_down_as(user_id, found.lesson_id)
    except NotFound:
        if known_id != found.lesson_id:
            session[SEAT] = seats.take_guest_seat(code, clock.now())


def _sit_down_as(user_id: int, lesson_id: str) -> None:
    """Give a learner of the class their seat; that of a guest on this device is not theirs."""
    seats.take_seat(lesson_id, user_id, clock.now())
    session.pop(SEAT, None)


def _join_page(form: LessonCodeForm, found: OpenLesson | None = None, code: str = "") -> str:
    shown = grouped_code(normal_code(code)) if found else ""
    return render_template("lessons/join_lesson.html", form=form, found=found, code=shown)


def _told_wrong(form: LessonCodeForm, status: int) -> tuple[str, int]:
    form.code.errors = [_("No lesson has this code now. Look at the wall again.")]
    return _join_page(form), status


def _to_lesson(lesson_id: str) -> Response:
    return redirect(url_for("lessons.view_vote", lesson_id=lesson_id), code=303)

"""Logging in and out, signing up, and the first teacher."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts import log_in_limits, logging_in, sessions, signing_up
from quizapp.accounts.blueprint import bp
from quizapp.accounts.forms import CodeForm, FirstTeacherForm, LogInForm, SignUpForm
from quizapp.accounts.wrong_codes import CodeKind, wrong_codes_counted
from quizapp.domain.errors import UserNameTaken, WrongCode, WrongPassword
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.extensions import limiter

Page = str | Response | tuple[str, int]
WayOn = Callable[[int], str | None]

_OWN_PATH = re.compile(r"/(?!/)[A-Za-z0-9_./?=&%-]*")
_ways_on: list[WayOn] = []


def after_log_in(way_on: WayOn) -> None:
    """Call this with the id of whoever has logged in; it may say where they go on.

    `quizapp/app.py` says who is called.
    """
    if way_on not in _ways_on:
        _ways_on.append(way_on)


@bp.route("/login", methods=["GET", "POST"])
@log_in_limits.at_one_address
@log_in_limits.from_everywhere
@log_in_limits.wide_net
def log_in() -> Page:
    """Let somebody with an account in."""
    form = LogInForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return render_template("accounts/log_in.html", form=form), _status(form)
    try:
        user_id = logging_in.authenticated_user(form.username.data or "", form.password.data or "")
    except WrongPassword:
        form.password.errors = [_("This user name and password do not belong together.")]
        return render_template("accounts/log_in.html", form=form), 422
    sessions.open_session(user_id, stays=form.remember.data)
    log_in_limits.note_known(form.username.data or "")
    return redirect(_way_on(user_id, form.next.data), code=303)


@bp.route("/login/code", methods=["GET", "POST"])
def log_in_by_code() -> Page:
    """Let a learner in whose account a class looks after, by a code that works once."""
    # The code of a slip's QR code is filled in, and used up only by pressing the button.
    form = CodeForm(code=request.args.get("code", "")[:64])
    if form.validate_on_submit():
        try:
            with wrong_codes_counted(CodeKind.LOG_IN):
                user_id = logging_in.use_code(
                    form.code.data or "", clock.now(), secret=current_app.config["SECRET_KEY"]
                )
        except WrongCode:
            form.code.errors = [
                _("This code does not work. A code works once; ask your teacher for a new one.")
            ]
        else:
            sessions.open_session(user_id, stays=True)
            return redirect(_way_on(user_id, None), code=303)
    return render_template("accounts/log_in_by_code.html", form=form), _status(form)


@bp.post("/logout")
def log_out() -> Response:
    """Let somebody leave."""
    sessions.close_session()
    return redirect(url_for("home.home"), code=303)


def _is_made(response: Response) -> bool:
    return response.status_code == HTTPStatus.SEE_OTHER


@bp.route("/signup", methods=["GET", "POST"])
@limiter.limit("600 per minute", methods=["POST"])
@limiter.limit("1000 per hour", methods=["POST"], deduct_when=_is_made)
def sign_up() -> Page:
    """Make an account; a guest keeps all work."""
    person = sessions.current_person()
    if person is not None and person.has_account:
        return redirect(url_for("accounts.account"), code=303)
    form = SignUpForm(
        username=person.user_name if person else None,
        display_name=person.name if person and not person.is_guest else None,
    )
    if form.validate_on_submit():
        try:
            user_id = _signed_up(person, form)
        except UserNameTaken:
            form.username.errors = [_("This user name is taken. Choose another one.")]
        else:
            sessions.open_session(user_id)
            log_in_limits.note_known(form.username.data or "")
            flash(_("Your account is ready, and your work is kept in it."))
            return redirect(url_for("home.home"), code=303)
    page = render_template("accounts/sign_up.html", form=form, keeps_work=person is not None)
    return page, _status(form)


def _signed_up(person: sessions.Person | None, form: SignUpForm) -> int:
    name, password = form.username.data or "", form.password.data or ""
    if person is None:
        return signing_up.create_user(name, form.chosen_name, password, Role.LEARNER, clock.now())
    signing_up.sign_up_guest(person.id, name, form.chosen_name, password)
    return person.id


@bp.route("/setup/<token>", methods=["GET", "POST"])
@limiter.limit("30 per minute")
def set_up(token: str) -> Page:
    """Make the first teacher, by the link that the server printed."""
    signing_up.check_setup_token(token, clock.now())
    form = FirstTeacherForm()
    if form.validate_on_submit():
        try:
            teacher_id = signing_up.set_up_teacher(
                token,
                form.username.data or "",
                form.chosen_name,
                form.password.data or "",
                clock.now(),
            )
        except UserNameTaken:
            form.username.errors = [_("This user name is taken. Choose another one.")]
        else:
            sessions.open_session(teacher_id)
            log_in_limits.note_known(form.username.data or "")
            return redirect(url_for("home.teach"), code=303)
    return render_template("accounts/set_up.html", form=form), _status(form)


def _status(form: LogInForm | CodeForm | SignUpForm) -> int:
    return 422 if form.errors else 200


def _way_on(user_id: int, wanted: str | None) -> str:
    """Where to send somebody who has just logged in: on with what the log-in interrupted."""
    return next(filter(None, (way_on(user_id) for way_on in _ways_on)), None) or _own_path(wanted)


def _own_path(target: str | None) -> str:
    """Where to go after logging in: to the path asked for if it is ours, else to the start.

    A teacher starts at the desk of the class looked at last, or at how to make one.
    """
    if target and _OWN_PATH.fullmatch(target) and "//" not in target:
        return target
    person = sessions.current_person()
    is_teacher = person is not None and person.is_teacher
    return url_for("home.teach" if is_teacher else "home.home")

"""Getting into a class by its join code, and out of it."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length

from quizapp.accounts.display_names import LONGEST_DISPLAY_NAME
from quizapp.accounts.guards import known_person
from quizapp.accounts.sessions import current_person, open_session
from quizapp.accounts.wrong_codes import CodeKind, wrong_codes_counted
from quizapp.classes import joining
from quizapp.classes.blueprint import bp
from quizapp.domain.errors import WrongCode
from quizapp.domain.typed_codes import grouped_code, normal_code
from quizapp.web import clock
from quizapp.web.code_fields import code_field
from quizapp.web.edges import cleaned
from quizapp.web.extensions import limiter
from quizapp.web.text_fields import at_most, readable

Page = str | Response | tuple[str, int]
TICKET = "join_ticket"


def _has_joined(response: Response) -> bool:
    """Whether the response follows on a deed: who only guesses must not use up others' joining."""
    return response.status_code == HTTPStatus.SEE_OTHER


class JoinCodeForm(FlaskForm):
    """The join code of a class."""

    code = code_field(
        _l("Code of the class"), _l("Enter the code of your class."), autocomplete="off"
    )


class GuestNameForm(FlaskForm):
    """The name of somebody without an account."""

    name = StringField(
        _l("Your name"),
        description=_l("As your teacher knows you. Your teachers see what you answer."),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Enter your name.")),
            at_most(LONGEST_DISPLAY_NAME),
            readable,
        ],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )


@bp.get("/join")
def join_class() -> str:
    """Ask for a code."""
    return render_template("classes/join_class.html", form=JoinCodeForm(formdata=None))


@bp.post("/join")
def find_class() -> Page:
    """Go on to the class that has the code."""
    form = JoinCodeForm()
    if not form.validate_on_submit():
        return render_template("classes/join_class.html", form=form), 422
    try:
        with wrong_codes_counted(CodeKind.JOIN):
            joining.joinable_class(form.code.data or "", None)
    except WrongCode:
        return _told_wrong(form, 422)
    code = grouped_code(normal_code(form.code.data or ""))
    return redirect(url_for("classes.confirm_joining", code=code), code=303)


@bp.route("/join/<code>", methods=["GET", "POST"])
@limiter.limit("3000 per hour", methods=["POST"], deduct_when=_has_joined)
def confirm_joining(code: str) -> Page:
    """Show which class it is and whom one joins as; then join."""
    person = current_person()
    try:
        with wrong_codes_counted(CodeKind.JOIN):
            joinable = joining.joinable_class(code, person.id if person else None)
        form = GuestNameForm(name=_own_name())
        is_named = person is not None and not person.is_guest
        if form.is_submitted() and (is_named or form.validate()):
            return _joined(code, form.name.data or "")
    except WrongCode:
        return _told_wrong(JoinCodeForm(formdata=None, code=code[:64]), 404)
    if person is None:
        session.setdefault(TICKET, secrets.token_urlsafe(16))
    page = render_template("classes/confirm_joining.html", joinable=joinable, form=form, code=code)
    return page, 422 if form.errors else 200


@bp.route("/account/classes/<public_id:classroom_id>/leave", methods=["GET", "POST"])
def leave_class(classroom_id: str) -> Page:
    """Ask whether to leave a class; then leave it."""
    person = known_person()
    if request.method == "GET":
        own = joining.class_of(classroom_id, person.id)
        return render_template("classes/leave_class.html", own=own)
    title = joining.leave_class(classroom_id, person.id, clock.now())
    flash(_("You have left %(title)s.", title=title))
    return redirect(url_for("accounts.account"), code=303)


def _joined(code: str, name: str) -> Response:
    person = current_person()
    if person is None:
        ticket = session.pop(TICKET, None) or secrets.token_urlsafe(16)
        user_id, title = joining.join_as_guest(code, name, ticket, clock.now())
        open_session(user_id, stays=True)
    else:
        title, _is_new = joining.join(code, person.id, clock.now(), name=name)
    flash(_("You are in %(title)s.", title=title))
    return redirect(url_for("home.home"), code=303)


def _own_name() -> str:
    """The name a guest has given before; the one made up for them says nothing to a teacher."""
    person = current_person()
    is_made_up = person is None or person.name.startswith("Guest ")
    return "" if person is None or is_made_up else person.name


def _told_wrong(form: JoinCodeForm, status: int) -> tuple[str, int]:
    form.code.errors = [_("No class has this code now. Look at it again, or ask your teacher.")]
    return render_template("classes/join_class.html", form=form), status

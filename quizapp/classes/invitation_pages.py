"""Another teacher invited into a class, and coming in."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.accounts.wrong_codes import CodeKind, wrong_codes_counted
from quizapp.classes import invitations
from quizapp.classes.blueprint import bp
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import WrongCode
from quizapp.domain.typed_codes import grouped_code
from quizapp.web import clock

Page = str | Response | tuple[str, int]
INVITATIONS = "/teach/classrooms/<public_id:classroom_id>/invitations"


@bp.post(INVITATIONS)
@in_classroom
def invite_teacher(classroom: ClassFacts) -> str:
    """Make an invitation, and show its link this once."""
    now = clock.now()
    code = invitations.invite(classroom.id, known_person().id, now, secret=_secret())
    return render_template(
        "classes/invitation_made.html",
        classroom=classroom,
        code=grouped_code(code),
        until=now + invitations.LIFETIME,
    )


@bp.post(f"{INVITATIONS}/<public_id:invitation_id>/remove")
@in_classroom
def take_invitation_back(classroom: ClassFacts, invitation_id: str) -> Response:
    """End an invitation that was made."""
    invitations.take_back(classroom.id, invitation_id, known_person().id, clock.now())
    flash(_("The invitation is taken back: its link opens nothing now."))
    address = url_for(
        "classes.edit_classroom", classroom_id=classroom.public_id, _anchor="teachers-title"
    )
    return redirect(address, code=303)


@bp.get("/teach/invitations/<code>")
@teachers_only
def view_invitation(code: str) -> Page:
    """Say which class it is, and ask."""
    person = known_person()
    try:
        with wrong_codes_counted(CodeKind.INVITATION):
            invited = invitations.invited_to(code, person.id, clock.now(), secret=_secret())
    except WrongCode:
        return _told_wrong()
    return render_template("classes/accept_invitation.html", invited=invited, code=code)


@bp.post("/teach/invitations/<code>")
@teachers_only
def accept_invitation(code: str) -> Page:
    """Come into the class as one of its teachers."""
    try:
        with wrong_codes_counted(CodeKind.INVITATION):
            classroom_id, title = invitations.accept(
                code, known_person().id, clock.now(), secret=_secret()
            )
    except WrongCode:
        return _told_wrong()
    flash(_("You teach %(title)s now.", title=title))
    return redirect(url_for("home.view_desk", classroom_id=classroom_id), code=303)


def _told_wrong() -> tuple[str, int]:
    return render_template("classes/no_invitation.html"), 404


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])

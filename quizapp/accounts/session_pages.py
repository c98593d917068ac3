"""Signing oneself out on other devices."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from quizapp.accounts import own_sessions, sessions
from quizapp.accounts.account_page import saved
from quizapp.accounts.blueprint import bp
from quizapp.accounts.guards import known_person, who_asks
from quizapp.domain.errors import NotFound
from quizapp.web.extensions import limiter

LONGEST_HANDLE = 64


@bp.post("/account/sessions/end")
@limiter.limit("120 per hour", key_func=who_asks)
def end_session() -> Response:
    """End one of one's own sessions. Twice is the same as once."""
    person = known_person()
    try:
        own_sessions.end_session(person.id, request.form.get("session", "")[:LONGEST_HANDLE])
    except NotFound:
        return saved(_("That device was signed out already."))
    return saved(_("That device is signed out."))


@bp.post("/account/sessions/end-others")
@limiter.limit("120 per hour", key_func=who_asks)
def end_other_sessions() -> Response:
    """End all of one's own sessions but this one."""
    ended = own_sessions.end_other_sessions(known_person().id, sessions.session_hash())
    return saved(
        ngettext(
            "%(num)s other device is signed out.", "%(num)s other devices are signed out.", ended
        )
        if ended
        else _("You are signed in on no other device.")
    )

"""Putting away a note about what somebody else did."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.attempts import notices
from quizapp.attempts.blueprint import bp
from quizapp.web import clock


@bp.post("/notices/<public_id:notice_id>/dismiss")
def dismiss_notice(notice_id: str) -> Response:
    """Put a note away, and go back to the page it stood on."""
    attempt_id = notices.dismiss(notice_id, known_person().id, clock.now())
    if attempt_id and "at_attempt" in request.form:
        return redirect(url_for("taking.view_attempt", attempt_id=attempt_id), code=303)
    return redirect(url_for("home.home"), code=303)

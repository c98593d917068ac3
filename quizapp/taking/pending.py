"""A response given after the session had ended: kept in the browser, sent after logging in."""

from __future__ import annotations

from dataclasses import asdict

from flask import session, url_for

from quizapp.domain.errors import QuizappError
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.web import clock

_KEY = "pending_response"


def keep_response(attempt_id: str, given: GivenResponse) -> None:
    """Keep what was chosen until the learner has logged in again."""
    session[_KEY] = {"attempt_id": attempt_id, **asdict(given)}


def sent_response(user_id: int) -> str | None:
    """Record what was kept, if it is this user's to give; returns where to look at it."""
    kept = session.pop(_KEY, None)
    if kept is None:
        return None
    attempt_id = kept.pop("attempt_id")
    given = GivenResponse(**{**kept, "numbers": tuple(kept["numbers"])})
    try:
        record_response(attempt_id, user_id, given, clock.moment())
    except QuizappError:
        return None  # another learner's, or answered elsewhere in the meantime
    return url_for("taking.view_item", attempt_id=attempt_id, position=given.position)

"""A response given after the session had ended: kept in the browser, sent after logging in."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from flask import flash, session, url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.domain.errors import NotFound, QuizappError
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.web import clock
from quizapp.web.refusals import REFUSALS

_KEY = "pending_response"
_FIELDS = {field.name for field in fields(GivenResponse)}
_INCOMPLETE = _l(
    "What you had sent was not complete, so it was not taken. Answer the question, or say that you"
    " don’t know."
)


def keep_response(attempt_id: str, given: GivenResponse) -> None:
    """Keep what was chosen until the learner has logged in again."""
    session[_KEY] = {"attempt_id": attempt_id, **asdict(given)}


def sent_response(user_id: int) -> str | None:
    """Record what was kept, if it is this user's to give; returns where to look at it.

    What the attempt does not take any more is let go, and the next page says why.
    """
    kept = session.get(_KEY)
    if kept is None:
        return None
    attempt_id, given = _read(**kept)
    try:
        record_response(attempt_id, user_id, given, clock.moment())
    except NotFound:
        session.pop(_KEY)  # another learner's, who is not told of it here
        return None
    except QuizappError as refused:
        flash(_reason(refused))
    session.pop(_KEY)  # not before: a database that is busy must not cost the choice
    return url_for("taking.view_item", attempt_id=attempt_id, position=given.position)


def _read(attempt_id: str, numbers: list[int], **given: Any) -> tuple[str, GivenResponse]:
    """What was kept; by another version of the app it may have been more."""
    known = {name: value for name, value in given.items() if name in _FIELDS}
    return attempt_id, GivenResponse(numbers=tuple(numbers), **known)


def _reason(refused: QuizappError) -> LazyString:
    """Why the choice was not taken. Without a page of its own, something in it was missing."""
    refusal = REFUSALS.get(type(refused))
    return refusal.sentence if refusal else _INCOMPLETE

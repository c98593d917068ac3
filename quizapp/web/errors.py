"""Errors answered by pages."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DatabaseError, DBAPIError, InternalError, OperationalError
from werkzeug.exceptions import HTTPException, TooManyRequests

from quizapp.domain import errors
from quizapp.web.extensions import db, limiter
from quizapp.web.observability.request_ids import current_request_id
from quizapp.web.refusal import Refusal
from quizapp.web.refusals import BY_STATUS, OLD_PAGE, REFUSALS, SIGNED_OUT
from quizapp.web.storage_refusals import READ_ONLY_STATE, is_damage, storage_refusal

RETRY_AFTER_SECONDS = 5
SECONDS_IN_MINUTE = 60


def register_errors(app: Flask, is_signed_in: Callable[[], bool]) -> None:
    """Answer each known error with its page.

    `is_signed_in` tells whether the server knows who is asking.
    """

    def answer_expired_form(_error: CSRFError) -> Response:
        if _kept_text() and not is_signed_in():
            # The cookie with the form's token is gone, not only the token.
            return _page(SIGNED_OUT)
        return old_page()

    for error in REFUSALS:
        app.register_error_handler(error, _answer_known)
    app.register_error_handler(InternalError, _answer_internal)
    app.register_error_handler(DatabaseError, _answer_damage)
    app.register_error_handler(errors.LogInNeeded, _answer_by_login)
    app.register_error_handler(CSRFError, answer_expired_form)
    app.register_error_handler(HTTPException, _answer_http)


def old_page() -> Response:
    """That the page of a form was opened before its sender logged out, or in again."""
    return _page(OLD_PAGE)


def _answer_known(error: Exception) -> Response:
    db.session.rollback()
    if isinstance(error, OperationalError):
        return _answer_storage(error)
    if isinstance(error, errors.AlreadyAnswered | errors.AlreadyChallenged):
        # The page of the item says what counts.
        return _page(
            REFUSALS[type(error)],
            next_url=url_for(
                "taking.view_item", attempt_id=error.attempt_id, position=error.position
            ),
        )
    refusal = next(REFUSALS[kind] for kind in type(error).__mro__ if kind in REFUSALS)
    return _page(refusal, *_next_step(error))


def _answer_storage(error: DBAPIError) -> Response:
    current_app.logger.error("The database did not take a request: %s", error.orig)
    g.person = None  # the page must not ask the database again
    return _page(storage_refusal(error, is_reading=request.method in {"GET", "HEAD"}))


def _answer_internal(error: InternalError) -> Response:
    """A PostgreSQL that only reads counts among these; whatever else does is a fault of ours."""
    if getattr(error.orig, "sqlstate", None) != READ_ONLY_STATE:
        raise error
    db.session.rollback()
    return _answer_storage(error)


def _answer_damage(error: DatabaseError) -> Response:
    """A damaged file is an error of no narrower kind; other errors of that kind are our faults."""
    if not is_damage(error):
        raise error
    db.session.rollback()
    return _answer_storage(error)


def _next_step(error: Exception) -> tuple[str, str] | tuple[()]:
    """Where to go from a refusal that is about one attempt or assignment."""
    if isinstance(error, errors.AttemptFinished | errors.KeysHeld):
        address = url_for("taking.view_attempt", attempt_id=error.attempt_id)
        return address, _("See the attempt")
    if isinstance(error, errors.OutOfTurn):
        address = url_for("taking.view_attempt", attempt_id=error.attempt_id)
        return address, _("Go to the open question")
    if isinstance(error, errors.QuizReserved):
        address = url_for("taking.view_assignment", assignment_id=error.assignment_id)
        return address, _("Go to the quiz")
    return ()


def _answer_by_login(_error: errors.LogInNeeded) -> Response:
    """Send to the log-in page, and from there back to what was to be read."""
    if _kept_text():
        return _page(SIGNED_OUT)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return make_response(redirect(url_for("accounts.log_in", next=wanted), code=303))


def _answer_http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    status = error.code or 500
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _answer_too_many(error)
    refusal = BY_STATUS.get(status)
    if refusal is None:
        refusal = Refusal(
            status, LazyString(lambda: error.name), LazyString(lambda: str(error.description))
        )
    page = _page(refusal)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            page.headers[name] = value
    return page


def _answer_too_many(error: HTTPException) -> Response:
    """Say for how long to wait, in words and in a header."""
    seconds = _seconds_to_wait(error)
    wait = ngettext(
        "There were too many tries in a short time. Wait a minute, then try again.",
        "There were too many tries in a short time. Wait %(num)s minutes, then try again.",
        math.ceil(seconds / SECONDS_IN_MINUTE),
    )
    page = _page(replace(BY_STATUS[429], sentence=LazyString(lambda: wait)))
    page.headers["Retry-After"] = str(seconds)
    return page


def _seconds_to_wait(error: HTTPException) -> int:
    """What the refusal says, or else the limit that this request has met."""
    if isinstance(error, TooManyRequests) and isinstance(error.retry_after, int):
        return error.retry_after
    limit = limiter.current_limit
    left = limit.reset_at - time.time() if limit else SECONDS_IN_MINUTE
    return max(1, math.floor(left))  # the end is given rounded up


def _kept_text() -> str | None:
    """The bank's text that a refused form brought: the work of an hour must not go with it."""
    if request.method != "POST" or request.blueprint != "authoring":
        return None
    try:
        return request.form.get("text")
    except HTTPException:
        return None  # the form itself was what could not be read


def _page(refusal: Refusal, next_url: str | None = None, next_label: str | None = None) -> Response:
    page = make_response(
        render_template(
            "errors/error.html",
            status=refusal.status,
            title=refusal.title,
            sentence=refusal.sentence,
            next_url=next_url or url_for(refusal.endpoint),
            next_label=next_label or refusal.label or _("Go to the home page"),
            kept_text=_kept_text(),
            request_id=current_request_id.get(),
        ),
        refusal.status,
    )
    if refusal.status == HTTPStatus.SERVICE_UNAVAILABLE:
        page.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return page

"""Each refusal as a page: its status, a title, a sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from quizapp.domain import errors
from quizapp.extensions import db

RETRY_AFTER_SECONDS = 5


@dataclass(frozen=True)
class Refusal:
    """What an error page says. Without a next step of its own it leads to the home page."""

    status: int
    title: LazyString
    sentence: LazyString
    endpoint: str = "learner.home"
    label: LazyString | None = None


_NOT_SAVED = Refusal(
    503,
    _l("Not saved"),
    _l("The server is busy, and nothing was saved. Go back and send it again in a moment."),
)

_SIGNED_OUT = Refusal(
    401,
    _l("You are no longer signed in"),
    _l("Nothing was saved. Log in in another tab, then copy your text from here into the editor."),
    "auth.log_in",
    _l("Log in"),
)

REFUSALS: dict[type[Exception], Refusal] = {
    errors.NotFound: Refusal(
        404,
        _l("Not here"),
        _l("There is nothing at this address, or it is not yours to see."),
    ),
    errors.Forbidden: Refusal(
        403,
        _l("For teachers"),
        _l("This page is for teachers. Log in with a teacher’s account to see it."),
        "auth.log_in",
        _l("Log in"),
    ),
    errors.NoBank: Refusal(
        503,
        _l("No questions yet"),
        _l("The questions on this server have not been readable so far. Tell your teacher."),
    ),
    errors.NothingToAsk: Refusal(
        409,
        _l("Nothing to ask"),
        _l("None of these questions is in use any more. Choose another quiz."),
        "learner.list_quizzes",
        _l("See the quizzes"),
    ),
    errors.AssignmentClosed: Refusal(
        409,
        _l("Not open"),
        _l("This assignment is not open for you now. Nothing was changed."),
    ),
    errors.ClassroomArchived: Refusal(
        409,
        _l("This class is archived"),
        _l(
            "Everything in it can be read, and nothing new is set or joined. Take it out of the "
            "archive first. Nothing was changed."
        ),
        "teacher.list_classrooms",
        _l("See the classes"),
    ),
    errors.TeachersDontJoin: Refusal(
        409,
        _l("Teachers do not join"),
        _l("A join code is for learners. Ask a teacher of the class to add you as a teacher."),
    ),
    errors.LastTeacher: Refusal(
        409,
        _l("The last teacher"),
        _l("A class keeps one teacher at least. Add another one first. Nothing was changed."),
        "teacher.list_classrooms",
        _l("See the classes"),
    ),
    errors.NoAttemptLeft: Refusal(
        409,
        _l("No attempt left"),
        _l("You have used all attempts that this assignment allows. Nothing was changed."),
    ),
    errors.QuizFixed: Refusal(
        409,
        _l("The quiz stays"),
        _l("Somebody has begun this assignment, so its quiz cannot change. Nothing was saved."),
        "teacher.list_classrooms",
        _l("See your classes"),
    ),
    errors.AttemptFinished: Refusal(
        409,
        _l("This attempt has ended"),
        _l("An attempt that has ended takes no more answers. Nothing was changed."),
        "learner.list_quizzes",
        _l("See the quizzes"),
    ),
    errors.TimeOver: Refusal(
        409,
        _l("Time is over"),
        _l("This answer came after the end and was not taken. The answers saved before are kept."),
    ),
    errors.KeysHeld: Refusal(
        409,
        _l("Not yet"),
        _l("What was missed can be practised once the results are shown."),
    ),
    errors.QuizReserved: Refusal(
        409,
        _l("Set for your class"),
        _l("While this quiz is an assignment of yours, it is taken there. Nothing was begun."),
    ),
    errors.AttemptRunning: Refusal(
        409,
        _l("Not finished yet"),
        _l("What was missed can be practised once the quiz is finished."),
        "learner.list_quizzes",
        _l("See the quizzes"),
    ),
    errors.AlreadyAnswered: Refusal(
        409,
        _l("Your first answer counts"),
        _l("You have already answered this question, perhaps in another tab. Nothing was changed."),
        label=_l("See the answer that counts"),
    ),
    errors.AlreadyChallenged: Refusal(
        409,
        _l("Your first challenge counts"),
        _l("You have already challenged this question. What you sent now was not saved."),
        label=_l("See your challenge"),
    ),
    errors.SetupTokenSpent: Refusal(
        404,
        _l("This link no longer works"),
        _l("A set-up link works once and for an hour. Make a new one with: quizapp setup-link"),
    ),
    errors.EditConflict: Refusal(
        409,
        _l("The file has changed"),
        _l("Somebody has saved it since you opened it. Nothing of yours was written."),
        "teacher.edit_bank",
        _l("See the text as it is now"),
    ),
    errors.BankRefused: Refusal(
        422,
        _l("Not saved"),
        _l("The text has errors. One with errors never replaces the last good one."),
        "teacher.edit_bank",
        _l("See the text as it is now"),
    ),
    errors.BankFileTrouble: Refusal(
        503,
        _l("Not saved"),
        _l("The file of the questions could not be read or written. It is as it was."),
        "teacher.edit_bank",
        _l("See the text as it is now"),
    ),
    OperationalError: _NOT_SAVED,
}

_BY_STATUS: dict[int, Refusal] = {
    400: Refusal(
        400,
        _l("The form could not be read"),
        _l("Go back, load the page again and send the form once more."),
    ),
    403: Refusal(403, _l("Not allowed"), _l("This request did not come from a page of this site.")),
    404: REFUSALS[errors.NotFound],
    405: Refusal(405, _l("Not like this"), _l("This address does not take that kind of request.")),
    415: Refusal(415, _l("Not a form"), _l("Only what the forms of this site send is read here.")),
    413: Refusal(413, _l("Too much at once"), _l("What was sent is larger than any form here.")),
    429: Refusal(
        429,
        _l("Too many tries"),
        _l("There were too many tries in a short time. Wait a minute and try again."),
    ),
    500: Refusal(
        500,
        _l("Something went wrong"),
        _l(
            "The fault is ours and has been noted in the server’s log. Your saved answers are safe."
        ),
    ),
}


def register_errors(app: Flask, is_signed_in: Callable[[], bool]) -> None:
    """Answer each known error with its page.

    `is_signed_in` tells whether the server knows who is asking.
    """

    def answer_expired_form(_error: CSRFError) -> Response:
        if _kept_text() and not is_signed_in():
            # The cookie with the form's token is gone, not only the token.
            return _page(_SIGNED_OUT)
        return _page(_BY_STATUS[400])

    for error in REFUSALS:
        app.register_error_handler(error, _answer_known)
    app.register_error_handler(errors.LogInNeeded, _answer_by_login)
    app.register_error_handler(CSRFError, answer_expired_form)
    app.register_error_handler(HTTPException, _answer_http)


def _answer_known(error: Exception) -> Response:
    db.session.rollback()
    if isinstance(error, OperationalError):
        current_app.logger.error("The database did not take a request: %s", error.orig)
        g.person = None  # the page must not ask the database again
    if isinstance(error, errors.AlreadyAnswered | errors.AlreadyChallenged):
        # The page of the item says what counts.
        return _page(
            REFUSALS[type(error)],
            next_url=url_for(
                "learner.view_item", attempt_id=error.attempt_id, position=error.position
            ),
        )
    refusal = next(REFUSALS[kind] for kind in type(error).__mro__ if kind in REFUSALS)
    return _page(refusal, *_next_step(error))


def _next_step(error: Exception) -> tuple[str, str] | tuple[()]:
    """Where to go from a refusal that is about one attempt or assignment."""
    if isinstance(error, (errors.TimeOver, errors.KeysHeld)):
        address = url_for("learner.view_attempt", attempt_id=error.attempt_id)
        return address, _("See the attempt")
    if isinstance(error, errors.QuizReserved):
        address = url_for("learner.view_assignment", assignment_id=error.assignment_id)
        return address, _("Go to the assignment")
    return ()


def _answer_by_login(_error: errors.LogInNeeded) -> Response:
    """Send to the log-in page, and from there back to what was to be read."""
    if _kept_text():
        return _page(_SIGNED_OUT)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return make_response(redirect(url_for("auth.log_in", next=wanted), code=303))


def _answer_http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    status = error.code or 500
    refusal = _BY_STATUS.get(status)
    if refusal is None:
        refusal = Refusal(
            status, LazyString(lambda: error.name), LazyString(lambda: str(error.description))
        )
    page = _page(refusal)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            page.headers[name] = value
    return page


def _kept_text() -> str | None:
    """The bank's text that a refused form brought: the work of an hour must not go with it."""
    if request.method != "POST" or request.blueprint != "teacher":
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
        ),
        refusal.status,
    )
    if refusal.status == HTTPStatus.SERVICE_UNAVAILABLE:
        page.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return page

"""Each refusal as a page that says what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from quizapp.domain import errors
from quizapp.models import Response
from quizapp.web import database
from quizapp.web.extensions import db
from quizapp.web.refusals import REFUSALS
from quizapp.web.sqlite_library import sqlite3
from tests.support.kept_apps import close_connections
from tests.support.pages import text_of
from tests.support.people import Visitor, visitor
from tests.support.records import count_of, on_sqlite

pytestmark = on_sqlite

RAISED = {
    errors.AlreadyAnswered: errors.AlreadyAnswered("AAAAAAAAAAAAAAAAAAAAAA", 3),
    errors.AttemptFinished: errors.AttemptFinished("AAAAAAAAAAAAAAAAAAAAAA"),
    errors.KeysHeld: errors.KeysHeld("AAAAAAAAAAAAAAAAAAAAAA"),
    errors.OutOfTurn: errors.OutOfTurn("AAAAAAAAAAAAAAAAAAAAAA"),
    errors.QuizReserved: errors.QuizReserved("AAAAAAAAAAAAAAAAAAAAAA"),
    errors.TimeOver: errors.TimeOver("AAAAAAAAAAAAAAAAAAAAAA"),
    errors.AlreadyChallenged: errors.AlreadyChallenged("AAAAAAAAAAAAAAAAAAAAAA", 3),
    errors.LessonMoved: errors.LessonMoved("AAAAAAAAAAAAAAAAAAAAAA", 3, "read"),
    errors.VoteOver: errors.VoteOver("AAAAAAAAAAAAAAAAAAAAAA", 3, "read"),
    errors.MoveNotNow: errors.MoveNotNow("waiting", "open"),
    errors.EditConflict: errors.EditConflict("format: 1", "tag"),
    errors.BankRefused: errors.BankRefused(()),
    errors.BankFileTrouble: errors.BankFileTrouble(errors.FileTrouble.DISK_FULL),
    OperationalError: OperationalError("SELECT 1", {}, Exception("gone")),
}


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_is_a_page_with_a_way_on(kind: type[Exception], own_app: Flask) -> None:
    refusal = REFUSALS[kind]

    def refuse() -> str:
        raise RAISED.get(kind) or kind()

    own_app.add_url_rule("/refused", view_func=refuse)

    page = visitor(own_app).get("/refused")

    text = text_of(page.text)
    assert page.status_code == refusal.status
    assert str(refusal.title) in text
    assert str(refusal.sentence) in text
    assert str(refusal.status) not in text
    assert page.text.count('class="button"') >= 1
    assert ("Retry-After" in page.headers) is (refusal.status == 503)


def test_every_error_of_the_domain_is_answered(app: Flask) -> None:
    handled = set(app.error_handler_spec[None][None])
    told_on_its_page = {
        errors.AlreadyChallenged,
        errors.ChallengeDecided,
        errors.DryRunOutdated,
        errors.KnownLearner,
        errors.NameTaken,
        errors.NotATeacher,
        errors.NothingToRegrade,
        errors.OverrideConflict,
        errors.PhraseNotThere,
        errors.RemedyDoesNotFit,
        errors.TooFewItems,
        errors.UnusableChoice,
        errors.UnusableUserName,
        errors.UserNameTaken,
        errors.WrongCode,
        errors.WrongPassword,
    }

    kinds = set(errors.QuizappError.__subclasses__())

    assert kinds - told_on_its_page <= handled


def test_a_fault_of_ours_is_owned_up_to_and_logged(
    own_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail() -> str:
        raise ZeroDivisionError("the secret cause")

    own_app.add_url_rule("/faulty", view_func=fail)

    page = visitor(own_app).get("/faulty")

    assert page.status_code == 500
    assert "Something went wrong" in text_of(page.text)
    assert "secret cause" not in page.text
    assert "the secret cause" in caplog.text


@pytest.mark.parametrize(
    "path", ["/none", "/teach/none", "/attempts", "/static/none.css", "/quizzes/", "/%00", "/é"]
)
def test_an_unknown_address_is_a_page_that_leads_home(path: str, anonymous: Visitor) -> None:
    page = anonymous.get(path)

    assert page.status_code == 404
    assert "There is nothing at this address" in text_of(page.text)
    assert 'href="/"' in page.text


def test_an_unknown_address_echoes_nothing(anonymous: Visitor) -> None:
    page = anonymous.get("/<script>alert(1)</script>")

    assert "alert(1)" not in page.text


def test_a_method_that_is_not_taken_says_which_are(learner: Visitor) -> None:
    response = learner.browser.delete("/quizzes/all")

    assert response.status_code in {403, 400, 405}
    assert learner.browser.put("/quizzes").status_code in {400, 405}


def test_a_form_larger_than_any_is_refused(learner: Visitor) -> None:
    response = learner.browser.post("/login", data={"username": "x" * 1_100_000})

    assert response.status_code == 413
    assert "Too much at once" in text_of(response.text)


def test_a_stale_token_is_a_page_that_says_what_to_do(learner: Visitor) -> None:
    response = learner.browser.post("/logout", data={"csrf_token": "stale"})

    assert response.status_code == 400
    assert "load the page again" in text_of(response.text)


@pytest.mark.parametrize(
    "path", ["/", "/article", "/quizzes", "/cards", "/progress", "/login", "/healthz", "/none"]
)
def test_a_request_for_the_head_alone_is_answered_alike(path: str, learner: Visitor) -> None:
    head, page = learner.browser.head(path), learner.get(path)

    assert head.status_code == page.status_code
    assert head.data == b""
    assert head.headers["Content-Type"] == page.headers["Content-Type"]


@contextmanager
def somebody_else_writing(settings: dict[str, Any], *begin: str) -> Iterator[None]:
    """The database held by another process."""
    path = Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in begin:
            connection.execute(statement)
        yield
        connection.execute("ROLLBACK")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    """Connections that wait only a moment for others."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with app.app_context():
        db.engine.dispose()


@pytest.mark.usefixtures("impatient")
def test_a_response_that_cannot_be_saved_is_never_called_saved(
    learner: Visitor, settings: dict[str, Any], app: Flask
) -> None:
    attempt = learner.start("all")
    token = learner.browser.token()
    fields = {"csrf_token": token, "position": "1", "dont_know": "1"}

    with somebody_else_writing(settings, "BEGIN IMMEDIATE"):
        response = learner.browser.post(f"{attempt}/responses", data=fields)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Not saved" in text_of(response.text)
    assert count_of(app, Response) == 0
    assert learner.browser.post(f"{attempt}/responses", data=fields).status_code == 303


@pytest.mark.usefixtures("impatient")
def test_a_database_that_answers_nobody_is_a_page_for_who_is_signed_in_too(
    learner: Visitor, settings: dict[str, Any], app: Flask
) -> None:
    learner.get("/")
    close_connections(app)
    to_itself = ("PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE")

    with somebody_else_writing(settings, *to_itself):
        page = learner.get("/progress")

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert learner.get("/progress").status_code == 200

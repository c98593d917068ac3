"""What the log of a server says, and what never stands in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from quizapp.web.observability.log_lines import JsonLines, PlainLines
from quizapp.web.observability.logs import ToStandardError, set_up_logs
from quizapp.web.observability.request_ids import current_request_id
from quizapp.web.observability.requests import REQUEST_LOG
from tests.support.people import visitor
from tests.support.records import on_sqlite

SECRET = "kept-to-myself"


@pytest.fixture
def as_before() -> Iterator[None]:
    """Loggers as they were, whatever a test sets up."""
    root, requests = logging.getLogger(), logging.getLogger(REQUEST_LOG)
    levels = root.level, requests.level
    yield
    for handler in [each for each in root.handlers if isinstance(each, ToStandardError)]:
        root.removeHandler(handler)
    root.setLevel(levels[0])
    requests.setLevel(levels[1])


@pytest.fixture
def logged(
    make_app: Callable[..., Flask], as_before: None, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[Flask, Callable[[], list[str]]]]:
    """An app whose log is set up with these settings, and the lines that it has logged so far."""

    def begin(**settings: Any) -> tuple[Flask, Callable[[], list[str]]]:
        app = make_app(**settings)
        set_up_logs(app.config)
        return app, lambda: capsys.readouterr().err.splitlines()

    return begin


def record(message: str, *args: object, error: Exception | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("quizapp.x", logging.ERROR, "x.py", 1, message, args, exc_info)


@on_sqlite
def test_a_request_is_a_line_with_its_route_and_without_its_address(logged):
    app, lines = logged(LOG_FORMAT="json", LOG_REQUESTS="1")

    answer = visitor(app).get(f"/setup/{SECRET}?q={SECRET}", headers={"Referer": SECRET})

    (line,) = lines()
    told = json.loads(line)
    assert (told["method"], told["route"], told["status"]) == ("GET", "/setup/<token>", 404)
    assert told["request_id"] == answer.headers["X-Request-ID"]
    assert told["ms"] > 0
    assert (told["level"], told["logger"]) == ("info", "quizapp.requests")
    assert SECRET not in line


@on_sqlite
def test_an_address_that_is_none_is_not_told_either(logged):
    app, lines = logged(LOG_REQUESTS="1")

    visitor(app).get(f"/{SECRET}")

    (line,) = lines()
    assert "GET none 404" in line
    assert SECRET not in line


@on_sqlite
def test_what_is_typed_into_a_form_is_not_told(logged):
    app, lines = logged(LOG_FORMAT="json", LOG_REQUESTS="1")

    visitor(app).send("/login", username=SECRET, password=SECRET)

    asked_for, typed = lines()
    told = json.loads(typed)
    assert (told["method"], told["route"], told["status"]) == ("POST", "/login", 422)
    assert SECRET not in asked_for + typed


@on_sqlite
def test_requests_are_not_logged_unless_that_is_asked_for(logged):
    app, lines = logged()

    visitor(app).get("/")

    assert lines() == []


@on_sqlite
@pytest.mark.parametrize("log_format", ["plain", "json"])
def test_an_error_is_told_by_its_kind_and_place_alone(logged, log_format):
    app, lines = logged(LOG_FORMAT=log_format)
    app.config["TESTING"] = False

    def fail(name: str) -> str:
        try:
            int(name)
        except ValueError as error:
            raise LookupError(f"no {name}") from error
        return ""

    app._got_first_request = False  # to add a page to it
    app.add_url_rule("/failing/<name>", view_func=fail)

    answer = visitor(app).get(f"/failing/{SECRET}")

    said = "\n".join(lines())
    assert answer.status_code == 500
    assert "builtins.LookupError" in said
    assert "builtins.ValueError" in said
    assert "in fail: int(name)" in said
    assert answer.headers["X-Request-ID"] in said
    assert SECRET not in said


@on_sqlite
def test_what_waitress_says_of_an_error_has_no_address(logged):
    _, lines = logged()

    try:
        raise RuntimeError
    except RuntimeError:
        logging.getLogger("waitress").exception("Exception while serving /setup/%s", SECRET)

    said = "\n".join(lines())
    assert "A request was not answered" in said
    assert "builtins.RuntimeError" in said
    assert SECRET not in said


def test_no_line_of_a_message_looks_like_another_record():
    text = PlainLines().format(record("one\ntwo %s", "three\nfour"))

    assert text.splitlines()[1:] == ["  two three", "  four"]
    assert " ERROR quizapp.x: one\n" in text


def test_a_line_of_json_is_one_line_with_the_request_that_is_answered():
    token = current_request_id.set("kdmf-wzpr-tqbn")
    try:
        line = JsonLines().format(record("“one”\ntwo"))
    finally:
        current_request_id.reset(token)

    told = json.loads(line)
    assert "\n" not in line
    assert (told["message"], told["request_id"]) == ("“one”\ntwo", "kdmf-wzpr-tqbn")
    assert told["time"].endswith("Z")


def test_outside_of_requests_no_id_is_told():
    assert "request_id" not in json.loads(JsonLines().format(record("one")))


@on_sqlite
def test_setting_it_up_twice_tells_everything_once(logged):
    app, lines = logged()
    set_up_logs(app.config)

    logging.getLogger("quizapp.x").warning("one")

    assert len(lines()) == 1

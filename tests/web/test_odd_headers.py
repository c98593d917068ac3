"""Headers that no browser sends: answered, never a fault of the server."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

import quizapp
from quizapp.web.edges import FILE_FIELD
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

ODD = (
    "",
    "é",
    "a" * 5000,
    "9" * 400,
    "-1",
    "*/*;q=9e999",
    "bytes=9-1",
    f"bytes=-{'9' * 400}",
    'W/"',
    "Sat, 99 Foo 9999",
    "[::1",
    "http://[::1",
    "xx-YY-zzzz-1;q=NaN",
    "%=;",
)
NAMES = (
    "Accept",
    "Accept-Language",
    "Content-Length",
    "Cookie",
    "If-Modified-Since",
    "If-None-Match",
    "Origin",
    "Range",
    "Referer",
    "X-CSRFToken",
    "X-Forwarded-For",
)
ORIGINS = (
    "http://[::1",
    "http://[",
    "://",
    "http://localhost\xff",
    "http://]:x",
    "null",
    "",
    "a" * 5000,
)
TEXTS = ("text", "source", "topic", "csrf_token", "alt")
KINDS = (
    "application/json",
    "application/json; charset=none",
    "application/x-www-form-urlencoded; charset=none",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "text/html; charset=utf-7",
)


@pytest.fixture(autouse=True)
def _faults_are_pages(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.slow
def test_no_odd_header_is_a_fault(name: str, learner: Visitor) -> None:
    paths = (f"{learner.start('all')}/items/1", "/static/css/tokens.css")

    statuses = {
        f"{path}: {value[:20]}": learner.browser.get(
            path, headers={name: value}, buffered=True
        ).status_code
        for path in paths
        for value in ODD
    }

    assert {each: status for each, status in statuses.items() if status >= 500} == {}


def test_a_form_from_an_odd_origin_is_refused_and_no_fault(anonymous: Visitor) -> None:
    token = anonymous.browser.token()

    statuses = {
        origin: anonymous.browser.post(
            "/login", data={"csrf_token": token}, headers={"Origin": origin}
        ).status_code
        for origin in ORIGINS
    }

    assert set(statuses.values()) == {403}


@pytest.mark.parametrize("has_token", [True, False])
def test_no_body_that_is_not_what_it_says_is_a_fault(has_token: bool, learner: Visitor) -> None:
    paths = (f"{learner.start('all')}/responses", "/cards/ratings", "/login", "/account/password")
    headers = {"X-CSRFToken": learner.browser.token()} if has_token else {}

    statuses = {
        f"{path}: {kind}": learner.browser.post(
            path, data=b"{position=1&choice=1", content_type=kind, headers=headers
        ).status_code
        for path in paths
        for kind in KINDS
    }

    assert {each: status for each, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize(
    "part",
    [
        "form-data",
        "form-data; filename=a",
        *(f"form-data; name={name}; filename=a" for name in TEXTS),
    ],
)
def test_a_part_that_no_form_sends_is_refused_and_no_fault(part: str, teacher: Visitor) -> None:
    body = f"--x\r\nContent-Disposition: {part}\r\n\r\na\r\n--x--\r\n".encode()
    kind = "multipart/form-data; boundary=x"
    token = {"X-CSRFToken": teacher.browser.token()}

    statuses = {
        teacher.browser.post(path, data=body, content_type=kind, headers=token).status_code
        for path in ("/login", "/teach/bank", "/teach/bank/import", "/teach/bank/pictures")
    }

    assert statuses == {400}


def test_all_forms_call_their_file_the_same() -> None:
    for module in pkgutil.walk_packages(quizapp.__path__, "quizapp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    forms = [form for form in FlaskForm.__subclasses__() if form.__module__.startswith("quizapp.")]

    names = [
        name
        for form in forms
        for name in dir(form)
        if getattr(getattr(form, name), "field_class", None) is FileField
    ]

    assert len(names) > 2
    assert set(names) == {FILE_FIELD}

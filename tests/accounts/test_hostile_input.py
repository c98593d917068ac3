"""Texts that databases, encodings and pages stumble over: refused or cleaned, never a fault."""

from __future__ import annotations

import json
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.accounts import signing_up
from quizapp.web import clock
from tests.support.people import PASSWORD, Visitor, signed_up, visitor

pytestmark = pytest.mark.on_both

HOSTILE = {
    "a NUL": b"ab\x00cd",
    "only a NUL": b"\x00",
    "a lone surrogate": b"ab\xed\xa0\x80cd",
    "bytes that are no text": b"ab\xff\xfecd",
    "marks that turn the text round": "ab\u202ecd\u2066".encode(),
    "200 characters": b"a" * 200,
    "100,000 characters": b"a" * 100_000,
    "letters of four bytes": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢".encode(),
    "a letter that grows when folded": ("ﷺ" * 40).encode(),
    "line ends": b"ab\r\ncd\n",
    "markup": b"<script>alert(1)</script>",
}


def post_bytes(person: Visitor, path: str, **fields: bytes) -> TestResponse:
    """Post a form whose fields are bytes, as they are."""
    fields["csrf_token"] = person.browser.token().encode()
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields.items())
    return person.browser.post(path, data=body, content_type="application/x-www-form-urlencoded")


@pytest.fixture(autouse=True)
def _faults_are_pages(app: Flask) -> None:
    """A fault of the app is a status to look at, so that one test shows all that go wrong."""
    app.config["PROPAGATE_EXCEPTIONS"] = False


def all_but(statuses: dict[str, int], *allowed: int) -> dict[str, int]:
    return {name: status for name, status in statuses.items() if status not in allowed}


def test_no_hostile_text_in_logging_in_is_a_fault(anonymous: Visitor) -> None:
    statuses = {}

    for number, (name, text) in enumerate(HOSTILE.items()):
        good = {"username": f"pupil{number}".encode(), "password": PASSWORD.encode()}
        for field in ("username", "password", "next"):
            response = post_bytes(anonymous, "/login", **{**good, field: text})
            statuses[f"{name} as {field}"] = response.status_code

    assert all_but(statuses, 422) == {}


@pytest.mark.slow
def test_no_hostile_text_in_signing_up_is_a_fault(app: Flask) -> None:
    statuses = {}

    for number, (name, text) in enumerate(HOSTILE.items()):
        for field in ("username", "display_name", "password"):
            person = visitor(app)
            user_name = f"{field.replace('_', '')}{number}".encode()
            good = {"username": user_name, "display_name": b"N", "password": PASSWORD.encode()}
            response = post_bytes(person, "/signup", **{**good, field: text})
            statuses[f"{name} as {field}"] = response.status_code
            statuses[f"{name} as {field}, next page"] = person.get("/").status_code

    assert all_but(statuses, 200, 303, 422) == {}


def test_no_hostile_text_as_a_new_password_is_a_fault(app: Flask) -> None:
    statuses = {}

    for number, (name, text) in enumerate(HOSTILE.items()):
        person = signed_up(app, f"pupil{number}")
        response = post_bytes(
            person, "/account", current_password=PASSWORD.encode(), new_password=text
        )
        statuses[name] = response.status_code

    assert all_but(statuses, 303, 422) == {}


def test_no_hostile_text_in_setting_up_is_a_fault(anonymous: Visitor, app: Flask) -> None:
    statuses = {}

    for name, text in HOSTILE.items():
        with app.app_context():
            token = signing_up.create_setup_token(clock.now())
        fields = {"username": text, "display_name": text, "password": PASSWORD.encode()}
        statuses[name] = post_bytes(anonymous, f"/setup/{token}", **fields).status_code

    assert all_but(statuses, 303, 422) == {}


def test_a_name_is_shown_without_marks_that_turn_the_page_round(anonymous: Visitor) -> None:
    post_bytes(
        anonymous,
        "/signup",
        username=b"nadia",
        display_name="Na\u202edia\u2066\x00".encode(),
        password=PASSWORD.encode(),
    )

    page = anonymous.get("/account").text

    assert "Nadia" in page
    assert "\u202e" not in page


NAMES = ("Zoë", "محمد", "李雷-李雷", "Ольга", "नमस्ते")


def test_names_of_all_scripts_can_log_in(app: Flask) -> None:
    statuses = {}

    for name in NAMES:
        person = visitor(app)
        person.send("/signup", username=name, display_name="", password=PASSWORD)
        person.send("/logout")
        statuses[name] = person.send("/login", username=name, password=PASSWORD).status_code

    assert statuses == dict.fromkeys(NAMES, 303)


BODIES: list[object] = [
    {"username": "lena", "password": "\ud800" * 10},
    {"username": "\ud800lena", "password": PASSWORD},
    {"username": 5, "password": 6},
    {"username": None, "password": None},
    {"username": ["lena"], "password": {"a": "b"}},
    ["lena"],
    "lena",
    5,
    None,
]


@pytest.mark.parametrize("path", ["/login", "/signup"])
def test_no_form_sent_as_json_is_a_fault(path: str, app: Flask) -> None:
    statuses = {repr(body): post_json(visitor(app), path, body).status_code for body in BODIES}

    assert {body: status for body, status in statuses.items() if status >= 500} == {}


def test_no_response_sent_as_json_is_a_fault(learner: Visitor) -> None:
    attempt = learner.start("all")

    response = post_json(learner, f"{attempt}/responses", {"position": [1], "choice": "\ud800"})

    assert response.status_code < 500


def post_json(person: Visitor, path: str, body: object) -> TestResponse:
    """Post a body as JSON, with the token in a header."""
    headers = {"X-CSRFToken": person.browser.token()}
    return person.browser.post(
        path, data=json.dumps(body), content_type="application/json", headers=headers
    )

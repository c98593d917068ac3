"""Texts that databases, encodings and pages stumble over: refused or cleaned, never a fault."""

from __future__ import annotations

import json
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp import clock
from quizapp.extensions import db
from quizapp.models import User
from quizapp.services import people
from tests.support.people import PASSWORD, Visitor

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
each_hostile_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def post_bytes(person: Visitor, path: str, **fields: bytes) -> TestResponse:
    """Post a form whose fields are bytes, as they are."""
    fields["csrf_token"] = person.browser.token().encode()
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields.items())
    return person.browser.post(path, data=body, content_type="application/x-www-form-urlencoded")


@each_hostile_text
def test_hostile_text_in_each_field_of_logging_in_is_no_fault(
    text: bytes, anonymous: Visitor
) -> None:
    as_name = post_bytes(anonymous, "/login", username=text, password=PASSWORD.encode())
    as_password = post_bytes(anonymous, "/login", username=b"lena", password=text)
    as_next = post_bytes(anonymous, "/login", username=b"lena", password=b"x", next=text)

    assert {as_name.status_code, as_password.status_code, as_next.status_code} == {422}


@each_hostile_text
def test_hostile_text_in_each_field_of_signing_up_is_no_fault(
    text: bytes, anonymous: Visitor, app: Flask
) -> None:
    good = {"username": b"nadia", "display_name": b"Nadia", "password": PASSWORD.encode()}

    for field in good:
        response = post_bytes(anonymous, "/signup", **{**good, field: text})
        assert response.status_code in {303, 422}
        assert anonymous.get("/").status_code == 200
        anonymous.send("/logout")
        with app.app_context():
            db.session.query(User).delete()
            db.session.commit()


@each_hostile_text
def test_hostile_text_as_a_new_password_is_no_fault(text: bytes, learner: Visitor) -> None:
    response = post_bytes(
        learner, "/account", current_password=PASSWORD.encode(), new_password=text
    )

    assert response.status_code in {303, 422}


@each_hostile_text
def test_hostile_text_in_setting_up_is_no_fault(
    text: bytes, anonymous: Visitor, app: Flask
) -> None:
    with app.app_context():
        token = people.create_setup_token(clock.now())

    response = post_bytes(
        anonymous,
        f"/setup/{token}",
        username=text,
        display_name=text,
        password=PASSWORD.encode(),
    )

    assert response.status_code in {303, 422}


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


@pytest.mark.parametrize("name", ["Zoë", "محمد", "李雷-李雷", "Ольга", "नमस्ते"])
def test_names_of_all_scripts_can_log_in(name: str, anonymous: Visitor) -> None:
    anonymous.send("/signup", username=name, display_name="", password=PASSWORD)
    anonymous.send("/logout")

    assert anonymous.send("/login", username=name, password=PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "body",
    [
        {"username": "lena", "password": "\ud800" * 10},
        {"username": "\ud800lena", "password": PASSWORD},
        {"username": 5, "password": 6},
        {"username": None, "password": None},
        {"username": ["lena"], "password": {"a": "b"}},
        ["lena"],
        "lena",
        5,
        None,
    ],
    ids=repr,
)
@pytest.mark.parametrize("path", ["/login", "/signup"])
def test_a_form_sent_as_json_is_no_fault(path: str, body: object, anonymous: Visitor) -> None:
    headers = {"X-CSRFToken": anonymous.browser.token()}

    response = anonymous.browser.post(
        path, data=json.dumps(body), content_type="application/json", headers=headers
    )

    assert response.status_code < 500


def test_a_response_sent_as_json_is_no_fault(learner: Visitor) -> None:
    attempt = learner.start("all")
    headers = {"X-CSRFToken": learner.browser.token()}

    response = learner.browser.post(
        f"{attempt}/responses",
        data=json.dumps({"position": [1], "choice": "\ud800"}),
        content_type="application/json",
        headers=headers,
    )

    assert response.status_code < 500

"""Tokens of forms: new with each page under a mask, and of another secret after logging in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask, session

from quizapp.web.form_tokens import form_token, is_form_token
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def kept_token(person: Visitor) -> str:
    with person.browser.session_transaction() as kept:
        return str(kept["csrf_token"])


def test_logging_in_changes_the_token(app: Flask, learner: Visitor) -> None:
    shared = visitor(app)
    shared.get("/login")
    before = kept_token(shared)
    old_form = shared.browser.token()

    assert shared.send("/login", username="lena", password=PASSWORD).status_code == 303
    shared.get("/account")

    assert kept_token(shared) != before
    form = {"csrf_token": old_form}
    assert shared.browser.post("/logout", data=form).status_code == 400


def test_signing_up_changes_the_token(anonymous: Visitor) -> None:
    anonymous.get("/signup")
    before = kept_token(anonymous)

    anonymous.send("/signup", username="nils", name="Nils", password=PASSWORD)
    anonymous.get("/account")

    assert kept_token(anonymous) != before


def test_a_guest_keeps_the_forms_that_are_open(anonymous: Visitor) -> None:
    anonymous.get("/quizzes/all")
    before = kept_token(anonymous)

    anonymous.start()

    assert kept_token(anonymous) == before


def test_each_page_has_another_token_and_each_of_them_is_good(learner: Visitor) -> None:
    pages = [learner.get("/account").text for _ in range(2)]
    tokens = [set(re.findall(r'name="csrf_token"\s+value="([^"]+)"', page)) for page in pages]

    (first,), (second,) = tokens
    assert first != second
    for token in (second, first):
        answer = learner.browser.post("/account/looks", data={"csrf_token": token})
        assert answer.status_code != 400


def test_nothing_of_the_secret_stands_in_the_token(app: Flask) -> None:
    with app.test_request_context():
        token = form_token()
        assert session["csrf_token"] not in token
        assert is_form_token(token)


@pytest.mark.parametrize(
    "token", ["", "x", "é", "\x00", "A" * 54, "A" * 5000, "====", "IjRmMDM2.awyv1Q.Cjj1NcqjX"]
)
def test_a_token_that_was_not_made_here_is_none(app: Flask, token: str) -> None:
    with app.test_request_context():
        form_token()

        assert not is_form_token(token)


def test_the_token_of_another_session_is_none(app: Flask) -> None:
    with app.test_request_context():
        other = form_token()
    with app.test_request_context():
        form_token()

        assert not is_form_token(other)


def test_without_a_session_no_token_is_good(app: Flask) -> None:
    with app.test_request_context():
        token = form_token()
    with app.test_request_context():
        assert not is_form_token(token)


def test_the_script_of_a_page_may_send_the_token_as_a_header(learner: Visitor) -> None:
    header = {"X-CSRFToken": learner.browser.token()}

    assert learner.browser.post("/logout", headers=header).status_code == 303


def test_a_token_does_not_die_of_age(app: Flask) -> None:
    with app.test_request_context():
        token, kept = form_token(), dict(session)
    with time_machine.travel(timedelta(days=179)), app.test_request_context():
        session.update(kept)

        assert is_form_token(token)

"""Forms get a new token once somebody has logged in: who knew the old one knows no more."""

from __future__ import annotations

from flask import Flask

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

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.classes.enrolling import enrol_all
from quizapp.classes.login_slips import make_codes
from quizapp.exchange.roster import RosterLine
from quizapp.models import LoginSession, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.pages import sent, text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.playing import published_from
from tests.support.records import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def code(app: Flask, bank_file: Path) -> str:
    """The code of Mona, whom a class looks after."""
    with app.app_context():
        world = new_class(published_from(bank_file))
        enrol_all(world.classroom.id, [RosterLine(1, "Mona Managed")], None, clock.now())
        (slip,) = make_codes(
            world.classroom.id, None, None, clock.now(), secret=app.config["SECRET_KEY"]
        )
        return slip.code


def test_a_code_lets_in_once_and_for_months(app: Flask, code: str, anonymous: Visitor) -> None:
    done = sent(anonymous, anonymous.get("/login/code"), code=f" {code[:4].lower()} {code[4:]}")

    assert done.headers["Location"] == "/"
    page = anonymous.get("/account")
    assert "Mona Managed" in text_of(page.text)
    assert "Class 7b" in text_of(page.text)
    assert anonymous.get("/teach/scores").status_code == 403
    with app.app_context():
        opened = db.session.scalars(select(LoginSession)).all()[-1]
        assert opened.expires_at - opened.created_at >= timedelta(days=100)
    again = visitor(app).send("/login/code", code=code)
    assert again.status_code == 422
    assert "This code does not work." in text_of(again.text)


def test_a_managed_learner_signs_up_with_all_their_work(
    app: Flask, code: str, anonymous: Visitor
) -> None:
    anonymous.send("/login/code", code=code)
    attempt = anonymous.take("quiet")
    page = anonymous.get("/signup")
    assert 'value="Mona Managed"' in page.text

    done = sent(anonymous, page, username="mona", password=PASSWORD)

    assert done.status_code == 303
    assert anonymous.get(attempt).status_code == 200
    with app.app_context():
        user = db.session.scalars(select(User).where(User.user_name == "mona")).one()
        assert (user.display_name, user.is_managed) == ("Mona Managed", False)
    assert visitor(app).send("/login", username="mona", password=PASSWORD).status_code == 303


def test_a_managed_learner_cannot_set_a_password_by_the_account_page(
    code: str, anonymous: Visitor
) -> None:
    anonymous.send("/login/code", code=code)

    page = anonymous.send("/account", current_password="", new_password=PASSWORD)

    assert page.status_code == 200
    assert "Change the password" not in page.text


@pytest.mark.slow
def test_wrong_codes_are_limited_and_a_class_with_right_ones_is_not(
    code: str, anonymous: Visitor, app: Flask
) -> None:
    token = anonymous.browser.token()
    fields = {"csrf_token": token, "code": "ABCD-2345"}

    statuses = [anonymous.browser.post("/login/code", data=fields).status_code for _ in range(121)]

    assert statuses == [422] * 120 + [429]
    assert visitor(app).send("/login/code", code=code).status_code == 303


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 10_000, "é", "' OR 1=1"])
def test_what_is_no_code_is_refused_in_words(code: str, anonymous: Visitor, typed: str) -> None:
    page = anonymous.send("/login/code", code=typed)

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text


@pytest.mark.slow
def test_wrong_codes_are_counted_by_address_and_by_what_they_would_open(
    code: str, anonymous: Visitor, app: Flask
) -> None:
    fields = {"csrf_token": anonymous.browser.token(), "code": "ABCD-2345"}
    guessed = [anonymous.browser.post("/login/code", data=fields).status_code for _ in range(121)]
    elsewhere = visitor(app)
    elsewhere.browser.environ_base["REMOTE_ADDR"] = "192.0.2.7"

    statuses = [
        elsewhere.send("/login/code", code="ABCD-2345").status_code,
        anonymous.get("/join/ABCD-2345").status_code,
    ]

    assert guessed[-1] == 429
    assert statuses == [422, 404]

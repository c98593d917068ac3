"""How long one stays signed in, and what the cookie looks like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie

import pytest
import time_machine
from flask import Flask
from werkzeug.http import parse_date
from werkzeug.test import TestResponse

from quizapp.models import LoginSession
from quizapp.web.extensions import db
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import count_of, on_sqlite

MORNING = datetime(2030, 5, 6, 8, tzinfo=UTC)


def log_in(person: Visitor, **fields: str) -> TestResponse:
    response = person.send("/login", username="lena", password=PASSWORD, **fields)
    assert response.status_code == 303
    return response


def is_signed_in(person: Visitor) -> bool:
    return person.get("/account").status_code == 200


def cookie_set_by(response: TestResponse, name: str = "quizapp") -> Morsel[str]:
    return SimpleCookie(response.headers["Set-Cookie"])[name]


def test_twelve_idle_hours_sign_out(learner: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        log_in(learner)

    with time_machine.travel(MORNING + timedelta(hours=12, minutes=1), tick=False):
        assert not is_signed_in(learner)


def test_whoever_keeps_working_stays_signed_in(learner: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        log_in(learner)

    for hours in (11, 22, 33):
        with time_machine.travel(MORNING + timedelta(hours=hours), tick=False):
            assert is_signed_in(learner)


def test_thirty_days_sign_out_whoever_keeps_working(learner: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        log_in(learner, remember="1")

    for days in (10, 20, 29):
        with time_machine.travel(MORNING + timedelta(days=days), tick=False):
            assert is_signed_in(learner)
    with time_machine.travel(MORNING + timedelta(days=31), tick=False):
        assert not is_signed_in(learner)


def test_staying_signed_in_outlasts_idle_days(learner: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        log_in(learner, remember="1")

    with time_machine.travel(MORNING + timedelta(days=29), tick=False):
        assert is_signed_in(learner)


@pytest.mark.parametrize(("remember", "is_in"), [("1", True), ("", False)])
def test_a_new_password_leaves_it_as_it_was_whether_one_stays_signed_in(
    remember: str, is_in: bool, learner: Visitor
) -> None:
    fields = {"current_password": PASSWORD, "new_password": f"{PASSWORD} anew"}
    with time_machine.travel(MORNING, tick=False):
        log_in(learner, remember=remember)
        assert learner.send("/account", **fields).status_code == 303

    with time_machine.travel(MORNING + timedelta(days=29), tick=False):
        assert is_signed_in(learner) is is_in


@pytest.mark.parametrize("step", [timedelta(seconds=1), timedelta(days=1), timedelta(days=4000)])
def test_a_clock_stepped_back_signs_nobody_out(step: timedelta, learner: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        log_in(learner)
        attempt = learner.start("all")

    with time_machine.travel(MORNING - step, tick=False):
        assert is_signed_in(learner)
        assert learner.respond(attempt, 1, dont_know="1").status_code == 303
        assert learner.get("/cards").status_code == 200
        assert learner.get("/progress").status_code == 200


def test_a_guest_comes_back_after_months(anonymous: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        attempt = anonymous.take("all")

    with time_machine.travel(MORNING + timedelta(days=170), tick=False):
        assert anonymous.get(attempt).status_code == 200


@on_sqlite
def test_the_browser_keeps_a_guests_cookie_for_months(anonymous: Visitor) -> None:
    with time_machine.travel(MORNING, tick=False):
        response = anonymous.send("/quizzes/all/attempts")

    expires = parse_date(cookie_set_by(response)["expires"])
    assert expires is not None
    assert expires >= MORNING + timedelta(days=170)


@on_sqlite
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(learner: Visitor) -> None:
    cookie = cookie_set_by(log_in(learner))

    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["expires"] == ""
    assert cookie["domain"] == ""


@on_sqlite
def test_staying_signed_in_outlasts_the_browser(learner: Visitor) -> None:
    assert cookie_set_by(log_in(learner, remember="1"))["expires"] != ""


@on_sqlite
def test_under_https_the_cookie_is_bound_to_it(make_app: Callable[..., Flask]) -> None:
    person = visitor(make_app(HTTPS="1"))

    page = person.browser.get("/login", base_url="https://localhost")

    cookie = cookie_set_by(page, "__Host-quizapp")
    assert cookie["secure"] is True
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""


def test_the_token_is_not_in_the_database(learner: Visitor, app: Flask) -> None:
    with learner.browser.session_transaction() as session:
        token = session["token"]

    with app.app_context():
        kept = [row.token_hash for row in db.session.query(LoginSession)]
    assert token not in kept


@on_sqlite
@pytest.mark.parametrize("cookie", ["", "nonsense", "a.b.c", "é", "x" * 4000, "eyJ9.x"])
def test_a_cookie_that_was_tampered_with_is_nobodys(cookie: str, anonymous: Visitor) -> None:
    anonymous.browser.set_cookie("quizapp", cookie)

    assert not is_signed_in(anonymous)


@on_sqlite
def test_a_cookie_signed_by_another_server_is_nobodys(
    learner: Visitor, make_app: Callable[..., Flask]
) -> None:
    other = visitor(make_app(SECRET_KEY="u" * 40))
    cookie = learner.browser.get_cookie("quizapp")
    assert cookie is not None

    other.browser.set_cookie("quizapp", cookie.decoded_value)

    assert not is_signed_in(other)


def test_each_browser_has_a_session_of_its_own(learner: Visitor, app: Flask) -> None:
    before = count_of(app, LoginSession)

    log_in(visitor(app))

    assert count_of(app, LoginSession) == before + 1


def test_the_cookie_is_renewed_when_a_visit_is_noted_and_not_with_each_page(
    anonymous: Visitor,
) -> None:
    with time_machine.travel(MORNING, tick=False):
        anonymous.start("all")

    def is_renewed(minutes: int) -> bool:
        with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
            return "Set-Cookie" in anonymous.get("/quizzes").headers

    found = [is_renewed(minutes) for minutes in (1, 9, 11, 12, 22)]

    assert found == [False, False, True, False, True]

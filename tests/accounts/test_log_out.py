from __future__ import annotations

from flask import Flask

from quizapp.models import LoginSession
from tests.support.pages import sent
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import count_of


def test_logging_out_by_the_form_ends_the_session_on_the_server(
    learner: Visitor, app: Flask
) -> None:
    response = sent(learner, learner.get("/"), "/logout")

    assert response.status_code == 303
    assert response.headers["Location"] == "/"
    assert count_of(app, LoginSession) == 0


def test_an_old_cookie_is_useless_after_logging_out(learner: Visitor) -> None:
    cookie = learner.browser.get_cookie("quizapp")
    assert cookie is not None
    learner.send("/logout")

    learner.browser.set_cookie("quizapp", cookie.decoded_value)

    assert learner.get("/account").status_code == 303
    assert "Lena" not in learner.get("/").text


def test_logging_out_leaves_other_browsers_alone(learner: Visitor, app: Flask) -> None:
    phone = visitor(app)
    phone.send("/login", username="lena", password=PASSWORD)

    learner.send("/logout")

    assert phone.get("/account").status_code == 200


def test_logging_out_without_being_in_changes_nothing(anonymous: Visitor) -> None:
    assert anonymous.send("/logout").status_code == 303


def test_nobody_is_logged_out_by_a_link(learner: Visitor) -> None:
    assert learner.get("/logout").status_code == 405
    assert learner.get("/account").status_code == 200

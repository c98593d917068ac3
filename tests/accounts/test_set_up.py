from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.accounts import signing_up
from quizapp.models import User
from quizapp.web import clock
from tests.support.pages import sent, text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.records import count_of, on_sqlite

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)
GOOD = {"username": "tariq", "display_name": "Tariq", "password": PASSWORD}


@pytest.fixture
def token(app: Flask) -> str:
    """The token of a link that was just printed."""
    with app.app_context():
        return signing_up.create_setup_token(clock.now())


def test_the_link_makes_a_teacher_by_the_form(anonymous: Visitor, token: str) -> None:
    page = anonymous.get(f"/setup/{token}")

    response = sent(anonymous, page, "", **GOOD)

    assert response.status_code == 303
    assert response.headers["Location"] == "/teach"
    assert anonymous.get("/teach/scores").status_code == 200


def test_a_teacher_is_called_as_learners_know_them(anonymous: Visitor, token: str) -> None:
    page = anonymous.get(f"/setup/{token}")

    assert "Your learners see it where they join a class." in page.text
    assert "As your teacher knows you" not in page.text


def test_the_link_works_once(anonymous: Visitor, stranger: Visitor, token: str, app: Flask) -> None:
    anonymous.send(f"/setup/{token}", **GOOD)

    shown = stranger.get(f"/setup/{token}")
    second = stranger.send(f"/setup/{token}", **{**GOOD, "username": "tamar"})

    assert (shown.status_code, second.status_code) == (404, 404)
    assert "This link no longer works" in text_of(second.text)
    assert count_of(app, User) == 2


def test_looking_at_the_link_does_not_use_it_up(anonymous: Visitor, token: str) -> None:
    anonymous.get(f"/setup/{token}")

    assert anonymous.get(f"/setup/{token}").status_code == 200


def test_the_link_works_for_an_hour(anonymous: Visitor, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False), app.app_context():
        token = signing_up.create_setup_token(clock.now())

    with time_machine.travel(NOON + timedelta(minutes=59), tick=False):
        early = anonymous.get(f"/setup/{token}")
    with time_machine.travel(NOON + timedelta(minutes=61), tick=False):
        late = anonymous.send(f"/setup/{token}", **GOOD)

    assert (early.status_code, late.status_code) == (200, 404)
    assert count_of(app, User) == 0


def test_a_newer_link_takes_the_place_of_the_older(
    anonymous: Visitor, token: str, app: Flask
) -> None:
    with app.app_context():
        newer = signing_up.create_setup_token(clock.now())

    assert anonymous.get(f"/setup/{token}").status_code == 404
    assert anonymous.get(f"/setup/{newer}").status_code == 200


@on_sqlite
@pytest.mark.parametrize("guessed", ["x", "A" * 43, "%00", "é", "a" * 5000, "..", "'--"])
def test_a_link_that_was_never_printed_makes_nobody_a_teacher(
    guessed: str, anonymous: Visitor, token: str, app: Flask
) -> None:
    assert anonymous.get(f"/setup/{guessed}").status_code == 404
    assert anonymous.send(f"/setup/{guessed}", **GOOD).status_code == 404
    assert count_of(app, User) == 0


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"username": "a"}, "Use 3 to 40 letters"),
        ({"password": "short"}, "Use 8 to 128 characters"),
        ({"username": "lena"}, "This user name is taken."),
    ],
)
def test_a_bad_form_says_why_and_leaves_the_link_good(
    fields: dict[str, str],
    complaint: str,
    learner: Visitor,
    anonymous: Visitor,
    token: str,
    app: Flask,
) -> None:
    response = anonymous.send(f"/setup/{token}", **{**GOOD, **fields})

    assert response.status_code == 422
    assert complaint in text_of(response.text)
    assert count_of(app, User) == 1
    assert anonymous.send(f"/setup/{token}", **GOOD).status_code == 303

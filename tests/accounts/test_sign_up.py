from __future__ import annotations

import pytest
from flask import Flask

from quizapp.models import User
from tests.support.pages import sent, text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.records import count_of, key_numbers, on_sqlite


def test_signing_up_by_the_form_makes_an_account_and_logs_in(anonymous: Visitor) -> None:
    page = anonymous.get("/signup")

    response = sent(
        anonymous, page, "", username="nadia", display_name="Nadia H.", password=PASSWORD
    )

    assert response.status_code == 303
    assert "Nadia H." in anonymous.get("/").text
    assert "Nadia H." in anonymous.get("/account").text


def test_a_guest_keeps_all_work_by_signing_up(anonymous: Visitor, app: Flask) -> None:
    finished, running = anonymous.take("all"), anonymous.start("quiet")
    anonymous.respond(running, 1, *key_numbers(app, running, 1))
    anonymous.send("/cards/ratings", item_id="slack", sequence="1", rating="easy")

    anonymous.send("/signup", username="nadia", display_name="", password=PASSWORD)

    assert "0 of 5" in text_of(anonymous.get(finished).text)
    assert anonymous.get(running).headers["Location"] == f"{running}/items/2"
    anonymous.send(f"{running}/finish")  # its items' cards are held back until then
    assert 'name="sequence" value="2"' in anonymous.get("/cards?show=slack").text
    assert count_of(app, User) == 1


def test_the_work_of_a_guest_who_signed_up_is_there_on_another_device(
    anonymous: Visitor, stranger: Visitor
) -> None:
    attempt = anonymous.take("all")
    anonymous.send("/signup", username="nadia", display_name="", password=PASSWORD)

    stranger.send("/login", username="nadia", password=PASSWORD)

    assert stranger.get(attempt).status_code == 200


def test_the_page_tells_a_guest_that_work_is_kept(guest: Visitor, anonymous: Visitor) -> None:
    assert "as a guest" in text_of(guest.get("/signup").text)
    assert "as a guest" not in text_of(anonymous.get("/signup").text)


def test_without_a_name_the_user_name_is_shown(anonymous: Visitor) -> None:
    anonymous.send("/signup", username="nadia", display_name="", password=PASSWORD)

    assert "nadia" in anonymous.get("/account").text


@pytest.mark.parametrize("taken", ["lena", "Lena", "LENA"])
def test_a_name_that_is_taken_is_said_beside_the_field(
    taken: str, learner: Visitor, guest: Visitor, app: Flask
) -> None:
    before = count_of(app, User)

    response = guest.send("/signup", username=taken, display_name="L", password=PASSWORD)

    assert response.status_code == 422
    assert "This user name is taken." in text_of(response.text)
    assert 'value="L"' in response.text
    assert count_of(app, User) == before


def test_a_stranger_cannot_take_a_name_either(
    learner: Visitor, anonymous: Visitor, app: Flask
) -> None:
    response = anonymous.send("/signup", username="lena", display_name="", password=PASSWORD)

    assert response.status_code == 422
    assert count_of(app, User) == 1


@on_sqlite
@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"username": "ab"}, "Use 3 to 40 letters"),
        ({"username": "a" * 41}, "Use 3 to 40 letters"),
        ({"username": "a b c"}, "Use 3 to 40 letters"),
        ({"username": "<script>"}, "Use 3 to 40 letters"),
        ({"username": ".nadia"}, "Use 3 to 40 letters"),
        ({"display_name": "n" * 81}, "Use at most 80 characters"),
        ({"password": "seven77"}, "Use 8 to 128 characters"),
        ({"password": "p" * 129}, "Use 8 to 128 characters"),
        ({"username": "Nadia-Nadia", "password": "nadia-nadia"}, "one of the first to be guessed"),
    ],
)
def test_a_bad_form_makes_no_account_and_says_why(
    fields: dict[str, str], complaint: str, anonymous: Visitor, app: Flask
) -> None:
    good = {"username": "nadia", "display_name": "Nadia", "password": PASSWORD}

    response = anonymous.send("/signup", **{**good, **fields})

    assert response.status_code == 422
    assert complaint in text_of(response.text)
    assert count_of(app, User) == 0


def test_nobody_becomes_a_teacher_by_asking(anonymous: Visitor) -> None:
    anonymous.send(
        "/signup",
        username="nadia",
        display_name="",
        password=PASSWORD,
        role="teacher",
        is_teacher="1",
    )

    assert anonymous.get("/teach/scores").status_code == 403


def test_somebody_with_an_account_needs_no_other(learner: Visitor, app: Flask) -> None:
    shown = learner.get("/signup")
    sent_form = learner.send("/signup", username="lena2", display_name="", password=PASSWORD)

    assert (shown.status_code, shown.headers["Location"]) == (303, "/account")
    assert sent_form.headers["Location"] == "/account"
    assert count_of(app, User) == 1

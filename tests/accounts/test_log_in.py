from __future__ import annotations

import pytest
from flask import Flask

from quizapp.models import LoginSession
from tests.support.pages import form_to, sent, text_of
from tests.support.people import PASSWORD, Visitor, signed_up, visitor
from tests.support.records import count_of, on_sqlite

UNMATCHED = "This user name and password do not belong together."


def test_somebody_with_an_account_logs_in_by_the_form(learner: Visitor, app: Flask) -> None:
    browser = visitor(app)

    response = sent(browser, browser.get("/login"), "", username="lena", password=PASSWORD)

    assert response.status_code == 303
    assert response.headers["Location"] == "/"
    assert "Lena" in browser.get("/").text


@on_sqlite
@pytest.mark.parametrize("typed", ["LENA", " lena ", "ｌｅｎａ"])
def test_a_user_name_is_recognised_however_it_is_typed(
    typed: str, learner: Visitor, anonymous: Visitor
) -> None:
    assert anonymous.send("/login", username=typed, password=PASSWORD).status_code == 303


def test_a_wrong_password_lets_nobody_in_and_is_said_beside_the_field(
    learner: Visitor, anonymous: Visitor
) -> None:
    response = anonymous.send("/login", username="lena", password="not the password")

    assert response.status_code == 422
    assert UNMATCHED in text_of(response.text)
    assert 'value="lena"' in response.text
    assert "not the password" not in response.text
    assert anonymous.get("/account").status_code == 303


def test_an_unknown_name_is_told_the_same_words(learner: Visitor, anonymous: Visitor) -> None:
    known = anonymous.send("/login", username="lena", password="not the password")
    unknown = anonymous.send("/login", username="nora", password="not the password")

    assert unknown.status_code == known.status_code
    assert text_of(unknown.text) == text_of(known.text)


@on_sqlite
@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"username": "", "password": PASSWORD}, "Enter your user name."),
        ({"username": "lena", "password": ""}, "Enter your password."),
        ({}, "Enter your user name."),
        ({"username": "l" * 201, "password": PASSWORD}, "Enter your user name."),
        ({"username": "lena", "password": "p" * 129}, "Enter your password."),
    ],
)
def test_an_incomplete_form_says_what_is_missing(
    fields: dict[str, str], complaint: str, learner: Visitor, anonymous: Visitor, app: Flask
) -> None:
    before = count_of(app, LoginSession)

    response = anonymous.send("/login", **fields)

    assert response.status_code == 422
    assert complaint in text_of(response.text)
    assert count_of(app, LoginSession) == before


@on_sqlite
@pytest.mark.parametrize("target", ["/progress", "/cards?show=ebb", "/quizzes/all"])
def test_logging_in_leads_back_to_where_one_was(
    target: str, learner: Visitor, anonymous: Visitor
) -> None:
    page = anonymous.browser.get("/login", query_string={"next": target})

    response = sent(anonymous, page, "", username="lena", password=PASSWORD)

    assert form_to(page, "").fields["next"] == target
    assert response.headers["Location"] == target


ELSEWHERE = (
    "//evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/progress//evil.example",
    "/ /evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "/@evil.example:",
    "",
    "/é",
)


@on_sqlite
def test_logging_in_leads_nowhere_but_to_this_site(app: Flask) -> None:
    led = {}

    for number, target in enumerate(ELSEWHERE):
        person = signed_up(app, f"pupil{number}")
        response = person.send("/login", username=f"pupil{number}", password=PASSWORD, next=target)
        led[target] = response.headers["Location"]

    assert led == dict.fromkeys(ELSEWHERE, "/")


def test_logging_in_gives_a_new_session(learner: Visitor) -> None:
    before = learner.browser.get_cookie("quizapp")

    learner.send("/login", username="lena", password=PASSWORD)
    after = learner.browser.get_cookie("quizapp")
    learner.browser.set_cookie("quizapp", before.decoded_value if before else "")

    assert before != after
    assert learner.get("/account").status_code == 303


def test_a_teacher_is_led_to_the_desk(teacher: Visitor) -> None:
    response = teacher.send("/login", username="tove", password=PASSWORD)

    assert response.headers["Location"] == "/teach"


def test_somebody_signed_in_can_still_see_the_page(learner: Visitor) -> None:
    assert learner.get("/login").status_code == 200

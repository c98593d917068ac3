from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.accounts.signing_up import create_setup_token
from quizapp.web import clock
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor, signed_up, visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite
NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


def guess(person: Visitor, times: int, name: str = "lena") -> list[int]:
    token = person.browser.token()
    fields = {"csrf_token": token, "username": name, "password": ""}
    return [person.browser.post("/login", data=fields).status_code for _ in range(times)]


def test_ten_guesses_a_minute_are_enough(learner: Visitor, anonymous: Visitor) -> None:
    statuses = guess(anonymous, 11)

    response = anonymous.send("/login", username="lena", password=PASSWORD)

    assert statuses == [422] * 10 + [429]
    assert response.status_code == 429
    assert "Too many tries" in text_of(response.text)


def test_spelling_the_name_differently_gives_no_more_guesses(
    learner: Visitor, anonymous: Visitor
) -> None:
    names = ["lena", "LENA", " lena", "ｌｅｎａ"] * 3

    statuses = [guess(anonymous, 1, name)[0] for name in names]

    assert 429 in statuses


def test_somebody_else_at_the_same_address_may_still_log_in(
    learner: Visitor, stranger: Visitor, anonymous: Visitor
) -> None:
    guess(anonymous, 11)

    response = anonymous.send("/login", username="samir", password=PASSWORD)

    assert response.status_code == 303


def test_the_same_name_may_log_in_from_another_address(
    learner: Visitor, anonymous: Visitor, stranger: Visitor
) -> None:
    guess(anonymous, 11)
    stranger.browser.environ_base["REMOTE_ADDR"] = "192.0.2.7"

    response = stranger.send("/login", username="lena", password=PASSWORD)

    assert response.status_code == 303


def test_an_invented_address_gives_no_more_guesses(learner: Visitor, anonymous: Visitor) -> None:
    guess(anonymous, 10)
    anonymous.browser.environ_base["HTTP_X_FORWARDED_FOR"] = "192.0.2.7"

    assert guess(anonymous, 1) == [429]


def test_after_a_minute_one_may_try_again(learner: Visitor, anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        guess(anonymous, 11)

    with time_machine.travel(NOON + timedelta(seconds=61), tick=False):
        response = anonymous.send("/login", username="lena", password=PASSWORD)

    assert response.status_code == 303


def test_a_class_behind_one_address_logs_in_at_once(anonymous: Visitor) -> None:
    statuses = {guess(anonymous, 2, f"pupil{number}")[-1] for number in range(30)}

    assert statuses == {422}


@pytest.mark.slow
def test_thirty_learners_who_mistype_three_times_each_all_get_in_at_once(app: Flask) -> None:
    people = [signed_up(app, f"pupil{number}") for number in range(30)]
    visitors = [visitor(app) for _ in people]

    wrong = {
        each.send("/login", username=who.name, password=f"wrong {time}").status_code
        for time in range(3)
        for who, each in zip(people, visitors, strict=True)
    }
    right = {
        each.send("/login", username=who.name, password=PASSWORD).status_code
        for who, each in zip(people, visitors, strict=True)
    }

    assert (wrong, right) == ({422}, {303})


@pytest.mark.slow
def test_who_guesses_one_account_from_many_addresses_is_slowed_and_its_owner_is_not(
    learner: Visitor, anonymous: Visitor
) -> None:
    learner.send("/login", username="lena", password=PASSWORD)
    learner.send("/logout")
    statuses = []
    for number in range(11):
        anonymous.browser.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        statuses += guess(anonymous, 10)

    new = anonymous.send("/login", username="lena", password=PASSWORD)
    own = learner.send("/login", username="lena", password=PASSWORD)

    assert statuses == [422] * 100 + [429] * 10
    assert new.status_code == 429
    assert own.status_code == 303


def test_the_mark_of_a_known_browser_says_nothing_to_who_reads_the_cookie(learner: Visitor) -> None:
    learner.send("/login", username="lena", password=PASSWORD)
    learner.send("/logout")

    with learner.browser.session_transaction() as session:
        left = str(dict(session))

    assert "known" in left
    assert "lena" not in left


@pytest.mark.slow
def test_a_browser_that_knows_one_account_is_not_known_for_another(
    learner: Visitor, stranger: Visitor, anonymous: Visitor
) -> None:
    learner.send("/login", username="lena", password=PASSWORD)
    learner.send("/logout")
    for number in range(11):
        anonymous.browser.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        guess(anonymous, 10, "samir")

    assert learner.send("/login", username="samir", password=PASSWORD).status_code == 429


def known_in(person: Visitor) -> list[str]:
    with person.browser.session_transaction() as session:
        return list(session.get("known", []))


def test_a_browser_in_which_an_account_was_made_is_known_for_it(anonymous: Visitor) -> None:
    anonymous.send("/signup", username="newcomer", password=PASSWORD)
    made = known_in(anonymous)
    anonymous.send("/logout")

    anonymous.send("/login", username="newcomer", password=PASSWORD)

    assert len(made) == 1
    assert known_in(anonymous) == made


def test_a_browser_in_which_the_first_teacher_was_made_is_known_for_it(
    app: Flask, anonymous: Visitor
) -> None:
    with app.app_context():
        token = create_setup_token(clock.now())
    anonymous.send(f"/setup/{token}", username="tove", password=PASSWORD)

    assert len(known_in(anonymous)) == 1


def test_a_class_behind_one_address_signs_up_at_once(anonymous: Visitor) -> None:
    fields = {"csrf_token": anonymous.browser.token(), "username": "", "password": ""}

    statuses = {anonymous.browser.post("/signup", data=fields).status_code for _ in range(60)}

    assert statuses == {422}


def test_who_tries_too_often_is_told_for_how_long_to_wait(
    learner: Visitor, anonymous: Visitor
) -> None:
    guess(anonymous, 10)

    response = anonymous.send("/login", username="lena", password=PASSWORD)

    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert "Wait a minute, then try again." in text_of(response.text)


def test_what_one_does_to_the_own_account_is_not_used_up_by_others_at_the_address(
    learner: Visitor, stranger: Visitor
) -> None:
    wrong = {"current_password": "wrong", "new_password": PASSWORD}

    statuses = [learner.send("/account", **wrong).status_code for _ in range(31)]

    assert statuses == [422] * 30 + [429]
    assert stranger.send("/account", **wrong).status_code == 422


def test_a_limit_by_the_hour_says_so(learner: Visitor, anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(6):
            guess(anonymous, 10)
            clock.shift(timedelta(minutes=2))
        response = anonymous.send("/login", username="lena", password=PASSWORD)

        assert response.status_code == 429
        assert int(response.headers["Retry-After"]) > 2000
        assert re.search(r"Wait \d\d minutes, then try again.", text_of(response.text))

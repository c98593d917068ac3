from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import TooManyRequests

from quizapp.accounts.wrong_codes import CodeKind, wrong_codes_counted
from quizapp.classes.joining import open_joining
from quizapp.classes.people_list import WantedPeople, people_list
from quizapp.domain.errors import WrongCode
from quizapp.domain.typed_codes import grouped_code
from quizapp.models import Classroom, Enrolment, LoginSession, User
from quizapp.models.people import Access
from quizapp.web import clock
from quizapp.web.database import writing
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.pages import sent, text_of
from tests.support.people import Visitor, visitor
from tests.support.playing import published_from
from tests.support.records import count_of, on_sqlite

pytestmark = on_sqlite
NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def world(app: Flask, bank_file: Path) -> ClassWorld:
    with app.app_context():
        return new_class(published_from(bank_file))


@pytest.fixture
def code(app: Flask, world: ClassWorld) -> str:
    with app.app_context():
        return grouped_code(open_joining(world.classroom.id, None, clock.now()))


def flood_with_a_wrong_code() -> None:
    """Look one code up as the pages do, without a page for the answer."""
    with suppress(WrongCode, TooManyRequests), wrong_codes_counted(CodeKind.JOIN):
        raise WrongCode


def members(app: Flask, world: ClassWorld) -> dict[str, Access]:
    with app.app_context():
        page = people_list(world.classroom.id, WantedPeople(), clock.now())
        return {row.name: row.access for row in page.rows}


def test_somebody_new_gives_the_code_and_a_name_and_is_in(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    found = sent(anonymous, anonymous.get("/join"), "/join", code=code.lower().replace("-", " "))
    assert found.headers["Location"] == f"/join/{code}"
    page = anonymous.get(f"/join/{code}")
    assert "Join Class 7b" in text_of(page.text)

    joined = sent(anonymous, page, code, name="  Élodie 👩🏽‍🎓\x07 ")

    assert joined.headers["Location"] == "/"
    assert "You are in Class 7b." in anonymous.get("/").text
    assert members(app, world) == {"Élodie 👩🏽‍🎓": Access.GUEST}
    assert "already" in text_of(anonymous.get(f"/join/{code}").text)
    assert "Class 7b" in text_of(anonymous.get("/account").text)


def test_a_form_sent_twice_before_the_answer_came_makes_one_guest(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    anonymous.get(f"/join/{code}")
    token = anonymous.browser.token()
    second_tab = visitor(app)
    with (
        anonymous.browser.session_transaction() as kept,
        second_tab.browser.session_transaction() as copy,
    ):
        copy.update(kept)
    fields = {"csrf_token": token, "name": "Bo"}

    statuses = [
        tab.browser.post(f"/join/{code}", data=fields).status_code
        for tab in (anonymous, second_tab)
    ]

    assert statuses == [303, 303]
    assert members(app, world) == {"Bo": Access.GUEST}


def test_the_next_person_at_the_same_computer_is_somebody_else(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    for name in ("Bo", "Elif"):
        sent(anonymous, anonymous.get(f"/join/{code}"), code, name=name)
        anonymous.send("/logout")

    assert set(members(app, world)) == {"Bo", "Elif"}


@pytest.mark.parametrize("name", ["", "  ", "\x00", "n" * 81, "…"])
def test_a_name_that_cannot_be_kept_is_told_beside_the_field(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor, name: str
) -> None:
    page = sent(anonymous, anonymous.get(f"/join/{code}"), code, name=name)

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert members(app, world) == {}


def test_a_learner_only_confirms_and_is_told_if_they_are_in(
    app: Flask, world: ClassWorld, code: str, learner: Visitor
) -> None:
    page = learner.get(f"/join/{code}")
    assert "You join as Lena." in text_of(page.text)

    for _ in range(2):
        assert learner.send(f"/join/{code}").status_code == 303

    assert members(app, world) == {"Lena": Access.ACCOUNT}
    assert "You are in this class already." in text_of(learner.get(f"/join/{code}").text)


def test_a_guest_keeps_their_work_and_says_a_name(
    app: Flask, world: ClassWorld, code: str, guest: Visitor
) -> None:
    before = count_of(app, User)

    sent(guest, guest.get(f"/join/{code}"), code, name="Bo Ek")

    assert members(app, world) == {"Bo Ek": Access.GUEST}
    assert count_of(app, User) == before


def test_a_teacher_is_told_that_teachers_do_not_join(
    app: Flask, world: ClassWorld, code: str, teacher: Visitor
) -> None:
    assert "Teachers do not join" in text_of(teacher.get(f"/join/{code}").text)

    assert teacher.send(f"/join/{code}").status_code == 409
    assert members(app, world) == {}


def test_a_wrong_code_says_the_same_as_that_of_a_closed_class(
    app: Flask, world: ClassWorld, anonymous: Visitor
) -> None:
    with app.app_context():
        was_open = open_joining(world.classroom.id, None, clock.now())
        row = db.session.get_one(Classroom, world.classroom.id)
        row.join_code = None
        with writing():
            db.session.commit()

    answers = [anonymous.send("/join", code=code) for code in (was_open, "ABCD-2345", "\x00", "é")]

    assert {answer.status_code for answer in answers} == {422}
    assert all("No class has this code now." in text_of(each.text) for each in answers[:2])
    assert anonymous.get(f"/join/{was_open}").status_code == 404


@pytest.mark.slow
def test_wrong_tries_are_counted_and_right_ones_are_not(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    right = [anonymous.get(f"/join/{code}").status_code for _ in range(70)]
    wrong = [anonymous.get("/join/ABCD-2345").status_code for _ in range(121)]

    assert set(right) == {200}
    assert wrong == [404] * 120 + [429]
    refused = anonymous.send("/join", code="ABCD-2345")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


@pytest.mark.slow
def test_a_right_code_lets_in_whatever_others_at_the_address_have_guessed(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    guesser = visitor(app)
    wrong = [guesser.get("/join/ABCD-2345").status_code for _ in range(150)]

    found = sent(anonymous, anonymous.get("/join"), "/join", code=code)
    joined = sent(anonymous, anonymous.get(f"/join/{code}"), code, name="Bo")

    assert wrong.count(429) == 30
    assert (found.status_code, joined.status_code) == (303, 303)
    assert members(app, world) == {"Bo": Access.GUEST}


def test_a_flood_of_guesses_is_not_looked_at_until_the_minute_is_over(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(600):
            with app.test_request_context():
                flood_with_a_wrong_code()
        refused = anonymous.get(f"/join/{code}")
    with time_machine.travel(NOON + timedelta(seconds=61), tick=False):
        found = anonymous.get(f"/join/{code}")

    assert (refused.status_code, found.status_code) == (429, 200)
    assert 1 <= int(refused.headers["Retry-After"]) <= 61


def test_a_form_without_a_name_or_a_code_is_no_wrong_code(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    for _ in range(31):
        anonymous.send("/join", code="")
        anonymous.send(f"/join/{code}", name="")

    assert anonymous.send("/join", code="ABCD-2345").status_code == 422


def test_a_learner_leaves_a_class_after_a_second_look(
    app: Flask, world: ClassWorld, code: str, learner: Visitor, stranger: Visitor
) -> None:
    learner.send(f"/join/{code}")
    way = f"/account/classes/{world.classroom_id}/leave"
    assert way in learner.get("/account").text
    assert stranger.get(way).status_code == 404

    done = sent(learner, learner.get(way))

    assert done.headers["Location"] == "/account"
    assert members(app, world) == {}
    assert learner.send(way).status_code == 404
    assert "You are in no class." in text_of(learner.get("/account").text)


def test_a_guest_of_a_class_stays_signed_in_for_months(
    app: Flask, world: ClassWorld, code: str, anonymous: Visitor
) -> None:
    sent(anonymous, anonymous.get(f"/join/{code}"), code, name="Bo")

    with app.app_context():
        opened = db.session.scalars(
            select(LoginSession).join(User).join(Enrolment, Enrolment.user_id == User.id)
        ).one()
        assert opened.expires_at - opened.created_at >= timedelta(days=100)

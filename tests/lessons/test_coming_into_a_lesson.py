"""Who comes into a lesson, and who is told what instead."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from quizapp.lessons.presence import LOST_AFTER
from quizapp.lessons.seats import take_guest_seat
from quizapp.lessons.voting_pages import SEAT
from quizapp.models.people import Role
from quizapp.web import clock
from tests.lessons.lesson_visits import (
    KEY,
    code_of,
    go,
    guest_in,
    new_from_quiz,
    phone_of,
    vote,
)
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of
from tests.support.people import Visitor, signed_up, visitor
from tests.support.playing import published_from


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class of the teacher's with the learner in it; use it in the app's context."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


@pytest.fixture
def lead(teacher: Visitor, world: ClassWorld) -> str:
    """Where the teacher leads a lesson of two questions that has just begun."""
    begun = teacher.send(new_from_quiz(world), title="Tides", questions=["what-pulls", "who-reads"])
    assert begun.status_code == 303
    return str(begun.headers["Location"])


def guest_seat(app: Flask, code: str) -> dict[str, tuple[str, str]]:
    """What the session of a browser holds that came in as a guest."""
    with app.app_context():
        return {SEAT: take_guest_seat(code, clock.now())}


def test_teacher_sees_who_has_not_voted_and_who_is_gone(
    app: Flask, teacher: Visitor, learner: Visitor, lead: str
):
    phone, now = phone_of(lead), clock.now()
    with time_machine.travel(now, tick=False):
        learner.send(f"{phone}/seat")
        guest_in(app, teacher, lead)
        learner.send(f"{phone}/here")
        go(teacher, lead, "pose", "open")
        early = text_of(teacher.get(lead).text)

    with time_machine.travel(now + LOST_AFTER + timedelta(seconds=1), tick=False):
        late = text_of(teacher.get(lead).text)
        vote(learner, phone, KEY)
        voted = text_of(teacher.get(lead).text)

    assert re.search(r"Not yet voted 2 Lena joined \d", early)
    assert "Lena no connection since" in late
    assert "Not yet voted 1 1 guest" in voted


def test_guest_comes_in_by_the_square_and_a_learner_as_themselves(
    app: Flask, teacher: Visitor, learner: Visitor, lead: str
):
    code, guest = code_of(teacher, lead), visitor(app)

    asked = text_of(guest.get(f"/lesson?code={code}").text)
    known = text_of(learner.get(f"/lesson?code={code}").text)
    guest.send("/lesson", code=code.lower().replace("-", " "))
    learner.send("/lesson", code=code)
    learner.send("/lesson", code=code)

    assert "You join as a guest" in asked
    assert "You join as Lena" in known
    assert "2 have joined" in text_of(teacher.get(lead).text)
    assert "You are in the lesson" in text_of(guest.get(phone_of(lead)).text)


@pytest.mark.parametrize("way", ["code", "home"])
def test_guest_who_logs_in_votes_as_themselves(
    app: Flask, teacher: Visitor, learner: Visitor, lead: str, way: str
):
    phone, code = phone_of(lead), code_of(teacher, lead)
    with learner.browser.session_transaction() as session:
        session.update(guest_seat(app, code))

    if way == "code":
        learner.send("/lesson", code=code)
    else:
        learner.send(f"{phone}/seat")
    go(teacher, lead, "pose", "open")
    vote(learner, phone, KEY)

    waiting = text_of(teacher.get(lead).text).split("Not yet voted")[1]
    assert "Lena" not in waiting
    assert "1 guest" in waiting


def test_learner_who_comes_after_the_end_is_told_so(teacher: Visitor, learner: Visitor, lead: str):
    home = text_of(learner.get("/").text)
    go(teacher, lead, "end")

    learner.send(f"{phone_of(lead)}/seat")

    assert "A lesson is running: Tides" in home
    assert "This lesson is over." in text_of(learner.get(phone_of(lead)).text)
    assert "A lesson is running" not in text_of(learner.get("/").text)


def test_wrong_code_is_told_beside_the_field(anonymous: Visitor, lead: str):
    typed = anonymous.send("/lesson", code="ABCD-EFGH")
    scanned = anonymous.get("/lesson?code=ABCDEFGH")

    assert (typed.status_code, scanned.status_code) == (422, 404)
    for page in (typed, scanned):
        assert "No lesson has this code now." in text_of(page.text)


def test_who_is_not_in_the_lesson_is_asked_for_its_code(
    app: Flask, anonymous: Visitor, stranger: Visitor, lead: str
):
    for person in (anonymous, stranger):
        page = person.get(phone_of(lead))
        assert (page.status_code, page.headers["Location"]) == (303, "/lesson")
    assert anonymous.get("/lessons/nowhere").status_code == 404
    stranger.send(f"{phone_of(lead)}/seat")
    assert stranger.get(phone_of(lead)).status_code == 303
    assert stranger.send(f"{phone_of(lead)}/vote", sequence="0", choice="1").status_code == 404


@pytest.mark.parametrize("end", ["", "/now", "/projector", "/report", "/end", "/questions/new"])
def test_pages_of_the_one_who_leads_are_for_teachers_of_the_class(
    app: Flask, learner: Visitor, lead: str, end: str
):
    other = signed_up(app, "tina", Role.TEACHER)

    assert learner.get(f"{lead}{end}").status_code == 403
    assert other.get(f"{lead}{end}").status_code == 404

"""Addresses and forms of classes that no browser sends: answered, never a fault.

On both databases, the long walks on PostgreSQL alone: NUL, long numbers and long texts are faults
there and nowhere else."""

from __future__ import annotations

import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from quizapp.assignments.facts import assignments_of_class
from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.challenges.cases import class_challenges
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.classes.enrolling import enrol_all
from quizapp.classes.joining import open_joining
from quizapp.domain.assignments import Terms
from quizapp.exchange.roster import RosterLine
from quizapp.models import LoginCode, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.class_visits import VisitedClass, visited_class, visitor_of
from tests.support.classes import place_on_wall, user_named
from tests.support.hostile_classes import (
    HOSTILE,
    LONG_IDS,
    Places,
    arguments,
    faults,
    learners_forms,
    opened,
    spoilt,
    teachers_forms,
)
from tests.support.people import Visitor
from tests.support.records import on_postgresql

pytestmark = pytest.mark.on_both


@pytest.fixture
def world(app: Flask, learner: Visitor, classmate: Visitor) -> VisitedClass:
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a fault is a status: one test shows them all
    return visited_class(app, "lena", "cleo")


@pytest.fixture
def places(app: Flask, world: VisitedClass) -> Places:
    """A class with one of everything."""
    assignment = world.assign("all", closes_at=clock.now() + timedelta(days=1), time_limit=600)
    with app.app_context():
        made = world.world
        lena = user_named("lena").id
        attempt = made.play(assignment.rsplit("/", 1)[1], lena, wrong=(1,))
        bank, day = made.published.bank, timedelta(days=1)
        new = NewPair(
            bank.quizzes["quiet"],
            "Before",
            "After",
            Terms(made.now, closes_at=made.now + day),
            Terms(made.now + day, closes_at=made.now + 2 * day),
        )
        challenge = NewChallenge("the pilots read it", "They read it too.")
        challenge_item(attempt, 1, lena, bank.article, challenge, clock.now())
        enrol_all(made.classroom.id, [RosterLine(1, "Mona Managed")], None, clock.now())
        pair = create_pair(made.classroom.id, bank, new, made.teacher_id, made.now)
        assignments = assignments_of_class(made.classroom.id)
        return Places(
            room=world.address,
            assignment=f"{world.address}{assignment}",
            learner=user_named("lena").public_id,
            other=user_named("cleo").public_id,
            managed=db.session.scalars(select(User.public_id).where(User.is_managed)).one(),
            weights=tuple(f"weight-{each.public_id}" for each in assignments),
            wall=place_on_wall(assignment.rsplit("/", 1)[1], "ebb"),
            pair=pair,
            challenge=class_challenges(made.classroom.id)[0].id,
            attempt=f"/attempts/{attempt}",
            code=open_joining(made.classroom.id, None, clock.now()),
        )


def get_with(person: Visitor, path: str, fields: dict[str, bytes]) -> TestResponse:
    return opened(person, f"{path}?{urlencode(fields)}")


@pytest.mark.slow
@on_postgresql
def test_no_odd_argument_is_a_fault(world: VisitedClass, places: Places) -> None:
    teacher, statuses = world.teacher, {}

    for path, name, more in arguments(places):
        for kind, value in HOSTILE.items():
            answer = get_with(teacher, path, {**more, name: value})
            statuses[f"{path} {name}: {kind}"] = answer.status_code

    assert faults(statuses) == {}


@pytest.mark.slow
@on_postgresql
def test_no_odd_form_of_a_teacher_is_a_fault(world: VisitedClass, places: Places) -> None:
    assert faults(spoilt(world.teacher, teachers_forms(places))) == {}


@pytest.mark.slow
def test_no_odd_form_of_a_learner_is_a_fault(
    app: Flask, world: VisitedClass, places: Places
) -> None:
    app.config["RATELIMIT_ENABLED"] = False

    assert faults(spoilt(visitor_of(app, "lena"), learners_forms(places))) == {}


@pytest.mark.slow
def test_no_odd_code_or_id_in_an_address_is_a_fault(
    world: VisitedClass, places: Places, learner: Visitor, anonymous: Visitor
) -> None:
    room, one = places.room, places.assignment
    teachers = [
        *(f"{room}/{kind}/{each}" for kind in ("assignments", "pairs") for each in LONG_IDS),
        *(f"{room}/learners/{each}/report" for each in LONG_IDS),
        *(f"{room}/people/{each}/enrolment" for each in LONG_IDS),
        f"{room}/map/tides/moon/{'9' * 18}",
        f"{room}/map/tides/moon/{'9' * 5000}",
        f"{room}/map/tides/moon/0",
        f"{one}/projector/{'a' * 64}",
        f"{room}/questions/none/none",
        f"{room}/questions/tides/items/{'a' * 64}/missed",
        f"{room}/learners/a%00b",
    ]
    codes = ("a%00b", "%ed%a0%80", "x" * 5000, "%EF%B7%BA" * 100, "..", "%2e%2e%2f", "%0d%0aa")
    positions = ("0", "9223372036854775808", "9" * 400)

    statuses = {path: world.teacher.get(path).status_code for path in teachers}
    for code in codes:
        statuses[f"joining by {code}"] = anonymous.get(f"/join/{code}").status_code
        sent = anonymous.send(f"/join/{code}", name="Mia")
        statuses[f"joined by {code}"] = sent.status_code
    for position in positions:
        path = f"{places.attempt}/items/{position}/challenge"
        statuses[path] = learner.get(path).status_code
        statuses[f"{path}, sent"] = learner.send(path, phrase="a", words="b").status_code

    assert faults(statuses) == {}
    assert set(statuses.values()) <= {308, 400, 404, 422}


@pytest.mark.slow
def test_no_odd_file_of_names_is_a_fault(world: VisitedClass, places: Places) -> None:
    files = {
        "an empty archive": b"PK\x05\x06" + b"\0" * 18,
        "a broken archive": b"PK\x03\x04" + b"\0" * 100,
        "an old workbook": b"\xd0\xcf\x11\xe0" + b"\0" * 100,
        "no text": b"\xff\xfe\x00\xd8",
        "NULs": b"\0" * 100,
        "quotes": b'"' * 10_000,
        "a long cell": b"x" * 200_000,
        "many columns": b"," * 10_000,
        "many rows": b"Mia\n" * 5_000,
        "a heading twice": b"name,name,user name,user name\na,b,c,d\n",
        "odd line ends": b"Mia\r\r\nTom\x0bJo\x85Al\xe2\x80\xa8Bo",
    }

    statuses = {
        name: world.teacher.send(
            f"{places.room}/people/import", text="", file=(io.BytesIO(data), "../x\x00.csv")
        ).status_code
        for name, data in files.items()
    }

    assert faults(statuses) == {}


def test_ids_of_many_learners_are_no_fault(app: Flask, world: VisitedClass, places: Places) -> None:
    path = f"{places.room}/people/codes"

    sent = world.teacher.send(path, learner=[f"{number:032}" for number in range(9_000)])

    assert sent.status_code == 422
    with app.app_context():
        assert not db.session.scalars(select(LoginCode)).all()

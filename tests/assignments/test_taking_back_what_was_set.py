"""A quiz that was set is taken back in one press, for ten minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.web import clock
from tests.assignments.setting_form import FIELDS, MONDAY, both, new, one, read, rows
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import ClassWorld
from tests.support.pages import sent
from tests.support.people import Visitor


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(time: time_machine.Traveller, app: Flask, learner: Visitor) -> VisitedClass:
    return visited_class(app, "lena")


@pytest.fixture
def tova(world: VisitedClass) -> Visitor:
    return world.teacher


@pytest.fixture
def other(world: VisitedClass, app: Flask) -> ClassWorld:
    """Another class of the same teacher, by other clocks."""
    with app.app_context():
        new = NewClassroom("Class 8a", "Europe/London")
        made = create_classroom(new, world.world.teacher_id, clock.now())
        return ClassWorld(world.world.published, world.world.teacher_id, made, MONDAY)


def test_what_was_set_is_told_and_taken_back_in_one_press(world, other, tova, app):
    page = tova.get(tova.send(new(world), **both(world, other)).headers["Location"])
    assert "It is set. For Class 7b and Class 8a, 1 learner." in read(page.text)

    response = sent(tova, page, "/take-back")

    assert all(row.withdrawn_at == MONDAY for row in rows(app))
    assert "Taken back in 2 classes." in tova.get(response.headers["Location"]).text
    assert tova.send(f"{one(world, rows(app)[0])}/take-back").status_code == 404


def test_only_what_was_set_in_that_press_is_taken_back(world, other, tova, app, time):
    tova.send(new(world), **FIELDS, classes=[world.world.classroom_id])
    time.shift(timedelta(seconds=1))
    tova.send(new(world), **{**FIELDS, "attempts_allowed": "3"}, classes=[world.world.classroom_id])
    tova.send(new(world), **{**FIELDS, "quiz": "tides/all"}, classes=[world.world.classroom_id])

    tova.send(f"{one(world, rows(app)[1])}/take-back")

    assert [row.withdrawn_at is not None for row in rows(app)] == [False, True, False]


def test_what_somebody_has_begun_is_not_taken_back(world, tova, learner, app):
    page = tova.get(tova.send(new(world), **FIELDS).headers["Location"])
    (row,) = rows(app)
    learner.send(f"/assignments/{row.public_id}/attempts")

    response = sent(tova, page, "/take-back")

    assert "so it stays" in tova.get(response.headers["Location"]).text
    assert rows(app)[0].withdrawn_at is None
    assert "/take-back" not in tova.get(one(world, row)).text


@pytest.mark.parametrize(("minutes", "is_offered"), [(9.9, True), (10, False)])
def test_undo_is_offered_for_ten_minutes(world, tova, app, time, minutes, is_offered):
    address = tova.send(new(world), **FIELDS).headers["Location"]

    time.shift(timedelta(minutes=minutes))

    assert ("/take-back" in tova.get(address).text) is is_offered

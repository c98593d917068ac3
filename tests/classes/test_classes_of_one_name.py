"""Two classes of one name: wherever one is chosen, something tells them apart."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.enrolling import enrol_all
from quizapp.classes.people_list import WantedPeople, people_list
from quizapp.exchange.roster import RosterLine
from quizapp.web import clock
from tests.support.classes import ClassWorld, user_named
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import on_sqlite
from tests.test_query_counts import statements_for

pytestmark = on_sqlite


def made(app: Flask, bank_file: Path, teacher: Visitor, title: str, days_ago: int) -> ClassWorld:
    with app.app_context():
        teacher_id, then = user_named(teacher.name).id, clock.now() - timedelta(days=days_ago)
        public_id = create_classroom(NewClassroom(title, "UTC"), teacher_id, then)
        return ClassWorld(published_from(bank_file), teacher_id, public_id, clock.now())


@pytest.fixture
def twins(app: Flask, bank_file: Path, teacher: Visitor) -> list[ClassWorld]:
    """Two classes of one name, and a third of another."""
    classes = (("7b", 9), ("7B", 2), ("8a", 1))
    return [made(app, bank_file, teacher, title, ago) for title, ago in classes]


def made_on(page: TestResponse) -> int:
    return text_of(page.text).count("made on")


def test_a_teachers_list_says_of_both_when_they_were_made_and_of_others_not(
    teacher: Visitor, twins: list[ClassWorld]
) -> None:
    assert made_on(teacher.get("/teach/classrooms")) == 2


def test_a_learner_is_moved_to_the_one_that_is_meant(
    app: Flask, teacher: Visitor, twins: list[ClassWorld]
) -> None:
    room = twins[2]
    with app.app_context():
        enrol_all(room.classroom.id, [RosterLine(1, "Mona")], room.teacher_id, clock.now())
        (mona,) = people_list(room.classroom.id, WantedPeople(), clock.now()).rows

    page = teacher.get(f"/teach/classrooms/{room.classroom_id}/people/{mona.public_id}/enrolment")

    assert made_on(page) == 2


def test_classes_to_compare_are_told_apart_in_the_form_and_in_what_comes_of_it(
    teacher: Visitor, twins: list[ClassWorld]
) -> None:
    first, second = twins[0].classroom_id, twins[1].classroom_id

    page = teacher.get(f"/teach/compare?quiz=tides/all&first={first}&others={second}")

    assert page.status_code == 200
    assert made_on(page) > 2 + 2


def test_a_learner_sees_who_teaches_which(
    app: Flask, bank_file: Path, learner: Visitor, colleague: Visitor, twins: list[ClassWorld]
) -> None:
    theirs = made(app, bank_file, colleague, "7b", 1)
    with app.app_context():
        for world in (twins[0], theirs):
            world.enrol(user_named(learner.name).id)
            world.assign("all", due_at=world.now + timedelta(days=1))
        other = user_named(colleague.name).display_name

    account, home = (text_of(learner.get(path).text) for path in ("/account", "/"))
    leave = text_of(learner.get(f"/account/classes/{theirs.classroom_id}/leave").text)

    for text in (account, home):
        assert "taught by Tove" in text
        assert "made on" not in text
    for text in (account, home, leave):
        assert f"taught by {other}" in text


def test_of_two_with_the_same_teacher_a_learner_sees_when_they_were_made(
    app: Flask, learner: Visitor, twins: list[ClassWorld]
) -> None:
    with app.app_context():
        for world in twins:
            world.enrol(user_named(learner.name).id)

    assert made_on(learner.get("/account")) == 2


def test_names_that_differ_say_no_more_and_home_asks_no_more_for_many(
    app: Flask, learner: Visitor, twins: list[ClassWorld], bank_file: Path, teacher: Visitor
) -> None:
    def asked_when_in(*worlds: ClassWorld) -> int:
        with app.app_context():
            for world in worlds:
                world.enrol(user_named(learner.name).id)
                world.assign("all")
        return statements_for(app, partial(learner.get, "/"))

    in_one = asked_when_in(twins[0])
    in_two = asked_when_in(twins[2])
    in_four = asked_when_in(*(made(app, bank_file, teacher, title, 1) for title in ("9a", "9b")))

    assert "taught by" not in text_of(learner.get("/").text)
    assert in_one + 1 == in_two == in_four

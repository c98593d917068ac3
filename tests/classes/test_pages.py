from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.forms import COMMON_ZONES
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_user, user_named
from tests.support.pages import form_to, sent, text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.playing import published_from
from tests.support.records import edit_bank, on_sqlite
from tests.test_query_counts import statements_for

pytestmark = on_sqlite


@pytest.fixture
def world(app: Flask, bank_file: Path, teacher: Visitor) -> ClassWorld:
    """A class of the teacher who has the browser."""
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        made = create_classroom(NewClassroom("Class 7b", "Europe/Berlin", "2030"), teacher_id, now)
        bank = published_from(bank_file)
        return ClassWorld(bank, teacher_id, made, now)


def address(world: ClassWorld, rest: str = "") -> str:
    return f"/teach/classrooms/{world.classroom_id}{rest}"


def test_a_teacher_makes_a_first_class_and_is_led_to_it(teacher: Visitor) -> None:
    empty = teacher.get("/teach/classrooms")
    assert "No classes yet" in text_of(empty.text)
    page = teacher.get("/teach/classrooms/new")
    assert form_to(page, "").fields["time_zone"] == "UTC"

    made = sent(teacher, page, title=" Class 7b ", term="2030", time_zone="Asia/Baghdad")

    desk = teacher.get(made.headers["Location"])
    assert "Nobody is in this class yet" in text_of(desk.text)
    assert "Open joining" in text_of(desk.text)
    assert "Joining is closed." not in text_of(desk.text)  # one way in is enough at first
    assert "Class 7b" in text_of(teacher.get("/teach/classrooms").text)


def test_zones_are_chosen_from_a_list_with_the_commonest_first(teacher: Visitor) -> None:
    page = teacher.get("/teach/classrooms/new").text

    zones = re.findall(r'<option[^>]* value="([^"]+)"', page)

    assert zones[:2] == ["UTC", "Europe/London"]
    assert zones[len(COMMON_ZONES)] == "Africa/Abidjan"
    assert len(set(zones)) == len(zones) > 300
    assert page.count("data-browser-zone") == 1


def test_a_zone_that_was_chosen_stays_chosen(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    sent(teacher, teacher.get(address(world, "/settings")), "/settings", time_zone="Etc/GMT+3")

    kept = form_to(teacher.get(address(world, "/settings")), "/settings")
    refused = teacher.send("/teach/classrooms/new", title="", time_zone="Asia/Baghdad")

    assert kept.fields["time_zone"] == "Etc/GMT+3"
    assert form_to(refused, "").fields["time_zone"] == "Asia/Baghdad"
    assert "data-browser-zone" not in refused.text


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": "\x00 "},
        {"title": "t" * 121},
        {"term": "t" * 61},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "Europe/Berlin\x00/x"},
    ],
    ids=repr,
)
def test_what_cannot_be_kept_is_told_beside_its_field(
    teacher: Visitor, changed: dict[str, str]
) -> None:
    fields = {"title": "Class 7b", "term": "", "time_zone": "UTC", **changed}

    page = teacher.send("/teach/classrooms/new", **fields)

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert "No classes yet" in text_of(teacher.get("/teach/classrooms").text)


def test_the_code_is_opened_renewed_and_closed(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    def code() -> str:
        with app.app_context():
            return world.classroom.join_code or ""

    teacher.send(address(world, "/code"), action="open")
    first = code()
    assert f"{first[:4]}-{first[4:]}" in text_of(teacher.get(address(world)).text)
    teacher.send(address(world, "/code"), action="renew")
    assert code() not in {first, ""}
    teacher.send(address(world, "/code"), action="close")
    assert code() == ""
    assert teacher.send(address(world, "/code"), action="burn").status_code == 400


@pytest.mark.slow
def test_the_people_and_the_classes_cost_the_same_for_a_full_class(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    paths = [address(world, "/people"), "/teach/classrooms"]
    with app.app_context():
        world.play(world.assign(), world.add_learner("Lena"))
    few = [statements_for(app, partial(teacher.get, path)) for path in paths]
    with app.app_context():
        for number in range(12):
            learner_id = world.add_learner(f"learner{number}")
            world.play(world.assign(), learner_id)

    many = [statements_for(app, partial(teacher.get, path)) for path in paths]

    assert few == many
    assert max(many) <= 8  # two of them for the bar


def test_settings_are_shown_kept_and_refused_in_words(teacher: Visitor, world: ClassWorld) -> None:
    page = teacher.get(address(world, "/settings"))
    assert "90 %" in text_of(page.text)

    fields = {"term": "", "time_zone": "UTC", "keep_days": "365"}
    saved = teacher.send(address(world, "/settings"), title="Class 8", **fields)
    refused = teacher.send(address(world, "/settings"), title="", **{**fields, "keep_days": "1"})

    assert saved.status_code == 303
    assert refused.status_code == 422
    again = teacher.get(address(world, "/settings"))
    assert 'value="Class 8"' in again.text
    assert '<option selected value="365">' in again.text


def test_another_teacher_is_added_by_user_name_and_can_leave_again(
    teacher: Visitor, colleague: Visitor, world: ClassWorld, app: Flask, learner: Visitor
) -> None:
    assert colleague.get(address(world)).status_code == 404
    wrong = teacher.send(address(world, "/teachers"), user_name=learner.name)
    assert wrong.status_code == 422
    assert "No teacher has this user name." in text_of(wrong.text)
    assert 'value="Class 7b"' in wrong.text

    teacher.send(address(world, "/teachers"), user_name=colleague.name.upper())

    assert colleague.get(address(world)).status_code == 200
    with app.app_context():
        ids = [user_named(each.name).public_id for each in (colleague, teacher)]
    left = colleague.send(address(world, f"/teachers/{ids[0]}/remove"))
    assert left.headers["Location"] == "/teach/classrooms"
    last = teacher.send(address(world, f"/teachers/{ids[1]}/remove"))
    assert last.status_code == 409
    assert teacher.get(address(world)).status_code == 200


def test_an_archived_class_can_be_read_and_takes_nothing_new(
    teacher: Visitor, world: ClassWorld, app: Flask, learner: Visitor
) -> None:
    with app.app_context():
        world.enrol(user_named(learner.name).id)
    assert teacher.send(address(world, "/archive")).status_code == 303

    read = [teacher.get(address(world, rest)) for rest in ("", "/people", "/settings")]
    refused = [
        teacher.send(address(world, "/code"), action="open"),
        teacher.send(address(world, "/people/import"), text="Bo"),
        teacher.send(address(world, "/people/import/take"), carried="Bo"),
        teacher.send(address(world, "/people/codes"), which="all"),
    ]

    assert [page.status_code for page in read] == [200] * 3
    assert [page.status_code for page in refused] == [409] * 4
    assert "archived on" in text_of(teacher.get("/teach/classrooms").text)
    teacher.send(address(world, "/restore"))
    assert teacher.send(address(world, "/code"), action="open").status_code == 303


def test_teaching_begins_with_making_a_class_while_there_is_none(app: Flask) -> None:
    with app.app_context():
        new_user("Ziva", Role.TEACHER)
    teacher = visitor(app)

    start = teacher.send("/login", username="ziva", password=PASSWORD).headers["Location"]
    page = teacher.get(start)

    assert start == "/teach"
    assert page.headers["Location"] == "/teach/classrooms/new"


def test_the_classes_say_that_the_bank_has_errors(teacher: Visitor, bank_file: Path) -> None:
    edit_bank(bank_file, ("topic: moon", "topic: sun"))

    page = teacher.get("/teach/classrooms")

    assert "Mend it in the editor" in page.text

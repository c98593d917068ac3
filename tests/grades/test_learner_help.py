"""One learner's page: what holds in every quiz, and notes; and who sees none of it."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.classes.classrooms import archive_classroom
from quizapp.models import LearnerAccommodation, LearnerNote
from quizapp.web import clock
from tests.classes.test_pages import address, world
from tests.support.classes import ClassWorld, class_of, user_named
from tests.support.pages import forms_in, sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.records import on_sqlite

__all__ = ["world"]
pytestmark = on_sqlite


@pytest.fixture
def place(app: Flask, world: ClassWorld, learner: Visitor) -> str:
    """The address of the learner's page."""
    with app.app_context():
        world.enrol(user_named(learner.name).id)
        return address(world, f"/learners/{user_named(learner.name).public_id}")


def test_what_holds_is_chosen_kept_and_shown_again(
    app: Flask, teacher: Visitor, world: ClassWorld, place: str
) -> None:
    page = teacher.get(place)

    fields = {"more": "25", "minutes": "10", "later": "2", "unit": "24", "text_size": "large"}
    assert sent(teacher, page, "/accommodation", **fields).status_code == 303

    with app.app_context():
        (row,) = all_rows(LearnerAccommodation)
        assert (row.more_percent, row.more_minutes, row.later_hours) == (25, 10, 48)
    form = next(each for each in forms_in(teacher.get(place).text) if "unit" in each.fields)
    assert {name: form.fields[name] for name in fields} == fields
    people = text_of(teacher.get(address(world, "/people?show=helped")).text)
    assert "25 % more time, 10 minutes more, ends 2 days later" in people
    trail = text_of(teacher.get(address(world, "/audit")).text)
    assert "changed what holds for Lena in every quiz: 25 % more time, 10 minutes more" in trail


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"minutes": "soon"}, "Minutes more"),
        ({"minutes": "0"}, "Minutes more"),
        ({"later": "1000"}, "later"),
        ({"more": "33"}, "Time"),
        ({"text_size": "huge"}, "Size"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    app: Flask, teacher: Visitor, place: str, fields: dict[str, str], said: str
) -> None:
    usual = {"more": "", "unit": "24", "text_size": "normal"}

    page = teacher.send(f"{place}/accommodation", **{**usual, **fields})

    assert page.status_code == 422
    assert said in text_of(page.text)
    assert 'class="errors"' in page.text
    with app.app_context():
        assert all_rows(LearnerAccommodation) == []


def test_a_learner_reads_the_time_and_never_why(
    app: Flask, teacher: Visitor, learner: Visitor, world: ClassWorld, place: str
) -> None:
    with app.app_context():
        assignment = world.assign("all", time_limit=1200)
    teacher.send(f"{place}/accommodation", more="25", unit="24", text_size="normal")
    teacher.send(f"{place}/notes", words="Tires quickly.")

    pages = [
        learner.get(each).text
        for each in ("/", f"/assignments/{assignment}", "/account", "/account/data", "/progress")
    ]

    assert "25 min" in text_of(pages[1])
    for page in pages:
        assert "Tires quickly" not in page
        assert "more time in every" not in page.lower()
    data = learner.get("/account/data.json")
    assert data.status_code == 200
    assert "Tires quickly" not in data.text
    assert '"teachers_notes"' in data.text


def test_notes_are_written_changed_and_deleted_on_the_page(
    app: Flask, teacher: Visitor, place: str
) -> None:
    assert (
        teacher.send(f"{place}/notes", words=" Line one.\r\n\r\nLine two.\x00 ").status_code == 303
    )
    page = teacher.get(place)
    assert "Line one.\n\nLine two." in page.text.replace("&#10;", "\n")
    with app.app_context():
        note = all_rows(LearnerNote)[0].public_id

    empty = teacher.send(f"{place}/notes/{note}", words=" ")
    assert empty.status_code == 422
    assert "Write the note first." in text_of(empty.text)
    assert teacher.send(f"{place}/notes/{note}", words="Another.").status_code == 303
    assert "Another." in teacher.get(place).text
    assert teacher.send(f"{place}/notes", words="x" * 1001).status_code == 422
    assert teacher.send(f"{place}/notes/{note}/delete").status_code == 303
    assert "Another." not in teacher.get(place).text


def test_another_class_of_the_learner_sees_nothing_of_it(
    app: Flask,
    teacher: Visitor,
    colleague: Visitor,
    world: ClassWorld,
    learner: Visitor,
    place: str,
) -> None:
    teacher.send(f"{place}/accommodation", more="25", unit="24", text_size="normal")
    teacher.send(f"{place}/notes", words="Tires quickly.")
    with app.app_context():
        other = class_of(colleague, world.published, learner)
        theirs = place.replace(world.classroom_id, other.classroom_id)
    everywhere = [theirs, f"/teach/classrooms/{other.classroom_id}/people"]

    for page in [*everywhere, f"/teach/classrooms/{other.classroom_id}/audit"]:
        text = text_of(colleague.get(page).text)
        assert "Tires quickly" not in text
        assert "25 % more time" not in text
    assert colleague.get(place).status_code == 404
    assert colleague.send(f"{place}/notes", words="No.").status_code == 404


def test_an_archived_class_shows_what_held_and_takes_no_more(
    app: Flask, teacher: Visitor, world: ClassWorld, place: str
) -> None:
    teacher.send(f"{place}/accommodation", more="50", unit="24", text_size="normal")
    with app.app_context():
        archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    page = teacher.get(place)

    assert "50 % more time" in text_of(page.text)
    assert not [form for form in forms_in(page.text) if form.action.endswith("/accommodation")]
    refused = teacher.send(f"{place}/accommodation", more="25", unit="24", text_size="normal")
    assert refused.status_code == 409
    assert teacher.send(f"{place}/notes", words="No.").status_code == 409

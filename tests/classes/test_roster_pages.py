from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.people_list import WantedPeople, people_list
from quizapp.web import clock
from tests.classes.test_pages import address, world
from tests.exchange.test_roster import workbook
from tests.support.classes import ClassWorld, user_named
from tests.support.hostile import SMALL_HOSTILE
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor, visitor
from tests.support.records import on_sqlite

__all__ = ["world"]
pytestmark = on_sqlite


def learners(app: Flask, world: ClassWorld) -> dict[str, str]:
    """Public ids by name."""
    with app.app_context():
        page = people_list(world.classroom.id, WantedPeople(), clock.now())
        return {row.name: row.public_id for row in page.rows}


def put_in_another_class(world: ClassWorld, user_name: str) -> None:
    """Let a learner be one of the teacher's, in a class beside."""
    other = create_classroom(NewClassroom("Beside", "UTC"), world.teacher_id, clock.now())
    beside = ClassWorld(world.published, world.teacher_id, other, clock.now())
    beside.enrol(user_named(user_name).id)


def review(teacher: Visitor, world: ClassWorld, text: str = "", **fields: object) -> TestResponse:
    data = {"csrf_token": teacher.browser.token(), "text": text, **fields}
    return teacher.browser.post(
        address(world, "/people/import"), data=data, content_type="multipart/form-data"
    )


def test_a_pasted_list_is_looked_at_then_taken_and_twice_changes_nothing(
    app: Flask, teacher: Visitor, world: ClassWorld, learner: Visitor, stranger: Visitor
) -> None:
    with app.app_context():
        put_in_another_class(world, learner.name)
    rows = f"name,user name\nBo Ek,\nمحمد,\nX,{learner.name}\nY,no\n{'A' * 200},\nbo ek,\n,x\n"

    page = review(teacher, world, rows)

    text = text_of(page.text)
    assert "4 learners would come in. Nothing is written yet." in text
    assert "A user name has 3 to 40 letters" in text
    assert "The same as row 2." in text
    assert "longer than 80 characters" in text
    assert learners(app, world) == {}
    for _ in range(2):
        assert sent(teacher, page, "/take").status_code == 303
    assert set(learners(app, world)) == {"Bo Ek", "محمد", "Lena", "A" * 79 + "…"}
    assert "already. There is nothing to do." in text_of(review(teacher, world, "Bo Ek\n").text)


def test_a_workbook_is_taken_as_a_file(app: Flask, teacher: Visitor, world: ClassWorld) -> None:
    data = workbook(("First name", "Last name", "Shoe size"), ("Lena", "Abel", 37))

    page = review(teacher, world, file=(io.BytesIO(data), "class.xlsx"))
    sent(teacher, page, "/take")

    assert "These columns are not read: Shoe size." in text_of(page.text)
    assert set(learners(app, world)) == {"Lena Abel"}


def test_a_teacher_says_what_the_columns_are_and_ticks_rows(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    page = review(teacher, world, "Class 7b\nName;Login\nAbel Lena;lena\nEk Bo;bo\n")
    form = form_to(page, "/take")
    assert "Class 7b" in text_of(page.text)
    assert form.fields["column-1"] == "user"

    fields = {name: value for name, value in form.fields.items() if name != "csrf_token"}
    read_so = teacher.send(
        address(world, "/people/import/columns"), **{**fields, "column-1": "none"}
    )
    none = {name: value for name, value in fields.items() if not name.startswith("row-")}
    unticked = teacher.send(form.action, **none)
    one = teacher.send(form.action, **{**none, "column-1": "none", "row-4": "on"})

    assert "These columns are not read: Login." in text_of(read_so.text)
    assert unticked.status_code == 422
    assert "Tick the rows to import." in text_of(unticked.text)
    assert one.status_code == 303
    assert set(learners(app, world)) == {"Ek Bo"}


def test_a_title_without_headings_is_told_and_a_learner_of_its_kind_comes_in(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    page = review(teacher, world, "Anna 2\nEk Bo\n")
    named = review(teacher, world, "Name\nAnna 2\nEk Bo\n")
    sent(teacher, named, "/take")

    assert "Taken for a title and not read: “Anna 2”." in text_of(page.text)
    assert "Taken for a title" not in text_of(named.text)
    assert set(learners(app, world)) == {"Anna 2", "Ek Bo"}


def test_a_name_gains_no_apostrophe_on_its_way(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    sent(teacher, review(teacher, world, "Name,Login\nSean O'Neill;--,\n"), "/take")

    assert set(learners(app, world)) == {"Sean O'Neill;--"}


@pytest.mark.parametrize("carried", ["", "[]", "name\nBo", '[[1,["Bo"]]]\x00', "[" * 9999])
def test_a_list_that_no_page_carried_is_refused(
    teacher: Visitor, world: ClassWorld, carried: str
) -> None:
    for place in ("take", "columns"):
        answer = teacher.send(address(world, f"/people/import/{place}"), carried=carried)
        assert answer.status_code == 400


def test_what_is_no_list_is_told_beside_its_field(teacher: Visitor, world: ClassWorld) -> None:
    empty = review(teacher, world, "  ")
    old = review(teacher, world, file=(io.BytesIO(b"\xd0\xcf\x11\xe0 of 1997"), "class.xls"))

    assert empty.status_code == old.status_code == 422
    assert "There is no learner in it." in text_of(empty.text)
    assert ".xlsx" in text_of(old.text)


@pytest.mark.parametrize("at", range(0, len(SMALL_HOSTILE), 6))
def test_hostile_files_are_answered(teacher: Visitor, world: ClassWorld, at: int) -> None:
    statuses = {
        review(teacher, world, file=(io.BytesIO(data), "x.csv")).status_code
        for data in SMALL_HOSTILE[at : at + 6]
    }

    assert statuses <= {200, 422}


def test_hostile_names_are_shown_as_they_are_and_do_nothing(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    hostile = ["<script>alert(1)</script>", '"><img src=x>', "=1+1", "{{ 7*7 }}", "%(name)s %s"]

    sent(teacher, review(teacher, world, "\n".join(hostile)), "/take")

    page = teacher.get(address(world, "/people"))
    slips = teacher.send(address(world, "/people/codes"), which="all")
    for text in (page.text, slips.text):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        for name in hostile[1:]:
            assert name in text_of(text)


def test_codes_are_shown_once_on_slips_and_let_learners_in(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    sent(teacher, review(teacher, world, "Bo Ek\nElif\n"), "/take")
    ids = learners(app, world)
    none = teacher.send(address(world, "/people/codes"), which="ticked")
    assert none.status_code == 422
    assert "Tick the learners" in text_of(none.text)

    slips = teacher.send(address(world, "/people/codes"), which="ticked", learner=[ids["Elif"]])

    text = text_of(slips.text)
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", text)
    assert found
    assert "Elif" in text
    assert "Bo Ek" not in text
    assert "/login/code" in text
    roster = text_of(teacher.get(address(world, "/people")).text)
    assert found[0] not in roster
    assert "one is open until" in roster
    assert visitor(app).send("/login/code", code=found[0]).status_code == 303


def test_a_learner_is_moved_to_another_class_or_taken_out(
    app: Flask, teacher: Visitor, world: ClassWorld, colleague: Visitor
) -> None:
    with app.app_context():
        make = create_classroom
        other = make(NewClassroom("Class 8a", "UTC"), world.teacher_id, clock.now())
        foreign = make(NewClassroom("Theirs", "UTC"), user_named(colleague.name).id, clock.now())
    sent(teacher, review(teacher, world, "Bo Ek\nElif\n"), "/take")
    ids = learners(app, world)
    bo, elif_ = (f"/people/{ids[name]}" for name in ("Bo Ek", "Elif"))
    page = teacher.get(address(world, f"{bo}/enrolment"))
    assert "Class 8a" in page.text
    assert "Theirs" not in page.text

    wrong = teacher.send(address(world, f"{bo}/move"), target=foreign)
    moved = teacher.send(address(world, f"{bo}/move"), target=other)
    removed = teacher.send(address(world, f"{elif_}/remove"))

    assert wrong.status_code == 422
    assert moved.status_code == removed.status_code == 303
    assert learners(app, world) == {}
    assert "Bo Ek" in text_of(teacher.get(f"/teach/classrooms/{other}/people").text)
    assert teacher.send(address(world, f"{bo}/move"), target=other).status_code == 404
    assert teacher.send(address(world, f"{elif_}/remove")).status_code == 404


@pytest.mark.parametrize("query", ["?page=0", "?page=99999999999999999999", "?page=x", "?q=%00%FF"])
def test_any_address_of_the_list_is_answered(
    teacher: Visitor, world: ClassWorld, query: str, learner: Visitor, app: Flask
) -> None:
    with app.app_context():
        world.enrol(user_named(learner.name).id)

    assert teacher.get(address(world, f"/people{query}")).status_code == 200

"""The gradebook's pages and files, as a teacher meets them."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.assignments.facts import assignments_of_class
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.models import ScoreOverride, User
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, user_named
from tests.support.grading import give_terms
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows, published_from
from tests.test_query_counts import statements_for

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(A1)",
    "محمد الأمين",
    "Зоя Ёлкина",
    "👩🏽‍🚀 Ada",
    "x" * 80,
)
LONG = "ß" * 200


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    """The teacher's class with two learners; Ada has taken one of two assignments."""
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        classroom = create_classroom(NewClassroom("7b", "Asia/Tokyo"), teacher_id, now)
        world = ClassWorld(published_from(bank_file), teacher_id, classroom, now)
        ada = world.add_learner("Ada")
        world.add_learner("Ben")
        world.play(world.assign("all", due_at=now + timedelta(days=1)), ada, wrong=(1,))
        world.assign("quiet", due_at=now - timedelta(minutes=1), weight=2)
    return world


def room(world: ClassWorld) -> str:
    return f"/teach/classrooms/{world.classroom_id}"


def learner_id(app: Flask, world: ClassWorld, at: int = 0) -> str:
    with app.app_context():
        return db.session.get_one(User, world.learner_ids[at]).public_id


def assignment_ids(app: Flask, world: ClassWorld) -> list[str]:
    with app.app_context():
        return [each.public_id for each in assignments_of_class(world.classroom.id)]


def grade_page(app: Flask, world: ClassWorld) -> str:
    first = assignment_ids(app, world)[0]
    return f"{room(world)}/learners/{learner_id(app, world)}/assignments/{first}"


def test_the_gradebook_shows_sorts_and_filters(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    page = teacher.get(f"{room(world)}/gradebook")
    text = text_of(page.text)

    assert "Ada 80 80 missing" in text
    assert "Ben n/a not begun missing" in text
    assert 'aria-sort="ascending"' in page.text
    upside_down = text_of(teacher.get(f"{room(world)}/gradebook?order=desc").text)
    assert upside_down.index("Ben n/a") < upside_down.index("Ada 80 80")
    assert "No learner fits this" in text_of(
        teacher.get(f"{room(world)}/gradebook?show=below&below=10").text
    )
    for hostile in ("page=-5", "page=99999999999999999999", "sort=%00", "below=x", "show=what"):
        assert teacher.get(f"{room(world)}/gradebook?{hostile}").status_code == 200
    assert statements_for(app, lambda: teacher.get(f"{room(world)}/gradebook")) <= 12


def test_whoever_is_excused_is_called_so_on_the_page_and_in_the_file(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    with app.app_context():
        excused = world.assign("quiet", title="Oral")
        give_terms(world, excused, world.learner_ids[1], is_excused=True)
    address = f"{room(world)}/gradebook"

    page, file = text_of(teacher.get(address).text), teacher.get(f"{address}.csv").text

    assert re.search(r"Ben n/a [a-z ]*excused", page)
    (ben,) = [row for row in csv.reader(io.StringIO(file)) if row[0] == "Ben"]
    assert "excused" in ben


def test_a_class_without_people_or_quizzes_says_what_to_do(teacher: Visitor, app: Flask) -> None:
    with app.app_context():
        teacher_id = user_named(teacher.name).id
        empty = create_classroom(NewClassroom("7c", "UTC"), teacher_id, clock.now())

    for path, words in (
        ("gradebook", "Nobody is in this class yet"),
        ("gradebook/weights", "Nothing is set yet"),
        ("reports", "Nobody is in this class yet"),
    ):
        assert words in text_of(teacher.get(f"/teach/classrooms/{empty}/{path}").text)
    for ending in ("csv", "xlsx"):
        assert teacher.get(f"/teach/classrooms/{empty}/gradebook.{ending}").status_code == 200


def test_a_score_is_set_by_hand_seen_and_taken_back(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    address = grade_page(app, world)

    done = sent(
        teacher, teacher.get(address), "/override", score="4,5", unit="points", reason="Oral"
    )

    assert done.headers["Location"].endswith(address)
    text = text_of(teacher.get(address).text)
    assert "90 % · by hand" in text
    assert "Oral" in text
    assert "by hand" in text_of(teacher.get(f"{room(world)}/gradebook").text)
    page = teacher.get(address)
    back = teacher.send(
        f"{address}/override", action="take-back", reason="Mistaken", seen=seen(page)
    )
    assert back.status_code == 303
    assert "Ada 80 80 missing" in text_of(teacher.get(f"{room(world)}/gradebook").text)


def seen(page: TestResponse) -> str:
    return form_to(page, "/override").fields["seen"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"score": "", "reason": "x"}, "Give a number from 0 to 100."),
        ({"score": "101", "reason": "x"}, "Give a number from 0 to 100."),
        ({"score": "nan", "reason": "x"}, "Give a number from 0 to 100."),
        ({"score": "6", "unit": "points", "reason": "x"}, "Give a number from 0 to 5."),
        ({"score": "50", "reason": " \x00 "}, "Say why."),
        ({"score": "50", "reason": "x" * 501}, "At most 500 characters."),
    ],
)
def test_what_cannot_be_a_score_comes_back_with_the_reason(
    teacher: Visitor, world: ClassWorld, app: Flask, fields: dict[str, str], words: str
) -> None:
    form = {"unit": "percent", "seen": "0", "action": "set", **fields}

    refused = teacher.send(f"{grade_page(app, world)}/override", **form)

    assert refused.status_code == 422
    assert words in text_of(refused.text)
    with app.app_context():
        assert all_rows(ScoreOverride) == []


def test_a_second_teacher_sees_what_the_first_one_did(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    address = grade_page(app, world)
    page = teacher.get(address)
    sent(teacher, page, "/override", score="70", reason="First")

    refused = sent(teacher, page, "/override", score="60", reason="Second")

    assert refused.status_code == 409
    text = text_of(refused.text)
    assert "70 %" in text
    assert "First" in text
    assert 'value="60"' in refused.text
    assert 'value="Second"' in refused.text
    assert sent(teacher, refused, "/override").status_code == 303
    assert "60 % · by hand" in text_of(teacher.get(address).text)


def test_weights_are_saved_in_one_form(teacher: Visitor, world: ClassWorld, app: Flask) -> None:
    first, second = assignment_ids(app, world)
    page = teacher.get(f"{room(world)}/gradebook/weights")

    wrong = sent(teacher, page, **{f"weight-{first}": "-1", f"weight-{second}": "0,5"})
    right = sent(teacher, page, **{f"weight-{first}": "3", f"weight-{second}": "0,5"})

    assert wrong.status_code == 422
    assert "Give a number from 0 to 100." in text_of(wrong.text)
    assert right.status_code == 303
    with app.app_context():
        assert [world.assignment(one).weight for one in (first, second)] == [3.0, 0.5]


def test_files_hold_the_figures_of_the_page_and_no_formulas(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    with app.app_context():
        world.assign("quiet", title=LONG, opens_at=world.now)
        for number, name in enumerate(HOSTILE):
            rename(world.add_learner(f"L{number}"), name)
    address = f"{room(world)}/gradebook"

    rows = [*csv.reader(io.StringIO(teacher.get(f"{address}.csv").data.decode("utf-8-sig")))]
    book = openpyxl.load_workbook(io.BytesIO(teacher.get(f"{address}.xlsx").data))

    sheet = book["Marks"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][:3] == ["Learner", "User name", "Total"]
    assert {LONG, f"{LONG}: state"} <= {*cells[0]}
    assert {LONG, f"{LONG}: state"} <= {*rows[0]}
    ada = next(row for row in rows if row[0] == "Ada")
    assert ada[2:7] == ["0.8", "0.8", "done", "", "missing"]
    assert next(row for row in cells if row[0] == "Ada")[2:7] == [0.8, 0.8, "done", None, "missing"]
    assert {row[0] for row in cells[1:]} == {"Ada", "Ben", *HOSTILE}
    assert {row[0].removeprefix("'") for row in rows[1:]} == {"Ada", "Ben", *HOSTILE}
    assert not [row[0] for row in rows if row[0][:1] in "=@+-"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    total = next(row[2] for row in sheet.iter_rows() if row[0].value == "Ada")
    assert (sheet.freeze_panes, total.number_format) == ("D2", "0%")
    due = book["Quizzes"]["E2"].value
    assert isinstance(due, datetime)
    assert abs(due - (world.now + timedelta(days=1, hours=9)).replace(tzinfo=None)).seconds < 60


def rename(user_id: int, name: str) -> None:
    with write_transaction() as tx:
        tx.get_one(User, user_id).display_name = name


def test_a_learner_an_assignment_and_reports_have_pages(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    learner = text_of(teacher.get(f"{room(world)}/learners/{learner_id(app, world)}").text)
    first = assignment_ids(app, world)[0]
    scores = text_of(teacher.get(f"{room(world)}/assignments/{first}/scores").text)
    report = text_of(teacher.get(f"{room(world)}/learners/{learner_id(app, world)}/report").text)
    reports = text_of(teacher.get(f"{room(world)}/reports").text)

    assert "Total 80 % · 1 missing" in learner
    assert "Mean 80 %" in scores
    assert "Total 80 % 1 missing · 0 late" in report
    assert "Ben Total n/a" in reports
    assert "No question has been met yet" in reports

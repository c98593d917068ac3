"""After a quiz was saved: taken back in one press, listed, and set for a class."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import select

from quizapp.banks.shelf import bank_shelf
from quizapp.models import AuditEntry
from quizapp.web.extensions import db
from tests.authoring.quiz_builder import ALL, press, quiz_in, way_back
from tests.support.classes import class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_what_was_saved_is_taken_back_in_one_press(teacher: Visitor, bank_file: Path) -> None:
    before = bank_file.read_bytes()
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    page = teacher.get(saved.location)

    form = way_back(page)
    answer = teacher.browser.post(form.action, data=form.filled_in())

    assert answer.status_code == 303
    assert bank_file.read_bytes() == before
    assert "published just now" not in teacher.get(answer.location).text


def test_what_others_saved_since_is_not_taken_back(
    teacher: Visitor, colleague: Visitor, bank_file: Path
) -> None:
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    form = way_back(teacher.get(saved.location))
    press(colleague, colleague.get(ALL), "save", title="Theirs")

    answer = teacher.browser.post(form.action, data=form.filled_in())

    assert "Nothing was changed" in teacher.get(answer.location).text
    assert quiz_in(bank_file, "all").title == "Theirs"
    assert "Undo" not in text_of(teacher.get(saved.location).text)


def test_saving_what_is_in_the_file_offers_no_way_back_from_what_another_published(
    teacher: Visitor, colleague: Visitor
) -> None:
    press(colleague, colleague.get(ALL), "save", title="Theirs")

    saved = press(teacher, teacher.get(ALL), "save")

    assert saved.status_code == 303
    assert "/undo" not in teacher.get(saved.location).text


def test_what_was_typed_into_the_file_since_is_not_taken_back_with_it(
    teacher: Visitor, bank_file: Path
) -> None:
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    address = saved.location.replace("/quizzes", "/items")
    assert "Undo" in text_of(teacher.get(address).text)
    bank_file.write_text(bank_file.read_text().replace("title: A slip", "title: A slap"))

    shown = teacher.get(address)

    assert shown.status_code == 200
    assert "/undo" not in shown.text


def test_both_steps_are_in_the_trail(app: Flask, teacher: Visitor) -> None:
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    form = way_back(teacher.get(saved.location))
    teacher.browser.post(form.action, data=form.filled_in())

    with app.app_context():
        deeds = db.session.scalars(select(AuditEntry.deed).order_by(AuditEntry.id)).all()

    assert deeds[-2:] == ["save bank", "restore bank"]


def test_quizzes_are_listed_with_ways_to_change_and_print_them(teacher: Visitor) -> None:
    page = teacher.get("/teach/bank/quizzes")

    shown = text_of(page.text)
    assert "Everything about the tides" in shown
    assert "5 questions · in this order" in shown
    assert "3 questions · drawn at random" in shown
    assert "/teach/bank/quizzes/all/edit" in page.text
    assert "/teach/quizzes/all/paper" in page.text


def test_a_quiz_leads_to_setting_it_for_each_class(
    app: Flask, teacher: Visitor, learner: Visitor
) -> None:
    assert "assignments/new" not in teacher.get("/teach/bank/quizzes").text
    with app.app_context():
        published = bank_shelf().place().published
        assert published is not None
        world = class_of(teacher, published, learner)

    page = teacher.get("/teach/bank/quizzes")

    address = f"/teach/classrooms/{world.classroom_id}/assignments/new?bank=tides&amp;quiz=all"
    assert address in page.text
    form = teacher.get(address.replace("&amp;", "&"))
    assert form.status_code == 200
    assert "Everything about the tides" in text_of(form.text)

"""A quiz deleted in the builder: what is said before, what stays, and the way back."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.authoring.quiz_builder import ALL, way_back
from tests.support.class_visits import visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

DELETE = "/teach/bank/quizzes/all/delete"


def test_the_builder_leads_to_a_page_that_says_what_deleting_means(teacher: Visitor) -> None:
    assert f'href="{DELETE}"' in teacher.get(ALL).text

    words = text_of(teacher.get(DELETE).text)

    assert "Delete “Everything about the tides”?" in words
    assert "Its questions stay in the file." in words
    assert "It is set for" not in words


def test_a_deleted_quiz_is_gone_and_its_questions_are_not(
    teacher: Visitor, learner: Visitor
) -> None:
    attempt = learner.start("all")

    answer = teacher.send(DELETE)

    page = teacher.get(answer.headers["Location"])
    assert "“Everything about the tides” is deleted. What was answered stays." in page.text
    assert learner.get("/quizzes/all").status_code == 404
    assert learner.get(f"{attempt}/items/1").status_code == 200
    assert teacher.get("/teach/bank/items/what-pulls/edit").status_code == 200
    assert teacher.get(DELETE).status_code == 404


def test_deleting_is_undone_in_one_press(teacher: Visitor, bank_file: Path) -> None:
    before = bank_file.read_bytes()
    page = teacher.get(teacher.send(DELETE).headers["Location"])

    form = way_back(page)
    teacher.browser.post(form.action, data=form.filled_in())

    assert bank_file.read_bytes() == before


def test_the_classes_that_it_is_set_for_are_named(app: Flask, learner: Visitor) -> None:
    room = visited_class(app, learner.name)
    room.assign("all")
    with app.app_context():
        title = room.world.classroom.title

    words = text_of(room.teacher.get(DELETE).text)

    assert f"It is set for {title}: nobody can begin it there any more." in words


def test_only_teachers_delete_and_an_unknown_quiz_is_not_found(
    teacher: Visitor, learner: Visitor, anonymous: Visitor
) -> None:
    assert learner.get(DELETE).status_code == 403
    assert learner.send(DELETE).status_code == 403
    assert anonymous.get(DELETE).status_code == 303
    assert teacher.get("/teach/bank/quizzes/none/delete").status_code == 404

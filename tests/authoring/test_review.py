"""The last look before publishing: what would change, and whose text it would replace."""

from __future__ import annotations

import html
from pathlib import Path

from flask import Flask

from quizapp.accounts import signing_up
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.editing import EditorPage, open_editor, publish, send_text
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import on_sqlite, save_bank, wrong_number

pytestmark = on_sqlite

TITLE = ("title: The tides", "title: High and low water")
STEM = ("What pulls at the sea and makes it rise?", "What makes the sea rise?")
BROKEN = ("topic: moon", "topic: sun")


def test_remarks_on_the_writing_do_not_keep_anybody_from_publishing(
    teacher: Visitor, bank_file: Path
) -> None:
    remark = ("key: The moon\n", "key: The moon, which goes round the earth once in a month\n")

    checked = send_text(teacher, open_editor(teacher), "check", remark)
    published = publish(teacher, remark)

    assert "Warning" in text_of(checked.text)
    assert published.status_code == 303
    assert "once in a month" in bank_file.read_text(encoding="utf-8")


def test_the_review_shows_what_would_change_before_anything_does(
    teacher: Visitor, learner: Visitor, app: Flask, bank_file: Path
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))
    before = bank_file.read_bytes()

    review = send_text(teacher, open_editor(teacher), "review", STEM)

    words = text_of(review.text)
    assert review.status_code == 200
    assert "Publishing changes no score" in words
    assert "what-pulls" in words
    assert "What makes the sea rise?" in words
    assert bank_file.read_bytes() == before


def test_another_id_of_the_bank_is_pointed_out(teacher: Visitor) -> None:
    review = send_text(teacher, open_editor(teacher), "review", ("id: tides\n", "id: seas\n"))

    assert "The id of the question file changes from tides to seas" in text_of(review.text)


def test_back_from_the_review_the_text_is_still_there(teacher: Visitor) -> None:
    page = open_editor(teacher)
    review = send_text(teacher, page, "review", TITLE)

    back = send_text(teacher, EditorPage(review), "check")

    assert EditorPage(back).text == page.changed(TITLE)
    assert EditorPage(back).fields == page.fields


def test_a_save_on_the_disk_meanwhile_gives_both_texts(teacher: Visitor, bank_file: Path) -> None:
    page = open_editor(teacher)
    theirs = page.changed(("title: The tides", "title: Theirs"))
    save_bank(bank_file, theirs)

    for action in ("review", "publish"):
        conflict = send_text(teacher, page, action, TITLE)

        assert conflict.status_code == 409
        assert EditorPage(conflict).text == page.changed(TITLE)
        assert html.escape(theirs, quote=False).replace("'", "&#39;")[:200] in conflict.text
        assert "title: Theirs" in conflict.text
    assert bank_file.read_text(encoding="utf-8") == theirs


def test_after_a_conflict_mine_can_go_in_place_of_theirs(teacher: Visitor, bank_file: Path) -> None:
    page = open_editor(teacher)
    save_bank(bank_file, page.changed(("title: The tides", "title: Theirs")))
    conflict = send_text(teacher, page, "publish", TITLE)

    review = send_text(teacher, EditorPage(conflict), "review")
    published = send_text(teacher, EditorPage(review), "publish")

    assert published.status_code == 303
    assert bank_file.read_text(encoding="utf-8") == page.changed(TITLE)


def test_of_two_tabs_the_second_to_publish_is_told(teacher: Visitor, bank_file: Path) -> None:
    first, second = open_editor(teacher), open_editor(teacher)

    won = send_text(teacher, first, "publish", TITLE)
    lost = send_text(teacher, second, "publish", ("title: The tides", "title: Second"))

    assert (won.status_code, lost.status_code) == (303, 409)
    assert "published by Tove" in text_of(lost.text)
    assert "title: High and low water" in bank_file.read_text(encoding="utf-8")


def test_another_teacher_is_named_in_a_conflict(teacher: Visitor, app: Flask) -> None:
    with app.app_context():
        signing_up.create_user("aron", "Aron", PASSWORD, Role.TEACHER, clock.now())
    colleague = visitor(app)
    colleague.send("/login", username="aron", password=PASSWORD)
    page = open_editor(teacher)

    publish(colleague, ("title: The tides", "title: Theirs"))
    conflict = send_text(teacher, page, "publish", TITLE)

    assert conflict.status_code == 409
    assert "published by Aron" in text_of(conflict.text)

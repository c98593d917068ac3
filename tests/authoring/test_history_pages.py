"""What a bank has been, what each version changed, and the way back to one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.authoring import history
from quizapp.models import AuditEntry
from quizapp.web.extensions import db
from tests.support.editing import EditorPage, publish, send_text
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank, on_sqlite, save_bank

pytestmark = on_sqlite

TITLE = ("title: The tides", "title: High and low water")


def versions(teacher: Visitor) -> list[str]:
    """The addresses of the versions that the history lists."""
    page = teacher.get("/teach/bank/history")
    assert page.status_code == 200
    return re.findall(r'href="(/teach/bank/history/\d+)"', page.text)


@pytest.fixture
def edited(teacher: Visitor, bank_file: Path) -> None:
    """A bank that was read from its file, then published once, then edited on the disk."""
    teacher.get("/teach/bank")
    publish(teacher, TITLE)
    edit_bank(bank_file, ("title: High and low water", "title: Ebb and flow"))
    teacher.get("/teach/scores")


def test_each_version_has_its_time_and_its_source(edited: None, teacher: Visitor) -> None:
    words = text_of(teacher.get("/teach/bank/history").text)

    assert len(versions(teacher)) == 3
    assert words.count("from the file") == 2
    assert words.count("published by Tove") == 1
    assert words.count("in use now") == 1


def test_a_version_is_shown_against_the_file_as_it_is(edited: None, teacher: Visitor) -> None:
    page = teacher.get(versions(teacher)[1])

    words = text_of(page.text)
    assert "1 line removed, 1 line added" in words
    assert "− removed title: Ebb and flow" in words
    assert "+ added title: High and low water" in words


def test_a_version_is_shown_against_the_one_before_it(edited: None, teacher: Visitor) -> None:
    words = text_of(teacher.get(versions(teacher)[1] + "?against=before").text)

    assert "What it changed" in words
    assert "The tides" in words
    assert "Ebb" not in words.rpartition("What it changed")[2]


def test_the_first_version_has_none_before_it(edited: None, teacher: Visitor) -> None:
    first = versions(teacher)[-1]

    assert "against=before" not in teacher.get(first).text
    assert teacher.get(first + "?against=before").status_code == 200


def test_going_back_passes_through_the_same_review(
    edited: None, teacher: Visitor, bank_file: Path, app: Flask
) -> None:
    old = versions(teacher)[1]
    before = bank_file.read_bytes()

    review = teacher.send(f"{old}/restore", **EditorPage(teacher.get(old)).fields)
    assert review.status_code == 200
    assert "Before publishing" in text_of(review.text)
    assert bank_file.read_bytes() == before

    assert send_text(teacher, EditorPage(review), "publish").status_code == 303
    assert "title: High and low water" in bank_file.read_text(encoding="utf-8")
    with app.app_context():
        deeds = db.session.scalars(select(AuditEntry.deed).order_by(AuditEntry.id)).all()
    assert deeds[-3:] == ["save bank", "save bank on disk", "restore bank"]
    words = text_of(teacher.get("/teach/bank/history").text)
    assert words.count("published by Tove") == 2


def test_going_back_never_overwrites_what_was_saved_meanwhile(
    edited: None, teacher: Visitor, bank_file: Path
) -> None:
    old = versions(teacher)[1]
    fields = EditorPage(teacher.get(old)).fields
    edit_bank(bank_file, ("title: Ebb and flow", "title: Theirs"))

    conflict = teacher.send(f"{old}/restore", **fields)

    assert conflict.status_code == 409
    assert "title: Theirs" in conflict.text
    assert "title: Theirs" in bank_file.read_text(encoding="utf-8")


def test_going_back_without_a_tag_writes_nothing(edited: None, teacher: Visitor) -> None:
    assert teacher.send(f"{versions(teacher)[1]}/restore").status_code == 409


@pytest.mark.slow
def test_a_version_that_is_in_the_file_has_no_way_back_to(edited: None, teacher: Visitor) -> None:
    page = teacher.get(versions(teacher)[0])

    assert "The texts are the same." in text_of(page.text)
    assert "/restore" not in page.text


def test_a_broken_file_can_be_replaced_by_a_version(
    edited: None, teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, "format: 1\n")
    newest = versions(teacher)[0]

    review = teacher.send(f"{newest}/restore", **EditorPage(teacher.get(newest)).fields)

    assert send_text(teacher, EditorPage(review), "publish").status_code == 303
    assert "title: Ebb and flow" in bank_file.read_text(encoding="utf-8")


def test_what_is_no_version_of_this_bank_is_not_here(edited: None, teacher: Visitor) -> None:
    assert teacher.get("/teach/bank/history/999").status_code == 404
    assert teacher.send("/teach/bank/history/999/restore").status_code == 404


def test_a_long_history_comes_in_pages(
    edited: None, teacher: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE_LENGTH", 2)

    first, second = teacher.get("/teach/bank/history"), teacher.get("/teach/bank/history?page=2")

    assert "Older versions" in text_of(first.text)
    assert "Newer versions" in text_of(second.text)
    assert "Older versions" not in text_of(second.text)
    assert len(versions(teacher)) == 2
    assert teacher.get("/teach/bank/history?page=99999").status_code == 200
    assert teacher.get("/teach/bank/history?page=x").status_code == 200

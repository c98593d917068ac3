"""The desk tells of question files that are broken, missing or hold questions back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask

from quizapp.banks import shelf
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank, on_sqlite, save_bank

pytestmark = on_sqlite

BROKEN = ("    topic: moon", "    topic: mooon")
DRIFT = ("The moon pulls at the sea, and twice", "The moon draws the sea, and twice")
SERVED = "Learners still get the last good version. No change reaches them until this is mended."


@pytest.fixture
def room(app: Flask, learner: Visitor) -> VisitedClass:
    made = visited_class(app, learner.name)
    made.assign("all")
    return made


def shown(room: VisitedClass) -> str:
    return text_of(room.teacher.get(room.address).text)


def spoil(path: Path) -> None:
    save_bank(path, path.read_text(encoding="utf-8").replace(*BROKEN, 1))


def test_a_file_in_order_is_not_spoken_of(room: VisitedClass):
    assert "Nothing waits for you." in shown(room)


def test_a_broken_file_is_told_with_its_first_error_and_the_way_to_it(
    room: VisitedClass, bank_file: Path
):
    spoil(bank_file)

    page = room.teacher.get(room.address)

    words = text_of(page.text)
    assert "To do now 1" in words
    assert f"The question file {bank_file.name} has an error" in words
    assert "There is no topic `mooon`." in words
    assert SERVED in words
    assert "/teach/bank?at=finding" in page.text
    assert "data-refused" in room.teacher.get("/teach/bank?at=finding").text
    assert "data-refused" not in room.teacher.get("/teach/bank").text


def test_the_line_goes_when_the_file_is_mended(room: VisitedClass, bank_file: Path):
    good = bank_file.read_text(encoding="utf-8")
    spoil(bank_file)
    assert "has an error" in shown(room)

    save_bank(bank_file, good)

    assert "Nothing waits for you." in shown(room)


@pytest.mark.slow
def test_a_missing_file_is_told_and_its_page_offers_the_last_good_version(
    room: VisitedClass, bank_file: Path
):
    bank_file.unlink()
    for _ in range(2):  # gone for as long as a save could take
        time.sleep(shelf.LOOK_EVERY_SECONDS * 1.5)
        room.teacher.get("/healthz")
        time.sleep(0.6)

    words = shown(room)

    assert f"The question file {bank_file.name} is missing" in words
    assert SERVED in words
    trouble = room.teacher.get("/teach/bank")
    assert trouble.status_code == 503
    assert "Review the last good version" in text_of(trouble.text)


def test_questions_that_lost_their_quote_are_told_with_the_way_to_mend_them(
    room: VisitedClass, bank_file: Path
):
    edit_bank(bank_file, DRIFT)

    page = room.teacher.get(room.address)

    words = text_of(page.text)
    assert "1 question is held back" in words
    assert "“ What pulls at the sea and makes it rise? ”" in words
    assert "has an error" not in words
    assert room.teacher.get("/teach/bank/items/what-pulls/edit").status_code == 200


def test_a_class_in_the_archive_is_not_troubled(room: VisitedClass, bank_file: Path):
    spoil(bank_file)
    assert "has an error" in shown(room)

    room.teacher.send(f"{room.address}/archive")

    assert room.teacher.get(room.address).status_code == 200
    assert "has an error" not in shown(room)

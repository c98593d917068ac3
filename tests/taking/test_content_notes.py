"""A note before a quiz: what a learner should know before beginning."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.class_visits import visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import TITLE_LINE
from tests.support.records import edit_bank

NOTE = "It speaks of drowning. You can stop at any time."


@pytest.fixture(autouse=True)
def with_note(bank_file: Path) -> None:
    edit_bank(bank_file, (TITLE_LINE, f'{TITLE_LINE}    content_note: "{NOTE}"\n'))


def test_the_note_stands_before_the_start_and_other_quizzes_have_none(anonymous: Visitor) -> None:
    noted, other = (anonymous.get(f"/quizzes/{quiz}").text for quiz in ("all", "quiet"))

    assert "Before you begin It speaks of drowning. You can stop at any time." in text_of(noted)
    assert noted.index("Before you begin") < noted.index("Start the quiz")
    assert "Before you begin" not in other


def test_it_stands_on_an_assignment_that_can_still_be_begun(app: Flask, learner: Visitor) -> None:
    address = visited_class(app, "lena").assign()

    page = learner.get(address).text

    assert "Before you begin It speaks of drowning." in text_of(page)

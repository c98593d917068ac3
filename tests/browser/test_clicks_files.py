"""A typing error in question 12, mended from the class's desk: four presses at most."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock
from tests.browser.conftest import OpenBrowser
from tests.support.classes import class_of
from tests.support.clicks import Clicks
from tests.support.people import Visitor
from tests.support.places import SHIPPED_BANK

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    """A copy of the shipped bank, which has more than twelve questions."""
    return Path(shutil.copy(SHIPPED_BANK, tmp_path / "questions.yaml"))


def test_a_typing_error_in_question_12(
    open_browser: OpenBrowser, app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path
) -> None:
    with app.app_context():
        bank_shelf().look(clock.now())
        published = bank_shelf().place().published
        assert published is not None
        world = class_of(teacher, published, learner)
    page = open_browser("desktop", teacher).new_page()
    clicks = Clicks.counted(page)
    page.goto(f"/teach/classrooms/{world.classroom_id}")
    clicks.begin()

    page.get_by_role("main").get_by_role("link", name=published.bank.title).click()
    page.get_by_role("link", name="Change question 12", exact=True).click()
    words = page.get_by_label("Explanation", exact=True)
    words.fill(f"{words.input_value()} So it is.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

    assert clicks.count <= 4, clicks.told
    assert "So it is." in bank_file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert "So it is." not in bank_file.read_text(encoding="utf-8")

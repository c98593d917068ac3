"""The teacher's two commonest jobs by keyboard alone, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.models import ScoreOverride
from tests.browser.conftest import OpenBrowser
from tests.support.classes import ClassWorld, class_of
from tests.support.looking import tab_to
from tests.support.people import Visitor
from tests.support.playing import all_rows, published_from

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class in which one learner has taken one quiz."""
    with app.app_context():
        made = class_of(teacher, published_from(bank_file), learner)
        made.play(made.assign("all"), made.learner_ids[0], wrong=(1,))
        return made


def at_desk(page: Page, world: ClassWorld) -> None:
    page.goto(f"/teach/classrooms/{world.classroom_id}")


def test_a_quiz_is_set_and_a_score_given_by_keyboard(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld
):
    page = open_browser(person=teacher).new_page()
    at_desk(page, world)

    tab_to(page, page.get_by_role("link", name="Set a quiz").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set a quiz")
    tab_to(page, page.get_by_role("button", name="Set it"))
    page.keyboard.press("Enter")
    expect(page.locator("#just-set")).to_contain_text(re.compile(r"closes Friday .*17:00"))

    tab_to(page, page.get_by_role("link", name="Marks", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="80", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_label("By hand")).to_be_focused()
    page.keyboard.type("5")
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("Oral")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="by hand 100")).to_be_visible()

    with app.app_context():
        assert [row.share for row in all_rows(ScoreOverride)] == [1.0]


def test_a_quiz_is_set_and_a_score_given_without_scripts(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld
):
    page = open_browser("phone", teacher, java_script_enabled=False).new_page()
    at_desk(page, world)

    page.get_by_role("link", name="Set a quiz").first.click()
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("#just-set")).to_contain_text(re.compile(r"closes Friday .*17:00"))
    page.get_by_role("link", name="Marks", exact=True).click()
    page.get_by_role("link", name="80", exact=True).click()
    page.get_by_label("By hand").fill("5")
    page.get_by_label("Reason").fill("Oral")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="by hand 100")).to_be_visible()

    with app.app_context():
        assert [row.share for row in all_rows(ScoreOverride)] == [1.0]

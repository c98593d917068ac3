"""From the desk to the question that went wrong, and the one bar on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.analysis.test_pages import play
from tests.browser.conftest import OpenBrowser
from tests.support.classes import class_of
from tests.support.clicks import Clicks
from tests.support.people import Visitor
from tests.support.playing import published_from

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_which_question_went_wrong_is_one_press_and_its_verdict_stands_first(
    app: Flask, bank_file: Path, teacher: Visitor, learner: Visitor, open_browser: OpenBrowser
):
    with app.app_context():
        world = class_of(teacher, published_from(bank_file), learner)
    play(app, world, 15, 1)
    play(app, world, 12, 2, 3, 5)
    page = open_browser("desktop", teacher).new_page()
    clicks = Clicks.counted(page)
    page.goto("/teach")
    clicks.begin()

    page.locator(".sections").get_by_role("link", name="Questions").click()

    expect(page.locator(".question-table tbody tr").first).to_contain_text("Wrong key?")
    assert clicks.count == 1, clicks.told


@pytest.mark.slow
def test_one_menu_is_open_at_a_time_and_escape_leads_back_to_its_name(
    app: Flask, bank_file: Path, teacher: Visitor, open_browser: OpenBrowser
):
    with app.app_context():
        class_of(teacher, published_from(bank_file))
    page = open_browser("phone", teacher).new_page()
    page.goto("/teach")
    switch, person = page.locator("details.menu").all()

    switch.locator("summary").click()
    expect(page.get_by_role("link", name="New class")).to_be_visible()
    person.locator("summary").click()

    expect(page.get_by_role("link", name="New class")).to_be_hidden()
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Your account")).to_be_hidden()
    expect(person.locator("summary")).to_be_focused()

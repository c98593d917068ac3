"""Two banks in a browser: cards of both in one sitting, and pages that fit every size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import OpenBrowser
from tests.browser.met import meet_all
from tests.support.classes import teaches_all
from tests.support.looking import is_same_window, mark_window
from tests.support.people import Visitor
from tests.support.walking import faults_at_all_sizes

pytestmark = pytest.mark.browser


@pytest.fixture
def settings(settings: dict[str, Any], bank_folder: Path) -> dict[str, Any]:
    """The settings of the app under test."""
    return {**settings, "BANK": bank_folder}


@pytest.mark.slow
def test_cards_of_two_banks_come_in_one_sitting_by_keys_alone(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
) -> None:
    meet_all(app, learner)
    page = open_browser("phone", learner).new_page()
    page.goto("/banks/lights")
    page.get_by_role("link", name="Go to Today").click()
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-flip]")).to_be_visible()
    mark_window(page)
    told = set()

    for _ in range(6):
        expect(page.locator(".rating").first).to_be_hidden()
        told.add(page.locator(".cue").inner_text().split(" · ")[1])
        page.keyboard.press("Space")
        expect(page.locator(".rating").first).to_be_visible()
        page.keyboard.press("4")

    assert told == {"The lights", "The tides"}
    assert is_same_window(page)


@pytest.mark.slow
def test_a_quiz_leads_from_its_bank_to_its_article(open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    page.goto("/quizzes")
    page.get_by_role("link", name="Everything about the lights").click()
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("button", name="I don’t know").click()

    page.get_by_role("link", name="Read it in the article").click()

    expect(page).to_have_url(re.compile("/banks/lights/article\\?.*#beam-1$"))
    expect(page.locator("h1")).to_have_text("How a lighthouse is told from another")


@pytest.mark.slow
def test_pages_of_several_banks_are_without_fault_at_every_size(
    app: Flask, open_browser: OpenBrowser, learner: Visitor, teacher: Visitor
) -> None:
    learner.take("all", "lights")
    learner.start("all", "tides")
    teaches_all(app, teacher)
    faults = {}

    for person, paths in (
        (learner, ("/", "/banks/lights", "/article", "/quizzes", "/cards", "/progress")),
        (teacher, ("/teach/scores", "/teach/banks/tides/scores")),
    ):
        page = open_browser("desktop", person, reduced_motion="reduce").new_page()
        for path in paths:
            page.goto(path)
            faults[path] = faults_at_all_sizes(page)

    assert {path: found for path, found in faults.items() if found} == {}

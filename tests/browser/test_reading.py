"""Reading with questions in it, in a browser: by keys, without script, and on narrow screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.layered_bank import divide_source
from tests.support.looking import is_same_window, mark_window
from tests.support.people import Visitor
from tests.support.walking import faults_at_all_sizes

pytestmark = pytest.mark.browser

LIT = "/article?passage=moon-1&words=The+moon+pulls&attempt=a&question=1#moon-1"
PROMPT = "2 questions on this section"


@pytest.mark.slow
def test_a_section_is_asked_by_keys_and_leads_on_in_the_article(
    open_browser: OpenBrowser, learner: Visitor
) -> None:
    page = open_browser("phone", learner).new_page()
    page.goto("/article")
    group = page.get_by_role("group", name=PROMPT).first
    group.get_by_role("button").focus()
    mark_window(page)

    page.keyboard.press("Enter")
    for _ in range(2):
        page.wait_for_selector("[data-drill=pose]")
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-drill=look]")
        page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Done with this part")).to_be_focused()
    assert is_same_window(page)
    page.get_by_role("link", name="Read on").click()
    expect(page).to_have_url(re.compile("/article#shore$"))


@pytest.mark.slow
def test_the_very_words_are_lit_and_the_way_back_is_in_sight(
    open_browser: OpenBrowser, learner: Visitor
) -> None:
    page = open_browser("phone", learner).new_page()
    _answer_one(page)
    page.get_by_role("link", name="Read it in the article").first.click()

    words, back = page.locator("mark").first, page.get_by_role("link", name="Back to your session")

    expect(words).to_be_in_viewport()
    expect(back).to_be_in_viewport()
    assert _bottom(words.bounding_box()) <= _top(back.bounding_box())
    back.click()
    expect(page.locator("[data-drill=look]")).to_be_visible()


@pytest.mark.slow
def test_without_script_the_questions_come_and_the_marks_can_be_hidden(
    open_browser: OpenBrowser, learner: Visitor
) -> None:
    page = open_browser("phone", learner, java_script_enabled=False).new_page()
    _answer_one(page)
    page.goto("/article")
    expect(page.locator(".marks")).to_have_count(4)

    page.get_by_text("The marks beside the text").click()
    page.get_by_role("link", name="Hide the marks").click()

    expect(page.locator(".marks")).to_have_count(0)
    page.get_by_role("link", name="Show the marks beside the text").click()
    expect(page.locator(".marks")).to_have_count(4)


@pytest.mark.slow
def test_pages_of_reading_and_progress_fit_every_size(
    open_browser: OpenBrowser, learner: Visitor
) -> None:
    page = open_browser("desktop", learner).new_page()
    _answer_one(page)

    faults = {}
    for path in (LIT, "/article?marks=off", "/progress", "/cards?section=moon&until=1"):
        page.goto(path)
        faults[path] = faults_at_all_sizes(page)

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.slow
def test_notes_and_places_in_the_original_fit_every_size(
    open_browser: OpenBrowser, learner: Visitor, bank_file: Path
) -> None:
    divide_source(bank_file)
    page = open_browser("desktop", learner).new_page()

    faults = {}
    for path in ("/article", "/cards?show=what-pulls", f"{learner.take('all')}/items/1"):
        page.goto(path)
        faults[path] = faults_at_all_sizes(page)

    assert {path: found for path, found in faults.items() if found} == {}


def _answer_one(page: Page) -> None:
    page.goto("/article")
    page.get_by_role("group", name=PROMPT).first.get_by_role("button").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("[data-drill=look]")).to_be_visible()


def _bottom(box: FloatRect | None) -> float:
    assert box is not None
    return box["y"] + box["height"]


def _top(box: FloatRect | None) -> float:
    assert box is not None
    return box["y"]

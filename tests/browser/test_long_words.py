"""Words that are too long for the screen, text from right to left, and a passage cited twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.test_time_up import ends_in
from tests.support.looking import sticking_out
from tests.support.people import Visitor
from tests.support.places import SMALL_BANK
from tests.support.walking import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LARGE_TEXT = """
addEventListener("DOMContentLoaded", () => { document.documentElement.style.fontSize = "200%"; })
"""
PATHS = ("/", "/article", "/quizzes", "/quizzes/all", "/cards", "/cards?show=q1", "/progress")


@pytest.fixture
def bank_file() -> Path:
    return SMALL_BANK.with_name("long_words.yaml")


def places(learner: Visitor) -> tuple[str, dict[str, int]]:
    """A new attempt, and where it asks each of the two questions."""
    attempt = learner.start("all")
    first = learner.get(f"{attempt}/items/1").text
    return attempt, {"q1": 1, "q2": 2} if "What is Donau" in first else {"q1": 2, "q2": 1}


def middle(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize("is_large", [False, True])
def test_no_page_is_wider_than_a_narrow_screen(
    app: Flask, open_browser: OpenBrowser, learner: Visitor, is_large: bool
):
    finished = learner.take("all")
    attempt, _ = places(learner)
    ends_in(app, 3700)
    browser = open_browser("phone", learner, reduced_motion="reduce")
    if is_large:
        browser.add_init_script(LARGE_TEXT)
    page = browser.new_page()
    page.set_viewport_size(NARROW)
    wide = {}

    for path in (*PATHS, f"{attempt}/items/1", f"{attempt}/items/2", finished):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        wide[path] = sticking_out(page)

    assert not any(wide.values()), wide


def test_radio_buttons_stand_where_reading_begins(
    open_browser: OpenBrowser, learner: Visitor, app: Flask
):
    attempt, where = places(learner)
    page = open_browser("phone", learner).new_page()

    for item, is_right_to_left in (("q1", False), ("q2", True)):
        page.goto(f"{attempt}/items/{where[item]}")
        for number in (1, 2, 3):  # also beside a text of the other direction
            radio, text = f"#choice-{number}", f".option[for=choice-{number}] > span"
            assert (middle(page, radio) > middle(page, text)) is is_right_to_left


def test_a_passage_cited_twice_is_shown_once_with_both_phrases_lit(
    open_browser: OpenBrowser, learner: Visitor
):
    attempt, where = places(learner)
    learner.respond(attempt, where["q1"], dont_know="1")
    page = open_browser("phone", learner).new_page()

    page.goto(f"{attempt}/items/{where['q1']}")

    expect(page.locator(".passage")).to_have_count(1)
    expect(page.locator(".passage mark")).to_have_text(
        ["the moon pulls at the sea", "water rises twice a day"]
    )


def test_the_progress_bar_is_seen_in_forced_colours(open_browser: OpenBrowser, learner: Visitor):
    attempt, where = places(learner)
    page = open_browser("phone", learner, forced_colors="active").new_page()

    page.goto(f"{attempt}/items/{where['q1']}")

    bar = page.locator("progress")
    expect(bar).to_have_css("border-top-style", "solid")
    expect(bar).to_have_css("block-size", "8px")
    expect(page).to_have_title(re.compile("Question"))

"""What somebody hears who does not see the page: focus goes to what is new, which says the rest."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.drills import Mouse, start
from tests.support.looking import is_same_window, mark_window
from tests.support.missed_cards import miss_every_card
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHOSEN = "You chose “Knew it”."
LATE_TIMERS = "const later = setTimeout; setTimeout = (act, ms) => later(act, (ms ?? 0) + 1000)"
"""A busy machine: what is pressed comes before any timer."""


@pytest.fixture
def page(open_browser: OpenBrowser, learner: Visitor) -> Page:
    """A card turned over, in a session that goes on with what was never met."""
    page = open_browser("desktop", learner).new_page()
    page.goto("/cards?show=what-pulls")
    mark_window(page)
    return page


def test_after_an_answer_in_place_the_verdict_is_heard(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, "Everything about the tides")
    mark_window(mouse.page)

    mouse.page.get_by_role("button", name="I don’t know").click()

    verdict = mouse.page.get_by_role("heading", name="You said you don’t know", exact=True)
    expect(verdict).to_be_focused()
    assert is_same_window(mouse.page)


def test_after_a_rating_the_next_card_is_heard_and_what_was_chosen(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    miss_every_card(app, learner)
    page = open_browser("desktop", learner).new_page()
    page.goto("/cards")

    page.keyboard.press("Space")
    page.keyboard.press("3")

    front = page.locator("summary[data-flip]")
    expect(page.get_by_text(CHOSEN)).to_be_visible()
    expect(front).to_be_focused()
    expect(front).to_have_accessible_description(re.compile(CHOSEN))
    assert front.evaluate("front => front.tabIndex") == 0  # and Tab leads back to it


def test_after_a_rating_the_next_question_is_heard_and_what_was_chosen(page: Page):
    page.keyboard.press("3")

    expect(page.locator("h1.stem")).to_be_focused()
    expect(page.locator("h1.stem")).to_have_accessible_description(re.compile(CHOSEN))
    assert is_same_window(page)


def test_u_undoes_the_rating_on_the_question_that_follows(page: Page):
    page.keyboard.press("3")
    expect(page.locator("#answer h1.stem")).to_be_focused()

    page.keyboard.press("u")

    expect(page.locator(".card-back")).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_text("You chose “Forgot”.")).to_be_visible()
    assert is_same_window(page)


def test_what_is_pressed_while_scripts_are_starting_is_answered_in_place(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    miss_every_card(app, learner)
    browser = open_browser("desktop", learner)
    browser.add_init_script(LATE_TIMERS)
    page = browser.new_page()
    page.goto("/cards")
    mark_window(page)

    page.keyboard.press("Space")
    page.keyboard.press("3")

    expect(page.locator("summary[data-flip]")).to_be_focused()
    expect(page.get_by_text(CHOSEN)).to_be_visible()
    assert is_same_window(page)

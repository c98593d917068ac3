"""Cards in a browser: flipped with space, rated with digits, done for today."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.models import Review
from tests.browser.conftest import OpenBrowser
from tests.support.looking import expect_focus_on_start, is_same_window, mark_window
from tests.support.records import count_of

pytestmark = pytest.mark.browser


def test_back_of_a_card_comes_when_asked_for(open_browser: OpenBrowser):
    page = open_browser().new_page()
    page.goto("/cards")
    stem, key = "What pulls at the sea and makes it rise?", "The moon pulls at the sea, and twice"
    expect(page.locator("h1")).to_have_text(stem)
    assert key not in page.content()

    page.keyboard.press("Space")

    expect(page.locator(".card-back")).to_contain_text("The moon")
    expect_focus_on_start(page)
    assert key in page.locator(".passage").inner_text()


def test_all_cards_of_a_day_by_keys_alone(app: Flask, open_browser: OpenBrowser):
    page = open_browser().new_page()
    page.goto("/cards")
    mark_window(page)

    for left in range(8, 0, -1):
        expect(page.get_by_text(re.compile(rf"^{left} cards? left for today$"))).to_be_visible()
        page.keyboard.press("Space")
        expect(page.locator(".rating")).to_have_count(4)
        expect_focus_on_start(page)
        intervals = page.locator(".rating-interval").all_inner_texts()
        assert all(re.search(r"\d+ (min|hours?|days?|weeks?|months?)", text) for text in intervals)
        page.keyboard.press("4")

    expect(page.get_by_role("heading", name="Done for today")).to_be_focused()
    expect(page.get_by_text("You went over 8 cards.")).to_be_visible()
    assert is_same_window(page)
    assert count_of(app, Review) == 8


def test_digits_rate_from_again_to_easy(open_browser: OpenBrowser):
    page = open_browser().new_page()
    page.goto("/cards")

    for digit, rating in enumerate(("again", "hard", "good", "easy"), start=1):
        page.keyboard.press("Enter")
        expect(page.locator(".rating")).to_have_count(4)
        with page.expect_request("**/cards/ratings") as sent:
            page.keyboard.press(str(digit))
        assert f"rating={rating}" in (sent.value.post_data or "")
        expect(page.locator("[data-flip]")).to_be_visible()

"""The day's session in a browser: questions first, then cards by keys alone."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.models import Attempt, Review
from tests.browser.conftest import OpenBrowser
from tests.browser.met import meet_all
from tests.support.browsing import Watch
from tests.support.looking import is_same_window, mark_window
from tests.support.people import Visitor
from tests.support.records import count_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_what_was_never_met_is_asked_as_one_question_after_the_other(
    app: Flask, open_browser: OpenBrowser
):
    page = open_browser().new_page()
    page.goto("/")
    page.get_by_role("button", name="Start").click()
    stem = page.locator("h1.stem").inner_text()

    page.get_by_role("button", name="I don’t know").click()
    expect(page.locator("h1.verdict, .look-verdict").first).to_be_visible()
    page.get_by_role("button", name="Next").click()

    expect(page.locator("h1.stem")).to_be_visible()
    expect(page.locator("h1.stem")).not_to_have_text(stem)
    assert count_of(app, Attempt) == 2
    page.get_by_role("link", name="Stop here").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_a_card_turns_at_once_when_asked_to(
    app: Flask, open_browser: OpenBrowser, learner: Visitor, watch: Watch
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")  # of cards that are kept for a time without one
    meet_all(app, learner)
    page = open_browser("desktop", learner).new_page()
    page.goto("/cards")
    expect(page.locator(".card-back")).to_be_hidden()
    expect(page.locator(".rating").first).to_be_hidden()

    page.context.set_offline(True)
    page.keyboard.press("Space")

    expect(page.locator(".card-back")).to_be_visible()
    expect(page.locator(".rating")).to_have_count(4)
    page.context.set_offline(False)


def test_all_cards_of_a_day_by_keys_alone(app: Flask, open_browser: OpenBrowser, learner: Visitor):
    meet_all(app, learner)
    page = open_browser("desktop", learner).new_page()
    page.goto("/cards")
    mark_window(page)

    for left in range(8, 0, -1):
        expect(page.get_by_text(re.compile(rf"^{left} left for today$"))).to_be_visible()
        if left < 8:  # the script has made the card its own
            expect(page.locator("[data-flip]")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator(".rating").first).to_be_visible()
        days = page.locator(".rating-day").all_inner_texts()
        assert days[0] == "today"
        assert all(re.fullmatch(r"\d+ \w+", text) for text in days[1:])
        page.keyboard.press("4")

    expect(page.get_by_role("heading", name="Done for today")).to_be_focused()
    expect(page.get_by_text("8 questions, 1 minute.")).to_be_visible()
    assert is_same_window(page)
    assert count_of(app, Review) == 16


def test_digits_rate_from_forgot_to_easy(app: Flask, open_browser: OpenBrowser, learner: Visitor):
    meet_all(app, learner)
    page = open_browser("desktop", learner).new_page()
    page.goto("/cards")

    for digit, rating in enumerate(("again", "hard", "good", "easy"), start=1):
        expect(page.locator(".rating").first).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.locator(".rating").first).to_be_visible()
        with page.expect_request("**/cards/ratings") as sent:
            page.keyboard.press(str(digit))
        assert f"rating={rating}" in (sent.value.post_data or "")
        expect(page.locator("[data-undo]")).to_be_visible()

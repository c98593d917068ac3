"""Logged out in another tab in the middle of a question: a reason, the choice kept, one button."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.models import Response, Review, User
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.people import PASSWORD, Visitor
from tests.support.records import count_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def question(browser: BrowserContext, learner: Visitor) -> Page:
    page = browser.new_page()
    page.goto(f"{learner.start('all')}/items/1")
    page.locator(".option").first.click()
    return page


def log_in(page: Page) -> None:
    page.get_by_label("User name").fill("lena")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("way", ["logged out", "without cookies"])
def test_the_choice_is_sent_after_logging_in(
    app: Flask, open_browser: OpenBrowser, learner: Visitor, way: str
):
    browser = open_browser("desktop", learner)
    page = question(browser, learner)
    if way == "logged out":
        other = browser.new_page()
        other.goto("/")
        other.get_by_role("button", name="Log out").click()
        expect(other.get_by_role("link", name="Log in")).to_be_visible()
    else:
        browser.clear_cookies()

    page.get_by_role("button", name="Answer", exact=True).click()

    expect(page.get_by_role("heading", name="Log in")).to_be_focused()
    expect(page.locator("#flash")).to_contain_text("Your choice is kept: log in, and it is sent.")
    assert "400" not in page.locator("main").inner_text()
    log_in(page)
    expect(page).to_have_title(re.compile("Question 1 of 5"))
    expect(page.locator("h1.verdict")).to_be_visible()
    assert count_of(app, Response) == 1


def test_the_choice_is_sent_by_one_button_after_logging_in_elsewhere(
    app: Flask, open_browser: OpenBrowser, learner: Visitor, watch: Watch
):
    watch.allow("400")
    browser = open_browser("desktop", learner)
    page = question(browser, learner)
    browser.clear_cookies()
    other = browser.new_page()
    other.goto("/login")
    log_in(other)
    expect(other).to_have_title(re.compile("Today"))

    page.get_by_role("button", name="Answer", exact=True).click()

    expect(page.get_by_role("heading", name="Your choice is still here")).to_be_focused()
    assert count_of(app, Response) == 0
    page.get_by_role("button", name="Send my answer").click()
    expect(page.locator("h1.verdict")).to_be_visible()
    assert count_of(app, Response) == 1


def test_a_card_is_rated_for_nobody_else(app: Flask, open_browser: OpenBrowser, learner: Visitor):
    browser = open_browser("desktop", learner)
    page = browser.new_page()
    page.goto("/cards?show=ebb")
    other = browser.new_page()
    other.goto("/")
    other.get_by_role("button", name="Log out").click()
    expect(other.get_by_role("link", name="Log in")).to_be_visible()
    people = count_of(app, User)

    page.get_by_role("button", name="Knew it").click()

    expect(page.get_by_role("heading", name="Log in")).to_be_focused()
    expect(page.locator("#flash")).to_contain_text("the card was not rated")
    assert (count_of(app, Review), count_of(app, User)) == (0, people)

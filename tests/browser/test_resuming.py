"""Closing the tab, another browser, another tab: the attempt goes on, the first answer counts."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.models import Response
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Mouse, answer_rightly, start
from tests.support.looking import place
from tests.support.people import PASSWORD
from tests.support.records import count_of

pytestmark = pytest.mark.browser


def begun_quiz(app: Flask, browser: BrowserContext) -> Page:
    """A quiz with its first item answered, and the second on the page."""
    mouse = Mouse(app, browser.new_page())
    start(mouse, "Everything about the tides")
    answer_rightly(mouse)
    mouse.go_on()
    expect(mouse.page).to_have_title(re.compile("^Question 2 of 5"))
    return mouse.page


@pytest.mark.slow
def test_quiz_goes_on_after_closing_the_tab(app: Flask, open_browser: OpenBrowser):
    browser = open_browser("phone")
    tab = begun_quiz(app, browser)
    here = place(tab)
    tab.close()

    tab = browser.new_page()
    tab.goto("/")
    tab.get_by_role("link", name="Continue").click()

    expect(tab).to_have_title(re.compile("^Question 2 of 5"))
    assert place(tab) == here


@pytest.mark.slow
def test_quiz_goes_on_in_a_second_browser(app: Flask, open_browser: OpenBrowser):
    first = begun_quiz(app, open_browser())
    here = place(first)
    first.goto("/signup")
    first.get_by_label("User name").fill("lena")
    first.get_by_label("Password").fill(PASSWORD)
    first.locator("main").get_by_role("button", name="Sign up").click()
    expect(first.locator("#flash")).to_contain_text("your work is kept")

    second = open_browser("phone").new_page()
    second.goto(f"/login?next={here[0]}")
    second.get_by_label("User name").fill("lena")
    second.get_by_label("Password").fill(PASSWORD)
    second.locator("main").get_by_role("button", name="Log in").click()

    expect(second).to_have_title(re.compile("^Question 2 of 5"))
    assert place(second) == here


@pytest.mark.slow
def test_first_answer_counts_when_two_tabs_ask(app: Flask, open_browser: OpenBrowser, watch: Watch):
    watch.allow("409")
    browser = open_browser()
    mouse = Mouse(app, browser.new_page())
    start(mouse, "Everything about the tides")
    other = Mouse(app, browser.new_page())
    other.page.goto(mouse.page.url)
    mouse.choose(1)
    mouse.answer()
    expect(mouse.page.locator("h1.verdict")).to_be_visible()
    verdict = mouse.page.locator("h1.verdict").inner_text()

    other.choose(2)
    other.answer()

    expect(other.page.get_by_role("heading", name="Your first answer counts")).to_be_focused()
    other.page.get_by_role("link", name="See the answer that counts").click()
    expect(other.page.locator("h1.verdict")).to_have_text(re.compile(verdict))
    assert count_of(app, Response) == 1

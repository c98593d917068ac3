"""A guest takes a whole quiz: by keys alone, by touch, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.models import Response
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Finger, Keys, Mouse, answer_rightly, start, take
from tests.support.looking import (
    expect_focus_on_start,
    is_same_window,
    mark_window,
    place,
    small_targets,
    sticking_out,
)
from tests.support.people import PASSWORD
from tests.support.places import SHIPPED_BANK, SMALL_BANK
from tests.support.records import count_of

pytestmark = pytest.mark.browser

BANKS = {
    "every type of item": (SMALL_BANK, "Everything about the tides", 5),
    "the shipped bank": (SHIPPED_BANK, "Before you read", 10),
}


@pytest.fixture(
    params=["every type of item", pytest.param("the shipped bank", marks=pytest.mark.slow)]
)
def quiz(request: pytest.FixtureRequest) -> tuple[Path, str, int]:
    """A bank, the title of a quiz in it and the number of its items."""
    return BANKS[request.param]


@pytest.fixture
def bank_file(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue("quiz")[0] if "quiz" in request.fixturenames else SMALL_BANK


@pytest.mark.slow
def test_whole_quiz_by_keys_alone(app: Flask, open_browser: OpenBrowser, quiz):
    _bank, title, count = quiz
    keys = Keys(app, open_browser().new_page())

    def look() -> None:
        if not keys.page.title().startswith("Question 1 "):  # loaded in full, not swapped in
            expect_focus_on_start(keys.page)

    attempt = start(keys, title)
    mark_window(keys.page)
    take(keys, count, look)

    assert is_same_window(keys.page)
    assert keys.page.url.endswith(attempt)
    expect(keys.page).to_have_title(re.compile("^Results"))


@pytest.mark.slow
def test_whole_quiz_by_touch_on_a_phone(app: Flask, open_browser: OpenBrowser, quiz):
    _bank, title, count = quiz
    finger = Finger(app, open_browser("phone").new_page())

    def look() -> None:
        assert not sticking_out(finger.page)
        assert not small_targets(finger.page)

    start(finger, title)
    mark_window(finger.page)
    take(finger, count, look)

    assert is_same_window(finger.page)


@pytest.mark.slow
def test_whole_quiz_without_javascript(app: Flask, open_browser: OpenBrowser, quiz):
    _bank, title, count = quiz
    mouse = Mouse(app, open_browser("phone", java_script_enabled=False).new_page())

    start(mouse, title)
    take(mouse, count, lambda: None)

    mouse.press(mouse.page.get_by_role("link", name="Review cards"))
    expect(mouse.page.locator("h1")).to_be_visible()


@pytest.mark.slow
def test_account_and_cards_without_javascript(open_browser: OpenBrowser):
    page = open_browser("phone", java_script_enabled=False).new_page()

    page.goto("/cards")
    expect(page.get_by_text("8 left for today")).to_be_visible()
    page.get_by_role("button", name="Show the question").click()
    page.get_by_role("button", name="I don’t know").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="Stop here").click()
    expect(page.get_by_role("heading", name="Today: 8 questions")).to_be_visible()
    page.get_by_role("link", name="Sign up", exact=True).click()
    sign_up(page)
    expect(page.locator("#flash")).to_contain_text("your work is kept")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in").click()
    log_in(page)
    page.get_by_role("link", name="Today").click()

    expect(page.get_by_text("1 you missed")).to_be_visible()


@pytest.mark.slow
def test_question_mark_opens_the_keys_and_escape_closes_them(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    start(keys, "Everything about the tides")
    answer_rightly(keys)
    expect_focus_on_start(keys.page)
    keys.go_on()
    expect(keys.page.locator("#choice-1")).to_be_visible()
    expect_focus_on_start(keys.page)
    help_on_keys = keys.page.get_by_role("dialog", name="Keys")

    keys.page.keyboard.press("?")
    expect(help_on_keys).to_be_visible()
    keys.page.keyboard.press("1")
    expect(keys.page.locator("#choice-1")).not_to_be_checked()
    keys.page.keyboard.press("Escape")

    expect(help_on_keys).to_be_hidden()
    expect_focus_on_start(keys.page)


@pytest.mark.slow
def test_back_and_forward_lead_from_item_to_item(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    page = keys.page
    attempt = start(keys, "Everything about the tides")
    answer_rightly(keys)
    expect(page).to_have_title(re.compile("^Right · Question 1"))
    keys.go_on()
    expect(page).to_have_title(re.compile("^Question 2"))

    page.go_back()
    expect(page).to_have_title(re.compile("^Right · Question 1"))
    assert place(page) == (attempt, 1)
    page.go_forward()
    expect(page).to_have_title(re.compile("^Question 2"))
    assert place(page) == (attempt, 2)
    answer_rightly(keys)

    expect(page).to_have_title(re.compile("^Right · Question 2"))


@pytest.mark.slow
def test_answering_without_a_choice_says_so_in_place(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("422")
    keys = Keys(app, open_browser().new_page())
    start(keys, "Everything about the tides")
    address = keys.page.url

    keys.answer()

    expect(keys.page.get_by_text("Choose an option, or say that you don’t know.")).to_be_visible()
    expect_focus_on_start(keys.page)
    assert keys.page.url == address
    answer_rightly(keys)
    expect(keys.page).to_have_title(re.compile("^Right"))


@pytest.mark.slow
def test_hint_appears_in_place(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, "Everything about the tides")
    title = mouse.page.title()
    mouse.choose(1)

    mouse.page.get_by_role("button", name="Show a hint").click()

    expect(mouse.page.get_by_text("Look up at night.")).to_be_visible()
    expect(mouse.page.locator("#hint [data-focus]")).to_be_focused()
    expect(mouse.page.locator("#choice-1")).to_be_checked()
    assert mouse.page.title() == title


@pytest.mark.slow
def test_double_click_on_answer_counts_once(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    posts: list[str] = []
    mouse.page.on("request", lambda sent: posts.append(sent.url) if sent.method == "POST" else None)
    start(mouse, "Everything about the tides")
    mouse.choose(1)
    posts.clear()

    mouse.page.get_by_role("button", name="Answer", exact=True).dblclick()

    expect(mouse.page.locator("h1.verdict")).to_be_visible()
    assert len(posts) == 1
    assert count_of(app, Response) == 1


def sign_up(page: Page) -> None:
    page.get_by_label("User name").fill("lena")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign up").click()


def log_in(page: Page) -> None:
    page.get_by_label("User name").fill("lena")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()

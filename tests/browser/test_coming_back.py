"""Skip, mark, come back: by keys, by touch on the smallest phone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.models import Response
from tests.browser.conftest import OpenBrowser
from tests.support.drills import Finger, Keys, Mouse, answer_rightly, start
from tests.support.looking import (
    accessibility_faults,
    expect_focus_on_start,
    is_same_window,
    mark_window,
    small_targets,
    sticking_out,
)
from tests.support.records import count_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUIZ = "Everything about the tides"


def expect_question(page: Page, position: int) -> None:
    expect(page).to_have_title(re.compile(f"^Question {position} of 5"))


def test_by_keys_one_skips_marks_and_comes_back(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    page = keys.page
    start(keys, QUIZ)
    mark_window(page)

    page.keyboard.press("s")
    expect_question(page, 2)
    expect_focus_on_start(page)
    page.keyboard.press("m")
    expect_question(page, 3)
    expect_focus_on_start(page)
    for position in (3, 4, 5):
        expect_question(page, position)
        answer_rightly(keys)
        expect(page).to_have_title(re.compile("^Right"))
        if position < 5:
            keys.go_on()

    expect(page.locator("[data-next]")).to_contain_text("Back to question 1")
    keys.go_on()
    expect_question(page, 1)
    answer_rightly(keys)
    expect(page).to_have_title(re.compile("^Right"))
    keys.go_on()
    expect_question(page, 2)
    expect(page.get_by_text("You marked this one to come back to.")).to_be_visible()
    answer_rightly(keys)
    expect(page.locator("[data-next]")).to_contain_text("See the results")
    assert is_same_window(page)
    assert count_of(app, Response) == 5


def test_on_the_smallest_phone_the_list_shows_and_leads_to_what_is_open(
    app: Flask, open_browser: OpenBrowser
):
    finger = Finger(app, open_browser("phone").new_page())
    page = finger.page
    page.set_viewport_size({"width": 320, "height": 568})
    start(finger, QUIZ)
    mark_window(page)
    finger.press(page.get_by_role("button", name="Come back to this one"))
    expect_question(page, 2)

    finger.press(page.get_by_text("All questions"))
    expect(page.get_by_role("link", name="1 to come back to")).to_be_visible()
    assert not sticking_out(page)
    assert not small_targets(page)
    assert accessibility_faults(page) == []
    finger.press(page.get_by_role("link", name="4 open"))

    expect_question(page, 4)
    assert is_same_window(page)
    finger.press(page.get_by_role("link", name="Exit"))
    expect(page).to_have_title(re.compile("^Today"))


def test_without_script_one_skips_marks_and_takes_the_mark_off(
    app: Flask, open_browser: OpenBrowser
):
    mouse = Mouse(app, open_browser("phone", java_script_enabled=False).new_page())
    page = mouse.page
    start(mouse, QUIZ)

    mouse.press(page.get_by_role("link", name="Skip", exact=True))
    expect_question(page, 2)
    mouse.press(page.get_by_role("button", name="Come back to this one"))
    expect_question(page, 3)
    mouse.press(page.get_by_text("All questions"))
    mouse.press(page.get_by_role("link", name="2 to come back to"))
    expect_question(page, 2)
    mouse.press(page.get_by_role("button", name="Take the mark off"))

    expect_question(page, 2)
    expect(page.get_by_role("button", name="Come back to this one")).to_be_visible()


def test_enter_in_a_question_answers_and_marks_nothing(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser(java_script_enabled=False).new_page())
    start(mouse, QUIZ)
    mouse.choose(1)

    mouse.page.locator("#choice-1").press("Enter")

    expect(mouse.page.locator("h1.verdict")).to_be_visible()
    assert count_of(app, Response) == 1

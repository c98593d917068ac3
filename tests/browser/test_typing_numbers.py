"""Numbers typed in a browser: by keys, by finger, without a script, and on a card to compare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from quizapp.models import Response
from tests.browser.conftest import OpenBrowser
from tests.browser.test_time_up import item_in_its_last_seconds
from tests.support.browsing import Watch
from tests.support.drills import Finger, Keys, start
from tests.support.looking import accessibility_faults, small_targets, sticking_out
from tests.support.people import Visitor
from tests.support.records import count_of
from tests.support.typed import add_number

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUIZ = "Typed answers"


@pytest.fixture(autouse=True)
def with_number(bank_file: Path) -> None:
    add_number(bank_file)


def field(page: Page) -> Locator:
    return page.get_by_label("Your answer")


def test_a_digit_begins_the_answer_and_enter_gives_it(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    start(keys, QUIZ)
    page = keys.page
    page.keyboard.type("1500000")
    expect(field(page)).to_have_value("1500000")
    page.keyboard.press("Enter")

    expect(page).to_have_title(re.compile("^Right · Question 1"))


def test_letters_in_the_field_are_no_shortcuts(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    start(keys, QUIZ)
    page = keys.page

    field(page).click()
    page.keyboard.type("1 million, hms?")

    expect(field(page)).to_have_value("1 million, hms?")


def test_what_is_no_number_is_said_in_place_and_stays(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("422")
    finger = Finger(app, open_browser("phone").new_page())
    start(finger, QUIZ)
    page = finger.page
    field(page).fill("lots of them")

    finger.answer()

    expect(page.locator("#errors")).to_contain_text("This cannot be read as a number.")
    expect(field(page)).to_have_value("lots of them")
    assert accessibility_faults(page) == []
    assert small_targets(page) == []
    assert sticking_out(page) == []


def test_without_a_script_it_is_a_plain_field(app: Flask, open_browser: OpenBrowser):
    finger = Finger(app, open_browser("phone", java_script_enabled=False).new_page())
    start(finger, QUIZ)
    page = finger.page

    field(page).fill("1,5 Mio.")
    finger.answer()

    expect(page.get_by_text("Read as 1,500,000 boats")).to_be_visible()


@pytest.mark.parametrize(("typed", "counted"), [("1500", 1), ("", 0)])
def test_what_is_typed_is_sent_when_its_time_is_up(
    typed: str, counted: int, app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    page = item_in_its_last_seconds(app, open_browser, learner, quiz_id="typed")
    field(page).fill(typed)

    expect(page.locator("h1.score")).to_be_focused()
    assert count_of(app, Response) == counted


def test_a_card_shows_what_was_typed_beside_the_answer(open_browser: OpenBrowser, learner: Visitor):
    learner.respond(learner.start("typed"), 1, typed="7")
    page = open_browser("phone", learner, reduced_motion="reduce").new_page()
    page.goto("/cards?missed=1")

    page.get_by_label("Your answer, to compare").fill("1,4 Mio.")
    page.keyboard.press("Enter")

    expect(page.locator(".card-back")).to_be_focused()
    expect(page.get_by_text("You typed: 1,4 Mio.")).to_be_visible()
    expect(page.get_by_label("Your answer, to compare")).to_be_hidden()
    assert accessibility_faults(page) == []

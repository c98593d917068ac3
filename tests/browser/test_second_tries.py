"""A second try in a browser: what is heard of it, and by which keys it is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Keys, answer_rightly, start
from tests.support.looking import is_same_window, mark_window, place, small_targets, sticking_out
from tests.support.playing import TITLE_LINE
from tests.support.records import edit_bank, key_numbers, wrong_number

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(autouse=True)
def with_second_tries(bank_file: Path) -> None:
    edit_bank(bank_file, (TITLE_LINE, f"{TITLE_LINE}    second_try: 50 %\n    with_hint: 75 %\n"))


@pytest.fixture
def keys(app: Flask, open_browser: OpenBrowser) -> Keys:
    """Somebody at the keyboard who was wrong at the first question."""
    hand = Keys(app, open_browser().new_page())
    start(hand, "Everything about the tides")
    hand.choose(wrong_number(app, *place(hand.page)))
    hand.answer()
    expect(hand.page).to_have_title(re.compile("^Not right yet"))
    return hand


def focused(page: Page) -> str:
    """The text of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent"))


def test_reading_goes_on_at_what_was_not_right_and_the_keys_answer_again(keys: Keys):
    assert "Not right yet." in focused(keys.page)
    expect(keys.page.locator("[data-choice]:disabled")).to_have_count(1)

    answer_rightly(keys)

    expect(keys.page).to_have_title(re.compile("^Right at the second try"))


def test_the_key_for_a_hint_shows_it_and_leaves_the_second_try_as_it_is(keys: Keys):
    keys.page.keyboard.press("h")

    expect(keys.page.locator("#hint [data-focus]")).to_be_focused()
    assert "Look up at night." in focused(keys.page)
    answer_rightly(keys)
    expect(keys.page.get_by_text("It counts 0.5 of 1.")).to_be_visible()


def test_enter_without_another_choice_uses_up_nothing(keys: Keys, watch: Watch):
    watch.allow("422")

    keys.answer()

    expect(keys.page.get_by_text("Choose an option, or say that you don’t know.")).to_be_visible()
    answer_rightly(keys)
    expect(keys.page).to_have_title(re.compile("^Right at the second try"))


def test_on_a_phone_a_wrong_answer_a_hint_and_the_second_try_stay_in_one_window(
    app: Flask, open_browser: OpenBrowser
):
    page = open_browser("phone").new_page()
    keys = Keys(app, page)
    attempt = start(keys, "Everything about the tides")
    mark_window(page)

    page.keyboard.press(str(wrong_number(app, attempt, 1)))
    page.keyboard.press("Enter")

    again = page.get_by_text("Not right yet.")
    expect(again).to_be_visible()
    expect(page.locator(".note[data-focus]")).to_be_focused()
    expect(page.get_by_label("your first answer")).to_be_disabled()
    assert not sticking_out(page)
    assert not small_targets(page)

    page.keyboard.press("h")
    expect(page.get_by_text("Look up at night.")).to_be_visible()
    page.keyboard.press(str(key_numbers(app, attempt, 1)[0]))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Right at the second try")).to_be_focused()
    assert is_same_window(page)
    expect(page.get_by_text("It counts 0.5 of 1.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who works with the table")).to_be_visible()

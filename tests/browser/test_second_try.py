"""A second try in the browser: by keys alone, heard, and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import OpenBrowser
from tests.support.drills import Keys, start
from tests.support.looking import is_same_window, mark_window, small_targets, sticking_out
from tests.support.records import edit_bank, key_numbers, wrong_number

pytestmark = pytest.mark.browser

TITLE = "    title: Everything about the tides\n"


@pytest.fixture(autouse=True)
def with_second_tries(bank_file: Path) -> None:
    edit_bank(bank_file, (TITLE, f"{TITLE}    second_try: 50 %\n    with_hint: 75 %\n"))


def test_a_wrong_answer_a_hint_and_the_second_try_by_keys_alone(
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

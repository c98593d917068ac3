"""Items matched and sorted in a browser: by mouse, finger and keys, and without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Finger, Keys, Mouse, start
from tests.support.looking import accessibility_faults, small_targets, sticking_out, tab_to
from tests.support.matches import PAIRS, add_matches, boxes

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUIZ = "What belongs where"


@pytest.fixture(autouse=True)
def with_matches(bank_file: Path) -> None:
    add_matches(bank_file)


def answer_of(page: Page, prompt: str) -> Locator:
    return page.get_by_label(prompt)


def match_all(page: Page) -> None:
    for prompt, answer in PAIRS.items():
        answer_of(page, prompt).select_option(answer)


def box_of(page: Page, statement: str, box: str) -> Locator:
    return page.get_by_role("group", name=statement, exact=True).get_by_label(box)


def sort_all(page: Page) -> None:
    for statement, box in boxes().items():
        box_of(page, statement, box).check()


def test_the_mouse_matches_and_sorts(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, QUIZ)
    page = mouse.page

    match_all(page)
    mouse.answer()
    expect(page).to_have_title(re.compile("^Right · Question 1"))
    mouse.go_on()
    sort_all(page)
    mouse.answer()

    expect(page).to_have_title(re.compile("^Right · Question 2"))


def test_what_is_missing_is_said_in_place_and_nothing_is_lost(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("422")
    finger = Finger(app, open_browser("phone").new_page())
    start(finger, QUIZ)
    page = finger.page
    answer_of(page, "Boats can leave").select_option("High water")

    finger.answer()

    expect(page.get_by_text("have no answer yet.")).to_be_visible()
    expect(answer_of(page, "Boats can leave").locator("option:checked")).to_have_text("High water")
    assert sticking_out(page) == []
    assert small_targets(page) == []


def test_the_keys_alone_match_and_sort(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    start(keys, QUIZ)
    page = keys.page
    for digit in ("1", "2", "3"):
        page.keyboard.press(digit)  # choose nothing here
    for prompt, answer in PAIRS.items():
        tab_to(page, answer_of(page, prompt))
        page.keyboard.type(answer)
    tab_to(page, page.get_by_role("button", name="Answer", exact=True))
    keys.answer()
    expect(page).to_have_title(re.compile("^Right · Question 1"))
    keys.go_on()

    for statement in [each.strip() for each in page.locator("legend.match-text").all_inner_texts()]:
        tab_to(page, box_of(page, statement, "Stated"))
        page.keyboard.press("Space")
        if boxes()[statement] == "Could be":
            page.keyboard.press("ArrowRight")
    keys.answer()

    expect(page).to_have_title(re.compile("^Right · Question 2"))


def test_without_a_script_it_is_the_same(app: Flask, open_browser: OpenBrowser, watch: Watch):
    watch.allow("422")
    mouse = Mouse(app, open_browser(java_script_enabled=False).new_page())
    start(mouse, QUIZ)
    page = mouse.page
    match_all(page)
    mouse.answer()
    expect(page).to_have_title(re.compile("^Right · Question 1"))
    mouse.go_on()
    box_of(page, "A storm comes", "Left open").check()

    mouse.answer()
    expect(page.get_by_text("have no answer yet.")).to_be_visible()
    expect(box_of(page, "A storm comes", "Left open")).to_be_checked()
    sort_all(page)
    mouse.answer()

    expect(page).to_have_title(re.compile("^Right · Question 2"))


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("colour", ["light", "dark"])
def test_their_pages_can_be_used_by_everybody(
    device: str, colour: str, app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("422")
    mouse = Mouse(app, open_browser(device, color_scheme=colour).new_page())
    start(mouse, QUIZ)
    page = mouse.page
    look_over(page)

    match_all(page)
    answer_of(page, "Boats can leave").select_option("A spring tide")
    mouse.answer()
    expect(page).to_have_title(re.compile("^Partly right"))
    look_over(page)
    mouse.go_on()
    look_over(page)
    mouse.answer()
    expect(page.get_by_text("or say that you don’t know")).to_be_visible()
    look_over(page)


def look_over(page: Page) -> None:
    assert accessibility_faults(page) == []
    assert sticking_out(page) == []
    assert small_targets(page) == []

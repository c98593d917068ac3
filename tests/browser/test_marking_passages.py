"""Sentences of a passage are marked by mouse, finger and keys, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Finger, Keys, Mouse, start, take
from tests.support.looking import accessibility_faults, small_targets, sticking_out
from tests.support.passages import FIRST, TITLE, add_passages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOWEST_LINE = 24
"""In CSS pixels: what a finger can hit within a text."""


@pytest.fixture(autouse=True)
def with_passages(bank_file: Path) -> None:
    add_passages(bank_file)


def sentence(page: Page, number: int) -> Locator:
    return page.locator(f".place-part[for=choice-{number}]")


def low_lines(page: Page) -> list[float]:
    """The heights of the lines of a passage that are too low to be hit."""
    found: list[float] = page.evaluate(
        """least => [...document.querySelectorAll(".place-part")]
            .flatMap(part => [...part.getClientRects()].map(line => line.height))
            .filter(height => height < least)""",
        LOWEST_LINE,
    )
    return found


def style_of(target: Locator, name: str) -> str:
    return str(target.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def test_a_whole_quiz_by_keys_alone(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())

    start(keys, TITLE)
    take(keys, 2, lambda: None)

    expect(keys.page).to_have_title(re.compile("^Results"))


def test_arrows_go_from_sentence_to_sentence_and_mark_it_where_one_is_wanted(
    app: Flask, open_browser: OpenBrowser
):
    keys = Keys(app, open_browser().new_page())
    start(keys, TITLE)

    keys.page.keyboard.press("1")
    keys.page.keyboard.press("ArrowDown")

    expect(keys.page.locator("#choice-2")).to_be_checked()
    expect(keys.page.locator("#choice-2")).to_be_focused()
    expect(sentence(keys.page, 2)).to_have_css("outline-style", "solid")
    words = sentence(keys.page, 2).locator(".place-words")
    assert "underline" in style_of(words, "textDecorationLine")
    expect(sentence(keys.page, 2).locator("svg")).to_be_visible()
    expect(sentence(keys.page, 1).locator("svg")).to_be_hidden()


def test_on_a_phone_every_line_of_a_sentence_can_be_hit(app: Flask, open_browser: OpenBrowser):
    finger = Finger(app, open_browser("phone").new_page())
    start(finger, TITLE)

    assert low_lines(finger.page) == []
    last = "e => { const l = [...e.getClientRects()].at(-1); return [l.x, l.y] }"
    left, top = sentence(finger.page, 1).evaluate(last)
    finger.page.touchscreen.tap(left + 20, top + 3)

    expect(finger.page.locator("#choice-1")).to_be_checked()
    assert not sticking_out(finger.page)
    assert not small_targets(finger.page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_whole_quiz_by_touch_with_and_without_javascript(
    app: Flask, open_browser: OpenBrowser, scripts: bool
):
    finger = Finger(app, open_browser("phone", java_script_enabled=scripts).new_page())

    start(finger, TITLE)
    take(finger, 2, lambda: None)

    expect(finger.page.locator("h1.score")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_posed_and_looked_back_on_it_reads_well_for_everybody(
    app: Flask, open_browser: OpenBrowser, scheme: str
):
    mouse = Mouse(app, open_browser("desktop", color_scheme=scheme).new_page())
    start(mouse, TITLE)

    mouse.choose(1)
    assert accessibility_faults(mouse.page) == []
    mouse.answer()
    expect(mouse.page).to_have_title(re.compile("^Not right yet"))
    assert accessibility_faults(mouse.page) == []
    mouse.choose(2)
    mouse.answer()

    expect(mouse.page.locator(".place-part.key.chosen")).to_contain_text("Right answer")
    expect(mouse.page.locator(".place-part.other.chosen")).to_contain_text("Your first answer")
    assert accessibility_faults(mouse.page) == []


def test_in_forced_colours_a_marked_sentence_is_framed(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser(forced_colors="active").new_page())
    start(mouse, TITLE)

    mouse.choose(2)

    expect(sentence(mouse.page, 2)).to_have_css("outline-style", "solid")
    expect(sentence(mouse.page, 1)).to_have_css("outline-style", "none")


def test_an_empty_answer_is_told_and_the_keys_go_on(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("422")
    keys = Keys(app, open_browser().new_page())
    start(keys, TITLE)

    keys.answer()

    expect(keys.page.get_by_text("Choose an option, or say that you don’t know.")).to_be_visible()
    keys.page.keyboard.press("2")
    keys.answer()
    expect(keys.page).to_have_title(re.compile("^Right"))
    expect(keys.page.locator(".place-text")).to_contain_text(FIRST[1])

"""On paper, with large text and with little motion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import OpenBrowser
from tests.support.drills import Mouse, answer_rightly, start
from tests.support.looking import sticking_out
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LARGE_TEXT = """
addEventListener("DOMContentLoaded", () => { document.documentElement.style.fontSize = "200%"; })
"""


def test_paper_has_the_text_and_no_controls(open_browser: OpenBrowser, anonymous: Visitor):
    results = anonymous.take("all")
    page = open_browser("desktop", anonymous).new_page()
    page.emulate_media(media="print")

    for path in ("/article", results):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        expect(
            page.locator(".nav, .account, .actions, .button").filter(visible=True)
        ).to_have_count(0)
    for explanation in page.locator(".look .prose").all():
        expect(explanation).to_be_visible()


def test_printed_sheets_stand_in_full_one_below_the_other(
    open_browser: OpenBrowser, teacher: Visitor, bank_file: Path
):
    page = open_browser("desktop", teacher).new_page()
    page.goto("/teach/quizzes/all/paper")
    page.emulate_media(media="print")

    parts = page.locator("section.sheet")

    expect(parts).to_have_count(3)
    for part in parts.all():
        assert part.evaluate("it => it.scrollHeight - it.clientHeight") < 5
        expect(part).to_have_css("border-left-width", "0px")
    tops = [part.evaluate("it => it.getBoundingClientRect().top") for part in parts.all()]
    ends = [part.evaluate("it => it.getBoundingClientRect().bottom") for part in parts.all()]
    assert all(top >= end for top, end in zip(tops[1:], ends, strict=False))


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_quiz_is_usable_with_text_twice_as_large(
    app: Flask, open_browser: OpenBrowser, device: str
):
    browser = open_browser(device, reduced_motion="reduce")
    browser.add_init_script(LARGE_TEXT)
    mouse = Mouse(app, browser.new_page())

    start(mouse, "Everything about the tides")
    assert not sticking_out(mouse.page)
    answer_rightly(mouse)
    expect(mouse.page).to_have_title(re.compile("^Right"))
    assert not sticking_out(mouse.page)
    mouse.go_on()

    expect(mouse.page).to_have_title(re.compile("^Question 2"))
    for name in ("Answer", "I don’t know"):
        # A trial click fails where anything lies over the button.
        mouse.page.get_by_role("button", name=name, exact=True).click(trial=True)

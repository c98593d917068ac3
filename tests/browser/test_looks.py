"""Light or dark and larger text, as people chose them: on every page, with scripts and without."""

from __future__ import annotations

from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.accounts import preferences
from quizapp.models.people import Appearance, TextSize
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.classes import teaches_all, user_named
from tests.support.looking import covered_controls, sticking_out, wait_for_paint
from tests.support.people import Visitor
from tests.support.walking import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIGHT, DARK = "rgb(251, 249, 244)", "rgb(23, 22, 18)"
PAGES = (
    "/",
    "/article",
    "/quizzes",
    "/cards",
    "/progress",
    "/account",
    "/account/data",
    "/nowhere",
)


def paper(page: Page) -> str:
    """The colour that the page is drawn on."""
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def look_like(app: Flask, person: Visitor, size: TextSize, appearance: Appearance) -> None:
    with app.app_context():
        preferences.look_like(user_named(person.name).id, size, appearance)


@pytest.mark.parametrize(
    "has_script",
    [
        pytest.param(True, id="with script"),
        pytest.param(False, id="without"),
    ],
)
def test_dark_is_chosen_on_a_light_device_and_holds_on_every_page(
    open_browser: OpenBrowser, watch: Watch, learner: Visitor, has_script: bool
):
    watch.allow("404")
    browser = open_browser("phone", learner, color_scheme="light", java_script_enabled=has_script)
    page = browser.new_page()
    page.goto("/account")
    assert paper(page) == LIGHT

    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Save the look").click()

    expect(page.get_by_text("All pages look like this now.")).to_be_visible()
    for path in PAGES:
        page.goto(path)
        assert (path, paper(page)) == (path, DARK)


def test_light_holds_on_a_dark_device(open_browser: OpenBrowser, app: Flask, learner: Visitor):
    look_like(app, learner, TextSize.NORMAL, Appearance.LIGHT)
    page = open_browser("desktop", learner, color_scheme="dark").new_page()

    page.goto("/article")

    assert paper(page) == LIGHT


def test_paper_stays_white_for_whoever_wants_pages_dark(
    open_browser: OpenBrowser, app: Flask, learner: Visitor
):
    look_like(app, learner, TextSize.LARGEST, Appearance.DARK)
    page = open_browser("desktop", learner).new_page()
    page.goto("/article")

    page.emulate_media(media="print")

    assert paper(page) == "rgb(255, 255, 255)"
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size == pytest.approx(11 * 96 / 72, abs=0.1)  # 11 pt


def test_the_editor_is_dark_for_whoever_wants_it_dark(
    open_browser: OpenBrowser, app: Flask, teacher: Visitor
):
    def theme(device: Literal["light", "dark"]) -> str | None:
        page = open_browser("desktop", teacher, color_scheme=device).new_page()
        page.goto("/teach/bank")
        expect(page.locator(".cm-editor")).to_be_visible()
        return page.locator(".cm-editor").get_attribute("class")

    teaches_all(app, teacher)
    as_device = {"light": theme("light"), "dark": theme("dark")}
    look_like(app, teacher, TextSize.NORMAL, Appearance.DARK)

    assert as_device["light"] != as_device["dark"]
    assert theme("light") == as_device["dark"]


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_larger_text_needs_no_scrolling_sideways_and_covers_nothing(
    open_browser: OpenBrowser, app: Flask, watch: Watch, learner: Visitor, size: TextSize
):
    watch.allow("404")
    look_like(app, learner, size, Appearance.DARK)
    question = f"{learner.start('all')}/items/1"
    page = open_browser("phone", learner, reduced_motion="reduce").new_page()
    page.set_viewport_size(NARROW)

    for path in (*PAGES, question):
        page.goto(path)
        wait_for_paint(page)
        assert (path, sticking_out(page), covered_controls(page)) == (path, [], [])


def test_the_field_for_ones_own_minutes_is_there_once_it_is_wanted(
    open_browser: OpenBrowser, learner: Visitor
):
    page = open_browser("phone", learner, java_script_enabled=False).new_page()
    page.goto("/account")
    expect(page.get_by_label("Minutes a day")).to_be_hidden()

    page.get_by_label("Another time").check()
    page.get_by_label("Minutes a day").fill("7")
    page.get_by_role("button", name="Save the time").click()

    expect(page.get_by_text("Practice now takes 7 minutes a day.")).to_be_visible()
    expect(page.get_by_label("Minutes a day")).to_have_value("7")

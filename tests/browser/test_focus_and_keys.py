"""Single keys act only where they are meant, and reading goes on at the first error."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.models import Review
from tests.browser.conftest import OpenBrowser
from tests.browser.met import meet_all
from tests.support.browsing import Watch
from tests.support.drills import Mouse, start
from tests.support.people import Visitor
from tests.support.records import count_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(app: Flask, open_browser: OpenBrowser, learner: Visitor) -> Page:
    """A page of somebody of whom the day asks cards."""
    meet_all(app, learner)
    return open_browser("desktop", learner).new_page()


def turned_card(page: Page) -> None:
    page.goto("/cards")
    page.keyboard.press("Space")
    expect(page.locator(".rating").first).to_be_visible()


@pytest.mark.parametrize(
    "control",
    [
        ".brand",
        ".passage a",
        "footer button",
    ],
)
def test_a_digit_on_a_link_or_button_rates_no_card(app: Flask, page: Page, control: str):
    turned_card(page)

    page.locator(control).first.focus()
    page.keyboard.press("4")
    page.wait_for_timeout(300)

    expect(page.locator(".rating").first).to_be_visible()
    assert count_of(app, Review) == 8


def test_a_letter_on_another_control_of_the_question_chooses_nothing(
    app: Flask, open_browser: OpenBrowser
):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, "Everything about the tides")

    for control in ("#unsure", "#answer button", "summary"):
        mouse.page.locator(control).first.focus()
        mouse.page.keyboard.press("b")

    expect(mouse.page.locator("[data-choice]:checked")).to_have_count(0)
    mouse.page.locator("h1").focus()
    mouse.page.keyboard.press("b")
    expect(mouse.page.locator("#choice-2")).to_be_checked()


def test_keys_that_are_switched_off_do_nothing(app: Flask, page: Page):
    page.goto("/account")
    page.get_by_label("Use single keys").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Single keys are off.")

    page.goto("/cards")
    for key in ("Space", "?", "1"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)

    expect(page.locator("[data-flip]")).to_be_visible()
    expect(page.locator(".rating").first).to_be_hidden()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert count_of(app, Review) == 8


def test_a_digit_rates_no_card_before_it_is_turned(app: Flask, page: Page):
    page.goto("/cards")

    page.keyboard.press("4")
    page.wait_for_timeout(300)

    expect(page.locator(".rating").first).to_be_hidden()
    assert count_of(app, Review) == 8


def test_u_undoes_the_last_rating(app: Flask, page: Page):
    turned_card(page)
    page.keyboard.press("1")
    expect(page.get_by_text("You chose “Forgot”.")).to_be_visible()

    page.keyboard.press("u")

    expect(page.locator(".rating").first).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_text("You chose “Easy”.")).to_be_visible()
    expect(page.get_by_text("7 left for today")).to_be_visible()
    assert count_of(app, Review) == 10


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/login", "username"),
        ("/signup", "username"),
        ("/join", "code"),
    ],
)
def test_after_a_refused_form_the_first_error_has_the_focus(
    open_browser: OpenBrowser, watch: Watch, path: str, first: str
):
    watch.allow("422")
    page = open_browser().new_page()
    page.goto(path)

    page.locator("main form [type=submit]").click()

    expect(page.locator(f"[name={first}]")).to_be_focused()
    expect(page.locator(f"[name={first}]")).to_have_attribute("aria-invalid", "true")


def test_an_empty_password_is_told_of_once(open_browser: OpenBrowser, watch: Watch):
    watch.allow("422")
    page = open_browser().new_page()
    page.goto("/signup")
    page.get_by_label("User name").fill("lena")

    page.locator("main form [type=submit]").click()

    expect(page.locator("#password-error li")).to_have_count(1)
    expect(page.locator("[name=password]")).to_be_focused()

"""A teacher sees to single learners, by keyboard alone; and a class begins in the right zone."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STEPS = 60
NAME_OF_CONTROL = """() => {
  const control = document.activeElement.closest("a, button, input, select");
  return (control?.labels?.[0] ?? control)?.innerText ?? "";
}"""


@pytest.fixture
def room(app: Flask, learner: Visitor) -> VisitedClass:
    return visited_class(app, learner.name)


@pytest.fixture
def page(open_browser: OpenBrowser, room: VisitedClass) -> Page:
    """The class's own page, as its teacher has it open."""
    page = open_browser(person=room.teacher).new_page()
    page.goto(room.address)
    return page


def tab_to(page: Page, name: str) -> None:
    """Go on by the Tab key to the control of this name."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME_OF_CONTROL):
            return
    pytest.fail(f"the Tab key does not lead to {name!r}")


def press(page: Page, name: str) -> None:
    """Go to the button or link of this name, and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def arrive(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()


def code_on(page: Page) -> str:
    arrive(page, "Code to print")
    return page.locator(".slip-code").inner_text()


def test_a_learner_is_added_renamed_and_given_a_new_code_by_keyboard(
    page: Page, open_browser: OpenBrowser, watch: Watch
) -> None:
    watch.allow("422")
    press(page, "People")
    arrive(page, "People")
    tab_to(page, "Name")
    page.keyboard.type("Mona")
    press(page, "Add and show the code")
    first = code_on(page)

    press(page, "Back to the people")
    arrive(page, "People")
    press(page, "Rename, move …")
    arrive(page, "Mona")
    tab_to(page, "Name")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Mona Berg")
    press(page, "Save the name")
    expect(page.get_by_text("Saved: Mona Berg.")).to_be_visible()

    press(page, "New code")
    expect(page.locator(".slip-code")).not_to_have_text(first)
    second = code_on(page)
    phone = open_browser("phone").new_page()
    for code in (first, second):
        phone.goto("/login/code")
        phone.get_by_label("Code", exact=True).fill(code)
        phone.get_by_role("button", name="Get in").click()
        if code == first:
            expect(phone.get_by_text("This code does not work.")).to_be_visible()
    expect(phone.get_by_text("Mona Berg")).to_be_visible()


def test_enter_on_a_tick_makes_no_code_for_somebody_else(page: Page) -> None:
    page.goto(f"{page.url}/people")
    for name in ("Anna", "Bo"):
        page.get_by_label("Name", exact=True).first.fill(name)
        page.get_by_role("button", name="Add and show the code").click()
        page.get_by_role("link", name="Back to the people").click()

    tick = page.get_by_label("A code for Bo")
    tick.check()
    tick.press("Enter")

    expect(page.locator(".slip-name")).to_have_text(["Bo"])


def test_a_new_class_has_the_zone_of_the_browser_and_without_scripts_the_servers(
    open_browser: OpenBrowser, teacher: Visitor
) -> None:
    zones = {"timezone_id": "America/Toronto"}
    with_script = open_browser(person=teacher, **zones).new_page()
    without = open_browser(person=teacher, java_script_enabled=False, **zones).new_page()

    for page in (with_script, without):
        page.goto("/teach/classrooms/new")

    expect(with_script.get_by_label("Time zone")).to_have_value("America/Toronto")
    expect(without.get_by_label("Time zone")).to_have_value("UTC")

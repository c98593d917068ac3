"""A form that takes a while: its button says so, and a second press sends nothing twice."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from quizapp.models import Classroom
from tests.browser.conftest import OpenBrowser
from tests.support.people import Visitor
from tests.support.records import count_of

pytestmark = pytest.mark.browser

PRESS_TWICE = """async () => {
  const button = document.querySelector("#main form [type=submit]");
  const words = [button.textContent];
  button.click();
  await new Promise((go) => setTimeout(go, 600));
  words.push(button.textContent);
  button.click();
  await new Promise((go) => setTimeout(go, 300));
  return words;
}"""
"""In one go: the driver of the browser would wait for the answer before it looked again."""


@pytest.fixture
def page(open_browser: OpenBrowser, teacher: Visitor) -> Page:
    """The form of a new class, filled in."""
    page = open_browser(person=teacher).new_page()
    page.goto("/teach/classrooms/new")
    page.locator("#main [name=title]").fill("Class 7b")
    return page


@pytest.fixture
def waiting(page: Page) -> list[Route]:
    """What the form has sent; it waits until the test lets it go on."""
    routes: list[Route] = []

    def hold_back(route: Route) -> None:
        if route.request.method == "POST":
            routes.append(route)
        else:
            route.continue_()

    page.route("**/teach/classrooms/new", hold_back)
    return routes


@pytest.mark.slow
def test_a_second_press_makes_no_second_class(app: Flask, page: Page, waiting: list[Route]):
    before, meanwhile = page.evaluate(PRESS_TWICE)
    sent = len(waiting)
    waiting[0].continue_()
    expect(page.get_by_role("heading", level=1, name="Class 7b")).to_be_visible()

    assert (meanwhile, sent) == ("Working…", 1)
    assert count_of(app, Classroom) == 1
    page.go_back()
    expect(page.locator("#main form [type=submit]")).to_have_text(before)

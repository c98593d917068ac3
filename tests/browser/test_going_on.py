"""The next item comes with the answer to the one before: going on to it needs no round trip."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.models import Response
from tests.browser.conftest import OpenBrowser
from tests.browser.test_time_up import ends_in, with_a_clock_of_its_own
from tests.support.browsing import Watch
from tests.support.drills import Mouse, answer_rightly, start
from tests.support.looking import expect_focus_on_start, place
from tests.support.people import Visitor
from tests.support.records import count_of

pytestmark = pytest.mark.browser

QUIZ = "Everything about the tides"


@pytest.fixture
def mouse(app: Flask, open_browser: OpenBrowser) -> Mouse:
    """A guest who has answered the first item and looks back on it."""
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, QUIZ)
    answer_rightly(mouse)
    expect(mouse.page).to_have_title(re.compile("^Right · Question 1"))
    return mouse


def requests_of(page: Page) -> list[str]:
    """What the page asks the server for from now on, without its pictures."""
    sent: list[str] = []
    page.on(
        "request",
        lambda it: sent.append(it.method) if it.resource_type in {"fetch", "document"} else None,
    )
    return sent


def test_an_answer_is_one_request_and_going_on_is_none(mouse: Mouse):
    page, sent = mouse.page, requests_of(mouse.page)

    mouse.go_on()
    expect(page).to_have_title("Question 2 of 5 · Everything about the tides · Quizapp")
    expect_focus_on_start(page)
    assert (place(page)[1], sent) == (2, [])
    answer_rightly(mouse)
    expect(page).to_have_title(re.compile("^Right · Question 2"))

    assert (place(page)[1], sent) == (2, ["POST"])
    expect_focus_on_start(page)


@pytest.mark.slow
def test_back_leads_to_the_item_before_and_forward_to_the_next(mouse: Mouse):
    mouse.go_on()
    expect(mouse.page).to_have_title(re.compile("^Question 2"))

    mouse.page.go_back()
    expect(mouse.page).to_have_title(re.compile("^Right · Question 1"))
    mouse.page.go_forward()

    expect(mouse.page).to_have_title(re.compile("^Question 2"))
    expect(mouse.page.locator("#answer")).to_be_visible()


@pytest.mark.slow
def test_a_double_click_on_next_sends_no_empty_answer(mouse: Mouse):
    sent = requests_of(mouse.page)

    mouse.page.locator("[data-next]").dblclick()

    expect(mouse.page).to_have_title(re.compile("^Question 2"))
    mouse.page.wait_for_timeout(300)
    assert sent == []


@pytest.mark.slow
def test_without_a_connection_one_goes_on_and_the_answer_is_kept(
    mouse: Mouse, app: Flask, watch: Watch
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    watch.allow("Failed to fetch")
    page = mouse.page
    page.context.set_offline(True)
    mouse.go_on()
    expect(page).to_have_title(re.compile("^Question 2"))
    answer_rightly(mouse)
    expect(page.get_by_role("alert")).to_contain_text("Not saved. Your choice is still here")

    page.context.set_offline(False)
    mouse.answer()

    expect(page).to_have_title(re.compile("^Right · Question 2"))
    assert count_of(app, Response) == 2


@pytest.mark.slow
def test_an_item_answered_in_another_tab_meanwhile_counts_as_answered_there(
    mouse: Mouse, app: Flask, watch: Watch
):
    watch.allow("409")
    page, other = mouse.page, Mouse(app, mouse.page.context.new_page())
    other.page.goto(page.url.replace("/items/1", "/items/2"))
    answer_rightly(other)
    expect(other.page).to_have_title(re.compile("^Right · Question 2"))
    mouse.go_on()
    expect(page).to_have_title(re.compile("^Question 2"))

    page.get_by_role("button", name="I don’t know").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your first answer counts")
    assert count_of(app, Response) == 2


@pytest.mark.slow
def test_the_time_of_a_waiting_item_goes_on_while_one_looks_back(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    attempt = learner.start("all")
    ends_in(app, 150)
    page = with_a_clock_of_its_own(open_browser("desktop", learner).new_page())
    page.goto(f"{attempt}/items/1")
    page.get_by_role("button", name="I don’t know").click()
    expect(page.locator("[data-next]")).to_be_visible()

    page.clock.run_for(70_000)
    page.locator("[data-next]").click()

    expect(page).to_have_title(re.compile("^Question 2"))
    expect(page.locator("[data-words]")).to_have_text("1 minute left")


@pytest.mark.slow
def test_without_script_going_on_is_a_page(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser("phone", java_script_enabled=False).new_page())
    start(mouse, QUIZ)
    answer_rightly(mouse)
    sent = requests_of(mouse.page)

    mouse.go_on()

    expect(mouse.page).to_have_title(re.compile("^Question 2"))
    assert sent

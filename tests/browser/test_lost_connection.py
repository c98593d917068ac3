"""The connection fails while answering: a calm word, the choice kept, and it can be sent again."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Route, expect

from quizapp.models import Response
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Mouse, answer_rightly, start
from tests.support.records import count_of

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_answer_that_did_not_arrive_is_kept_and_sent_again(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    watch.allow("Failed to fetch")
    browser = open_browser("phone")
    mouse = Mouse(app, browser.new_page())
    start(mouse, "Everything about the tides")
    address = mouse.page.url

    browser.set_offline(True)
    answer_rightly(mouse)

    notice = mouse.page.get_by_role("alert")
    expect(notice).to_have_text("Not saved. Your choice is still here: try again in a moment.")
    expect(notice).to_be_in_viewport()
    expect(mouse.page.locator("[data-choice]:checked")).to_have_count(1)
    assert mouse.page.url == address
    assert count_of(app, Response) == 0
    browser.set_offline(False)
    mouse.answer()
    expect(mouse.page).to_have_title(re.compile("^Right"))
    expect(notice).to_be_empty()
    assert count_of(app, Response) == 1


@pytest.mark.slow
def test_answer_whose_acknowledgement_was_lost_counts_once(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("net::ERR_FAILED")
    watch.allow("Failed to fetch")
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, "Everything about the tides")

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    mouse.page.route("**/responses", lose_the_answer, times=1)
    answer_rightly(mouse)
    expect(mouse.page.get_by_role("alert")).to_contain_text("Not saved.")
    assert count_of(app, Response) == 1
    mouse.answer()

    expect(mouse.page).to_have_title(re.compile("^Right"))
    assert count_of(app, Response) == 1


@pytest.mark.slow
def test_busy_server_says_that_nothing_was_saved(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("503")
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, "Everything about the tides")

    mouse.page.route("**/responses", lambda route: route.fulfill(status=503, body="busy"), times=1)
    answer_rightly(mouse)

    expect(mouse.page.get_by_role("alert")).to_contain_text("Not saved.")
    expect(mouse.page.locator("[data-choice]:checked")).to_have_count(1)
    mouse.answer()
    expect(mouse.page).to_have_title(re.compile("^Right"))


@pytest.mark.slow
def test_going_on_without_a_connection_does_not_call_the_answer_unsaved(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    watch.allow("Failed to fetch")
    browser = open_browser()
    mouse = Mouse(app, browser.new_page())
    attempt = start(mouse, "Everything about the tides")
    answer_rightly(mouse)
    expect(mouse.page).to_have_title(re.compile("^Right"))
    mouse.page.goto(f"{attempt}/items/1")  # by itself, without the next item

    browser.set_offline(True)
    mouse.go_on()

    expect(mouse.page.get_by_role("alert")).to_contain_text("The server did not answer.")
    browser.set_offline(False)
    mouse.go_on()
    expect(mouse.page).to_have_title(re.compile("^Question 2"))

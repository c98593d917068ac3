"""Cards without a connection: rated on the device, and sent later, in order, each once."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import OpenBrowser
from tests.support.kept_on_device import (
    come_back,
    given_today,
    kept,
    rate,
    wait_until_kept,
)
from tests.support.looking import (
    expect_focus_on_start,
)
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_three_ratings_without_a_connection_are_sent_once_and_in_order(
    page: Page, app: Flask, learner: Visitor
):
    page.context.set_offline(True)

    rated = [(rate(page, digit), int(digit)) for digit in "314"]
    expect(page.locator("#kept")).to_contain_text("3 ratings wait for a connection.")
    expect(page.get_by_role("alert")).to_be_empty()
    assert given_today(app, learner) == []
    come_back(page)

    expect(page.locator("#kept")).to_contain_text("3 ratings that were waiting were sent at")
    assert given_today(app, learner) == rated
    page.goto("/cards")
    wait_until_kept(page)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert given_today(app, learner) == rated
    assert kept(page)["ratings"] == 0


def test_a_flush_whose_answers_were_lost_doubles_nothing(page: Page, app: Flask, learner: Visitor):
    page.context.set_offline(True)
    rated = [(rate(page, digit), int(digit)) for digit in "23"]

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/cards/ratings/late", lose)
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    assert len(given_today(app, learner)) == 1
    page.unroute("**/cards/ratings/late")
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("#kept")).to_contain_text("2 ratings that were waiting were sent at")
    assert given_today(app, learner) == rated


def test_the_cards_open_without_a_connection_and_go_to_their_end(
    page: Page, app: Flask, learner: Visitor
):
    cards = kept(page)["cards"]
    page.context.set_offline(True)

    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    page.get_by_role("link", name="Go through today’s cards").click()
    expect(page.get_by_text(f"{len(cards)} cards left on this device")).to_be_visible()
    expect_focus_on_start(page)
    rated = [rate(page, "3") for _ in cards]

    expect(page.get_by_role("heading", level=1)).to_have_text("No more cards on this device")
    assert rated == cards
    come_back(page)
    page.get_by_role("link", name="Go on").click()
    expect(page).to_have_url("/cards")
    assert [item for item, _ in given_today(app, learner)] == cards


def test_a_rating_that_waits_is_taken_back_by_u(page: Page, app: Flask, learner: Visitor):
    page.context.set_offline(True)
    first = rate(page, "4")

    page.keyboard.press("u")

    expect(page.locator("#rate [name=item_id]")).to_have_value(first)
    expect(page.locator(".card-back")).to_be_visible()
    expect(page.locator("#kept")).to_be_empty()
    page.keyboard.press("1")
    expect(page.locator("#kept")).to_contain_text("1 rating waits for a connection.")
    come_back(page)
    assert given_today(app, learner) == [(first, 1)]


def test_with_a_connection_again_the_next_rating_leads_back_to_the_session(
    page: Page, app: Flask, learner: Visitor
):
    page.context.set_offline(True)
    rated = [(rate(page, digit), int(digit)) for digit in "34"]
    come_back(page)
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()

    rated.append((rate(page, "2"), 2))

    expect(page.get_by_text("5 left for today")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert given_today(app, learner) == rated


def test_a_page_opened_before_the_ratings_were_sent_shows_what_is_left(
    page: Page, browser: BrowserContext, app: Flask, learner: Visitor
):
    browser.set_offline(True)
    rated = rate(page, "3")
    page.close()
    browser.set_offline(False)

    other = browser.new_page()
    other.goto("/cards")

    expect(other.locator("#kept")).to_contain_text("1 rating that was waiting was sent at")
    expect(other.get_by_text("7 left for today")).to_be_visible()
    assert given_today(app, learner) == [(rated, 3)]
    assert other.locator("#rate [name=item_id]").input_value() != rated


def test_a_card_answered_elsewhere_meanwhile_does_not_count_and_says_so(
    page: Page, app: Flask, learner: Visitor, open_browser: OpenBrowser
):
    page.context.set_offline(True)
    item = rate(page, "1")
    other = open_browser("desktop", learner).new_page()
    other.goto("/cards")
    assert rate(other, "4") == item

    page.context.set_offline(False)

    expect(page.locator("#kept")).to_contain_text("1 rating did not count")
    assert given_today(app, learner) == [(item, 4)]

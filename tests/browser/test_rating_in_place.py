"""A rating is one request, and what comes next is there; nothing is rated that was not turned."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from quizapp.models import Review
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.browser.conftest import OpenBrowser
from tests.browser.test_going_on import requests_of
from tests.support.browsing import Watch
from tests.support.looking import expect_focus_on_start, is_same_window, mark_window
from tests.support.missed_cards import miss_every_card
from tests.support.people import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser: OpenBrowser, app: Flask, learner: Visitor) -> Page:
    """The first card of a learner's session, in a browser that keeps no cards.

    Cards are kept a moment after the page has come; a rating that is lost then waits on the device.
    """
    miss_every_card(app, learner)
    page = open_browser("desktop", learner).new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/cards")
    expect(page.locator("summary[data-flip]")).to_be_visible()
    return page


def item_shown(page: Page) -> str:
    return str(page.locator("#rate [name=item_id]").input_value())


def expect_another(page: Page, before: str) -> None:
    """Wait until another card is there, and reading goes on at it."""
    expect(page.locator("#rate [name=item_id]")).not_to_have_value(before)
    expect_focus_on_start(page)


def given_today(app: Flask) -> list[tuple[int, bool]]:
    """Today's ratings, in order, and whether each was taken back."""
    with app.app_context():
        rows = db.session.scalars(
            select(Review).where(Review.day == clock.today()).order_by(Review.id)
        )
        return [(row.rating or 0, row.retracted_at is not None) for row in rows]


def test_a_rating_is_one_request_that_brings_the_next_card(page: Page, app: Flask):
    mark_window(page)
    first, sent = item_shown(page), requests_of(page)

    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect_another(page, first)

    assert sent == ["POST"]
    assert is_same_window(page)
    expect(page.locator("details.card")).not_to_have_attribute("open", "")
    assert given_today(app) == [(3, False)]


@pytest.mark.slow
def test_cards_are_turned_and_rated_by_keys_one_after_the_other(page: Page, app: Flask):
    for number, (turn, digit) in enumerate((("Enter", "1"), ("Space", "2"), ("Enter", "4")), 1):
        before = item_shown(page)
        page.keyboard.press(turn)
        expect(page.locator(".card-back")).to_be_visible()
        page.keyboard.press(digit)
        expect_another(page, before)
        assert len(given_today(app)) == number

    assert [rating for rating, _ in given_today(app)] == [1, 2, 4]


@pytest.mark.slow
def test_no_key_rates_a_card_that_was_not_turned(page: Page, app: Flask):
    sent = requests_of(page)

    for digit in "1234":
        page.keyboard.press(digit)
    page.wait_for_timeout(200)

    assert sent == []
    assert given_today(app) == []


@pytest.mark.slow
def test_a_digit_held_too_long_rates_one_card(page: Page, app: Flask):
    first = item_shown(page)
    page.keyboard.press("Space")

    page.keyboard.press("3")
    page.keyboard.press("3")
    expect_another(page, first)
    page.keyboard.press("3")
    page.wait_for_timeout(200)

    assert given_today(app) == [(3, False)]


@pytest.mark.slow
def test_a_double_click_turns_a_card_and_does_not_turn_it_back(page: Page):
    page.get_by_text("Turn the card").dblclick()

    expect(page.locator(".card-back")).to_be_visible()


@pytest.mark.slow
def test_a_double_click_on_a_rating_rates_once_and_turns_nothing(page: Page, app: Flask):
    first = item_shown(page)
    page.keyboard.press("Space")

    page.locator(".rating").nth(2).dblclick(delay=60)

    expect_another(page, first)
    expect(page.locator("details.card")).not_to_have_attribute("open", "")
    assert given_today(app) == [(3, False)]


@pytest.mark.slow
def test_u_brings_the_card_back_turned_over_and_it_is_rated_anew(page: Page, app: Flask):
    first = item_shown(page)
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect_another(page, first)
    sent = requests_of(page)

    page.keyboard.press("u")
    expect(page.locator("#rate [name=item_id]")).to_have_value(first)
    expect(page.locator(".card-back")).to_be_visible()
    assert sent == ["POST"]
    page.keyboard.press("1")
    expect_another(page, first)

    assert given_today(app) == [(4, True), (1, False)]


@pytest.mark.slow
def test_a_rating_whose_acknowledgement_was_lost_counts_once(page: Page, app: Flask, watch: Watch):
    watch.allow("net::ERR_FAILED")
    watch.allow("Failed to fetch")
    first = item_shown(page)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/cards/ratings", lose_the_answer, times=1)
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.get_by_role("alert")).to_contain_text("Not saved.")
    expect(page.locator(".card-back")).to_be_visible()
    page.keyboard.press("3")

    expect_another(page, first)
    assert given_today(app) == [(3, False)]


@pytest.mark.slow
def test_back_leads_out_of_the_session_and_not_through_its_cards(page: Page):
    first = item_shown(page)
    page.goto("/progress")
    page.goto("/cards")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect_another(page, first)

    page.go_back()

    expect(page).to_have_url("/progress")

"""Cards without a connection: rated on the device, and sent later, in order, each once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select, update

from quizapp.models import Review, User
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.browser.conftest import PATIENCE_MS, OpenBrowser
from tests.support.browsing import Watch, hand_over
from tests.support.looking import (
    accessibility_faults,
    expect_focus_on_start,
    small_targets,
    sticking_out,
)
from tests.support.missed_cards import miss_every_card
from tests.support.people import Visitor

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const asked = indexedDB.open("quizapp", 1);
  const all = (request) => new Promise((done) => {
    request.onsuccess = () => done(request.result);
  });
  const database = await all(asked);
  const day = await all(database.transaction("day").objectStore("day").get("day"));
  const ratings = await all(database.transaction("ratings").objectStore("ratings").getAll());
  database.close();
  return { cards: day ? day.cards.map((card) => card.item_id) : [], ratings: ratings.length };
}"""


@pytest.fixture
def browser(
    open_browser: OpenBrowser, app: Flask, watch: Watch, learner: Visitor, stranger: Visitor
) -> BrowserContext:
    """The browser of a learner whose session asks cards, which may keep what it needs."""
    for words in ("net::ERR_", "Failed to fetch"):
        watch.allow(words)
    miss_every_card(app, learner, stranger)
    return open_browser("phone", learner, service_workers="allow")


@pytest.fixture
def page(browser: BrowserContext) -> Page:
    """The first card, on a device that has all that it keeps."""
    page = browser.new_page()
    page.goto("/cards")
    wait_until_kept(page)
    return page


IS_CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again: to wait in the page for it would need what its policy forbids."""
    give_up_at = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def wait_until_kept(page: Page) -> None:
    wait_until(lambda: page.evaluate(IS_CONTROLLED) and kept(page)["cards"] != [])


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def rate(page: Page, digit: str) -> str:
    """Turn the card and rate it; gives its item."""
    item = str(page.locator("#rate [name=item_id]").input_value())
    page.locator("summary[data-flip]").click()
    page.locator(f"[data-rating='{digit}']").click()
    expect(page.locator(f"#rate [name=item_id][value='{item}']")).to_have_count(0)
    return item


def given_today(app: Flask, person: Visitor) -> list[tuple[str, int]]:
    """The learner's ratings of today, in the order in which they were given."""
    with app.app_context():
        rows = db.session.scalars(
            select(Review)
            .where(Review.day == clock.today())
            .order_by(Review.reviewed_at, Review.id)
        )
        return [
            (row.card.item_key, row.rating or 0)
            for row in rows
            if db.session.get_one(User, row.card.user_id).user_name == person.name
        ]


def come_back(page: Page) -> None:
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("sent at")


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

    def lose(route):
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


def test_another_person_who_logs_in_sends_none_and_sees_none(
    page: Page, app: Flask, learner: Visitor, stranger: Visitor, site: str
):
    page.context.set_offline(True)
    rated = [(rate(page, "3"), 3)]
    page.context.clear_cookies()
    hand_over(stranger, page.context, site)
    page.context.set_offline(False)
    page.goto("/progress")

    expect(page.locator("#kept")).to_contain_text("1 rating waits on this device. It is sent when")
    assert kept(page) == {"cards": [], "ratings": 1}
    assert given_today(app, stranger) == given_today(app, learner) == []
    page.context.clear_cookies()
    hand_over(learner, page.context, site)
    page.goto("/progress")
    expect(page.locator("#kept")).to_contain_text("1 rating that was waiting was sent at")
    assert given_today(app, learner) == rated


def test_logging_out_leaves_no_card_on_the_device(page: Page):
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()

    wait_until(lambda: kept(page)["cards"] == [])
    page.context.set_offline(True)
    page.goto("/cards")

    expect(page.get_by_text("No cards of today are on this device.")).to_be_visible()


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


def test_without_the_worker_a_lost_connection_is_told_as_before(
    open_browser: OpenBrowser, app: Flask, watch: Watch, learner: Visitor
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    watch.allow("Failed to fetch")
    miss_every_card(app, learner)
    page = open_browser("desktop", learner, java_script_enabled=True).new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/cards")
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    page.locator("summary[data-flip]").click()

    page.locator("[data-rating='3']").click()

    expect(page.get_by_role("alert")).to_contain_text("Not saved. Your choice is still here")
    expect(page.locator(".card-back")).to_be_visible()


def test_a_rating_that_the_device_has_no_room_for_is_told_and_the_card_stays(page: Page):
    page.context.set_offline(True)
    page.goto("/cards")
    expect_focus_on_start(page)
    page.evaluate("void (IDBObjectStore.prototype.add = () => { throw new Error('no room'); })")
    item = str(page.locator("#rate [name=item_id]").input_value())

    page.locator("summary[data-flip]").click()
    page.locator("[data-rating='3']").click()

    expect(page.get_by_role("alert")).to_contain_text("Not saved. Your choice is still here")
    expect(page.locator("#rate [name=item_id]")).to_have_value(item)


def test_keys_turn_and_rate_without_a_connection_too(page: Page, app: Flask, learner: Visitor):
    page.context.set_offline(True)
    page.goto("/cards")
    expect_focus_on_start(page)
    item = str(page.locator("#rate [name=item_id]").input_value())

    page.keyboard.press("2")  # not turned yet
    page.keyboard.press("Enter")
    expect(page.locator(".card-back")).to_be_visible()
    page.keyboard.press("3")

    expect(page.locator("#kept")).to_contain_text("1 rating waits")
    come_back(page)
    assert given_today(app, learner) == [(item, 3)]


def test_the_size_of_the_text_holds_without_a_connection(
    open_browser: OpenBrowser, app: Flask, watch: Watch, learner: Visitor
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    miss_every_card(app, learner)
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(User).values(text_size="largest", appearance="dark"))
    page = open_browser("phone", learner, service_workers="allow").new_page()
    page.goto("/cards")
    wait_until_kept(page)
    colour = "getComputedStyle(document.body).backgroundColor"
    online = page.evaluate(colour)

    page.context.set_offline(True)
    page.goto("/cards")
    expect_focus_on_start(page)

    expect(page.locator("html")).to_have_attribute("data-text-size", "largest")
    assert page.evaluate(colour) == online


def test_without_a_connection_the_page_is_fit_for_everybody(page: Page):
    page.context.set_offline(True)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    faults = [*accessibility_faults(page), *sticking_out(page), *small_targets(page)]
    page.goto("/cards")
    expect_focus_on_start(page)
    rate(page, "1")
    faults += [*accessibility_faults(page), *sticking_out(page), *small_targets(page)]

    assert faults == []

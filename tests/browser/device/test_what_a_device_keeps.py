"""What a device keeps of a learner: for nobody else; told where it cannot; fit for everybody."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from quizapp.models import User
from quizapp.web.database import write_transaction
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch, hand_over
from tests.support.kept_on_device import (
    come_back,
    given_today,
    kept,
    rate,
    wait_until,
    wait_until_kept,
)
from tests.support.looking import (
    accessibility_faults,
    expect_focus_on_start,
    small_targets,
    sticking_out,
)
from tests.support.missed_cards import miss_every_card
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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

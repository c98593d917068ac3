"""A connection lost in the middle of a session: what was rated with it does not come again."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.kept_on_device import (
    come_back,
    given_today,
    kept,
    rate,
    wait_until,
    wait_until_kept,
)
from tests.support.missed_cards import miss_every_card
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OVERTAKEN = """async () => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const learner = loaded.find((name) => name.includes("js/learner.js"));
  const store = await import(learner.replace("learner.js", "kept/store.js"));
  const { changeDay, keepDay, keptDay } = store;
  const day = await keptDay();
  await Promise.all([changeDay(day.cards[0]), keepDay({ ...day, at: 1 })]);
  return (await keptDay()).at;
}"""
"""A rating is taken out of the day while a newer day comes from the server."""


@pytest.fixture
def page(open_browser: OpenBrowser, app: Flask, watch: Watch, learner: Visitor) -> Page:
    """The first card, on a device that keeps the day's cards."""
    for words in ("net::ERR_", "Failed to fetch"):
        watch.allow(words)
    miss_every_card(app, learner)
    page = open_browser("phone", learner, service_workers="allow").new_page()
    page.goto("/cards")
    wait_until_kept(page)
    return page


def test_a_card_rated_with_a_connection_does_not_come_again_without_one(
    page: Page, app: Flask, learner: Visitor
):
    rated = [rate(page, "3") for _ in range(2)]
    wait_until(lambda: all(item not in str(kept(page)["cards"]) for item in rated))
    page.context.set_offline(True)
    rated += [rate(page, "3") for _ in range(2)]

    expect(page.locator("#kept")).to_contain_text("2 ratings wait for a connection.")
    come_back(page)
    assert [item for item, _ in given_today(app, learner)] == rated


def test_a_day_that_comes_meanwhile_is_not_overwritten_by_the_one_before(page: Page):
    assert page.evaluate(OVERTAKEN) == 1

"""A device that keeps cards for the time without a connection, and cards rated there."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from quizapp.models import Review, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.people import Visitor

PATIENCE_SECONDS = 30
IS_CONTROLLED = "() => navigator.serviceWorker.controller !== null"
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


def opened_cards(browser: BrowserContext) -> Page:
    """The first card, on a device that has all that it keeps."""
    page = browser.new_page()
    page.goto("/cards")
    wait_until_kept(page)
    return page


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again: to wait in the page for it would need what its policy forbids."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def wait_until_kept(page: Page) -> None:
    """Wait until the worker is at work and the cards are there."""
    wait_until(lambda: page.evaluate(IS_CONTROLLED) and kept(page)["cards"] != [])


def kept(page: Page) -> dict[str, Any]:
    """The items whose cards are on the device, and how many ratings wait there."""
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
    """Have a connection again, and wait until the ratings are sent."""
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("sent at")

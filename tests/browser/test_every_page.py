"""Every page in its main states: axe-core finds nothing, light and dark, large and small, and
nothing has to be scrolled sideways, down to 320 px and from right to left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from quizapp.accounts import signing_up
from quizapp.banks.shelf import published_bank
from quizapp.models import Attempt, AttemptItem
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.browsing import Watch
from tests.support.classes import teaches_all
from tests.support.people import PASSWORD, Visitor, signed_up, visitor
from tests.support.places import SHIPPED_BANK
from tests.support.records import key_numbers, public_id, wrong_number
from tests.support.walking import LONG_NAME

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def settings(settings: dict[str, Any]) -> dict[str, Any]:
    return {**settings, "DEVELOPMENT": "1"}


@pytest.fixture
def bank_file() -> Path:
    """The bank that people see, with its long questions."""
    return SHIPPED_BANK


def positions_by_type(app: Flask, attempt: str) -> dict[str, int]:
    """Where in an attempt the first item of each type is asked."""
    query = select(AttemptItem).join(Attempt).where(Attempt.public_id == public_id(attempt))
    with app.app_context():
        bank = published_bank().bank
        return {
            bank.items[item.item_key].type: item.position
            for item in db.session.scalars(query.order_by(AttemptItem.position.desc()))
        }


def respond_rightly(person: Visitor, app: Flask, attempt: str) -> None:
    """Answer all that is left of an attempt."""
    while (here := person.get(attempt)).status_code == 303:
        position = int(here.headers["Location"].rsplit("/", 1)[1])
        person.respond(attempt, position, *key_numbers(app, attempt, position))


def test_pages_for_somebody_new(walk, watch: Watch, app: Flask):
    watch.allow("404")
    watch.allow("422")
    with app.app_context():
        token = signing_up.create_setup_token(clock.now())
    walk = walk()

    for path in ("/", "/article", "/quizzes", "/quizzes/check-in", "/cards", "/progress"):
        walk.look_at(path)
    for path in ("/login", "/signup", "/privacy", f"/setup/{token}", "/nowhere", "/patterns"):
        walk.look_at(path)
    for path in ("/login", "/signup"):
        walk.page.goto(path)
        walk.page.locator("main form button").click()
        expect(walk.page.locator("[aria-invalid]").first).to_be_visible()
        walk.look(f"{path} with errors")

    assert not walk.faults, walk.report()


def test_pages_of_a_quiz(walk, watch: Watch, app: Flask, anonymous: Visitor):
    watch.allow("422")
    attempt = anonymous.start("retaking")
    places = positions_by_type(app, attempt)
    assert len(places) == 6
    walk = walk(anonymous)

    for position in places.values():
        walk.look_at(f"{attempt}/items/{position}")
    walk.look_at(f"{attempt}/items/{places['choice']}")
    walk.page.get_by_role("button", name="Answer").click()
    expect(walk.page.locator("#errors")).to_be_visible()
    walk.look("an item without a choice")

    multiple, choice, cloze = places["multiple"], places["choice"], places["cloze"]
    anonymous.respond(attempt, choice, *key_numbers(app, attempt, choice))
    anonymous.respond(attempt, cloze, wrong_number(app, attempt, cloze))
    anonymous.respond(attempt, multiple, key_numbers(app, attempt, multiple)[0])
    anonymous.respond(attempt, places["term"], dont_know="1")
    order = places["order"]
    anonymous.respond(attempt, order, *reversed(key_numbers(app, attempt, order)))
    for position in (choice, cloze, multiple, order, places["term"]):
        walk.look_at(f"{attempt}/items/{position}")
    walk.look_at("/")
    walk.look_at("/quizzes/retaking")

    respond_rightly(anonymous, app, attempt)
    walk.look_at(attempt)

    assert not walk.faults, walk.report()


def test_pages_of_somebody_with_work(walk, watch: Watch, app: Flask):
    watch.allow("403")
    watch.allow("422")
    learner = visitor(app)
    learner.take("retaking")
    learner.take("key-words")
    learner.start("canadas-part")
    learner.send("/signup", username="lena", display_name=LONG_NAME, password=PASSWORD)
    walk = walk(learner)

    walk.look_at("/")
    walk.look_at("/quizzes/retaking")
    walk.look_at("/cards")
    walk.page.goto("/cards?show=fighting-length")
    expect(walk.page.locator(".rating").first).to_be_visible()
    walk.look("the back of a card")
    for path in ("/progress", "/account", "/teach/scores"):
        walk.look_at(path)
    walk.page.goto("/account")
    walk.page.get_by_role("button", name="Change the password").click()
    expect(walk.page.locator("[aria-invalid]").first).to_be_visible()
    walk.look("/account with errors")
    walk.page.goto("/account")
    walk.page.get_by_label("Another time").check()
    walk.page.get_by_text("Which keys there are").click()
    walk.page.get_by_label("Minutes a day").fill("")
    walk.look("/account with all its folds open")
    walk.page.get_by_role("button", name="Save the time").click()
    expect(walk.page.locator("[aria-invalid]").first).to_be_visible()
    walk.look("/account without a number of minutes")

    assert not walk.faults, walk.report()


def test_pages_of_a_teacher(walk, app: Flask, teacher: Visitor):
    guest, learner = visitor(app), visitor(app)
    taken = guest.start("retaking")
    guest.respond(taken, 1, dont_know="1")
    respond_rightly(guest, app, taken)
    begun = learner.start("people")
    learner.respond(begun, 1, wrong_number(app, begun, 1))
    learner.send("/signup", username="lena", display_name=LONG_NAME, password=PASSWORD)
    signed_up(app, "samir")
    walk = walk(teaches_all(app, teacher))

    walk.look_at("/teach/scores")
    for name in (LONG_NAME, "Samir"):
        walk.page.goto("/teach/scores")
        walk.page.get_by_role("link", name=name).click()
        walk.look(name)
    for attempt in (taken, begun):
        walk.look_at(f"/teach{attempt}")

    assert not walk.faults, walk.report()

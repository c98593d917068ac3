"""A week of a learner's life with a moved clock: no answer is lost, and none counts twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.domain.memory import Rating
from quizapp.memory.rebuilding import check_memories
from quizapp.models.memory import ReviewSource
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.class_visits import visited_class
from tests.support.kept_on_device import wait_until
from tests.support.learning_week import (
    FIRST_MORNING,
    RATING,
    Clocks,
    Given,
    Learner,
    log_of_learner,
    with_sails,
)
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MINUTES = 2
"""Of practice a day, from Tuesday evening on; until then it is five."""

HAS_CARDS_OF_TODAY = """async () => {
  const answer = (request) => new Promise((done) => {
    request.onsuccess = () => done(request.result);
  });
  const database = await answer(indexedDB.open("quizapp", 1));
  const day = await answer(database.transaction("day").objectStore("day").get("day"));
  database.close();
  return Boolean(day && Date.now() < day.until);
}"""


@dataclass
class Week:
    """A learner with two devices, who all note answers in one list, and their teacher's page."""

    clocks: Clocks
    phone: Learner
    laptop: Learner
    teacher: Page
    class_address: str


@pytest.fixture
def clocks() -> Iterator[Clocks]:
    with time_machine.travel(FIRST_MORNING, tick=True) as server:
        yield Clocks(server)


@pytest.fixture
def bank_file(bank_file: Path) -> Path:
    return with_sails(bank_file)


@pytest.fixture
def week(
    clocks: Clocks, app: Flask, learner: Visitor, open_browser: OpenBrowser, watch: Watch
) -> Week:
    """Monday morning: a learner whose devices are logged in, in a class without an exam."""
    for words in ("net::ERR_", "Failed to fetch"):
        watch.allow(words)
    room = visited_class(app, learner.name)
    devices = [open_browser(name, service_workers="allow") for name in ("phone", "desktop")]
    clocks.devices.extend(devices)
    clocks.go_to(1)
    phone, laptop = (Learner(app, device.new_page(), clocks) for device in devices)
    laptop.given = phone.given
    teacher = Learner(app, open_browser().new_page(), clocks)
    for person, name in ((phone, learner.name), (laptop, learner.name), (teacher, "tova")):
        person.log_in(name)
    return Week(clocks, phone, laptop, teacher.page, room.address)


def test_a_week_loses_no_answer_and_counts_none_twice(week: Week, app: Flask, learner: Visitor):
    monday_the_first_session(week)
    tuesday_undo_and_two_devices(week)
    friday_back_and_an_exam(week)
    saturday_another_day_of_the_exam_and_no_connection(week)
    sunday_back(week)

    assert log_of_learner(app, learner.name) == week.phone.given
    with app.app_context():
        assert check_memories().differing == ()


def monday_the_first_session(week: Week) -> None:
    """Everything is new, and asked as a question; what was missed comes back."""
    phone = week.phone
    phone.begin()

    asked = phone.go_on_to_the_end(wrong_every=3)

    questions = [given for given in phone.given if given.source == ReviewSource.SESSION]
    assert len(questions) == len({given.item for given in questions}) == 20
    assert asked[-1] in {given.item for given in questions if not given.worth}
    expect(phone.page.get_by_text("20 questions, 5 minutes.")).to_be_visible()


def tuesday_undo_and_two_devices(week: Week) -> None:
    """Cards: a rating taken back, one that both devices give, one that a device gives too late."""
    week.clocks.go_to(2)
    phone, laptop = week.phone, week.laptop
    phone.begin()
    rate_anew_after_undo(phone)
    laptop.begin("Go on")

    rate_alike_on_both(phone, laptop)
    rate_otherwise_on_the_second(phone, laptop)
    forgotten = phone.rate(Rating.AGAIN)
    asked = phone.go_on_to_the_end()
    assert forgotten in asked[-2:]
    rate_too_late(laptop, forgotten)

    phone.page.goto("/account")
    phone.page.get_by_label(f"{MINUTES} minutes").check()
    phone.page.get_by_role("button", name="Save the time").click()
    expect(phone.page.get_by_text(f"takes {MINUTES} minutes a day")).to_be_visible()


def rate_anew_after_undo(phone: Learner) -> None:
    """Rate a card, bring it back by a key, and rate it as it should have been."""
    item = phone.rate(Rating.EASY)

    phone.page.keyboard.press("u")
    expect(phone.page.locator("#rate [name=item_id]")).to_have_value(item)
    expect(phone.page.locator(".card-back")).to_be_visible()
    phone.take_back_last()

    assert phone.rate(Rating.GOOD, is_turned=True) == item


def rate_alike_on_both(phone: Learner, laptop: Learner) -> None:
    """The same card on both devices, rated alike: one answer."""
    assert phone.card() == laptop.card()

    phone.rate(Rating.GOOD)
    laptop.rate(Rating.GOOD, is_noted=False)

    assert phone.card() == laptop.card()


def rate_otherwise_on_the_second(phone: Learner, laptop: Learner) -> None:
    """The same card on both devices, rated otherwise: the second corrects the first."""
    phone.rate(Rating.HARD)
    phone.take_back_last()
    laptop.rate(Rating.GOOD)

    assert phone.card() == laptop.card()


def rate_too_late(laptop: Learner, item: str) -> None:
    """A page whose card was asked once more elsewhere: it changes nothing, and the day is done."""
    assert laptop.rate(Rating.EASY, is_noted=False) == item

    expect(laptop.page.get_by_role("heading", name="Done for today")).to_be_focused()


def friday_back_and_an_exam(week: Week) -> None:
    """After two days away, a day is as long as any other; the teacher has set an exam."""
    week.clocks.go_to(5)
    phone = week.phone
    set_exam(week, date(2031, 3, 20))

    phone.page.goto("/")
    expect(phone.page.locator("h1")).to_have_text(re.compile(f"about {MINUTES} minutes$"))
    expect_exam(phone.page, "20 March 2031")
    phone.begin()
    asked = phone.go_on_to_the_end()

    assert 0 < len(asked) * RATING <= MINUTES * 60 + RATING


def set_exam(week: Week, day: date) -> None:
    """Let the teacher choose the day of the exam."""
    week.teacher.goto(f"{week.class_address}/settings")
    week.teacher.get_by_label("Date of the exam").fill(day.isoformat())
    week.teacher.get_by_role("button", name="Save the settings").click()
    expect(week.teacher.locator("#flash")).to_contain_text("practice aims at the exam")


def expect_exam(page: Page, day: str) -> None:
    """Today names the day, and so does the reason of what comes first."""
    expect(page.get_by_text(re.compile(f"^On {day} you would know about"))).to_be_visible()
    page.goto("/cards")
    page.get_by_text("Why this, and why now?").click()
    expect(page.locator(".why .meta")).to_contain_text(f"On {day}, if you leave it:")


def saturday_another_day_of_the_exam_and_no_connection(week: Week) -> None:
    """The exam is moved; two cards with a connection, three without, of which one twice."""
    today = week.clocks.go_to(6)
    phone = week.phone
    set_exam(week, date(2031, 3, 14))
    phone.page.goto("/")
    expect_exam(phone.page, "14 March 2031")
    wait_until(lambda: phone.page.evaluate(HAS_CARDS_OF_TODAY))
    for _ in range(2):
        phone.rate(Rating.GOOD)

    phone.page.context.set_offline(True)
    rate_anew_after_undo_without_connection(phone, today)
    for rating in (Rating.AGAIN, Rating.GOOD):
        phone.rate(rating)

    expect(phone.page.locator("#kept")).to_contain_text("3 ratings wait for a connection.")


def rate_anew_after_undo_without_connection(phone: Learner, today: date) -> None:
    """What waits is not in the log: taken back, it never was."""
    item = phone.rate(Rating.EASY, is_noted=False)

    phone.page.keyboard.press("u")
    expect(phone.page.locator("#rate [name=item_id]")).to_have_value(item)
    phone.page.locator("[data-rating='2']").click()
    expect(phone.page.locator("#kept")).to_contain_text("1 rating waits for a connection.")

    phone.given.append(Given(today, item, ReviewSource.CARD, Rating.HARD))


def sunday_back(week: Week) -> None:
    """With a connection again, the ratings are sent, as of the day on which they were given."""
    week.clocks.go_to(7)
    phone = week.phone

    phone.page.context.set_offline(False)
    expect(phone.page.locator("#kept")).to_contain_text("3 ratings that were waiting were sent at")
    phone.begin()

    assert phone.go_on_to_the_end()

"""A learner's days in a browser: clocks that move, and a note of every answer that was given."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import time_machine
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from quizapp.domain.memory import Rating
from quizapp.models import Attempt, AttemptItem, Card, Review, User
from quizapp.models.memory import ReviewSource
from quizapp.web.extensions import db
from tests.support.looking import place
from tests.support.people import PASSWORD
from tests.support.records import key_numbers, public_id, wrong_number

FIRST_MORNING = datetime(2031, 3, 3, 10, tzinfo=UTC)
"""A Monday to come: of a day gone by, browsers would throw the cookies away at once."""

ANSWERING, RATING = 14, 9
"""Seconds that the learner takes for a question, and for a card."""

SAILS = (
    *("jib", "genoa", "spinnaker", "mizzen", "topsail", "lugsail"),
    *("gaff", "sprit", "staysail", "skysail", "moonraker", "driver"),
)


def with_sails(bank: Path) -> Path:
    """Let the small bank have a dozen more items: more than fit two minutes."""
    items = "".join(
        f"  - {{id: {sail}, type: term, topic: shore, term: {sail}, definition: sail no. {n}}}\n"
        for n, sail in enumerate(SAILS, start=1)
    )
    text = bank.read_text(encoding="utf-8").replace("quizzes:", f"{items}quizzes:")
    bank.write_text(text, encoding="utf-8")
    return bank


@dataclass
class Clocks:
    """The clock of the server, and those of the devices that are named."""

    server: time_machine.Traveller
    devices: list[BrowserContext] = field(default_factory=list)
    today: date = date.min

    def go_to(self, day: int, hour: int = 10) -> date:
        """Let it be this hour of this day of the week; the first day is 1."""
        moment = FIRST_MORNING.replace(hour=hour) + timedelta(days=day - 1)
        self.server.move_to(moment, tick=True)
        for device in self.devices:
            device.clock.set_system_time(moment)
        self.today = moment.date()
        return self.today


@dataclass(frozen=True)
class Given:
    """An answer as the log is to have it; of a question, `worth` is its mark, else its rating."""

    day: date
    item: str
    source: ReviewSource
    worth: float
    is_taken_back: bool = False


@dataclass
class Learner:
    """Somebody at a device, who thinks before each answer and notes what they gave."""

    app: Flask
    page: Page
    clocks: Clocks
    given: list[Given] = field(default_factory=list)

    def log_in(self, name: str) -> None:
        """Log in, to stay so on this device."""
        self.page.goto("/login")
        self.page.get_by_label("User name").fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_label("Stay signed in").check()
        self.page.locator("main").get_by_role("button", name="Log in").click()
        self.page.wait_for_url(lambda address: "/login" not in address)

    def begin(self, button: str = "Start") -> None:
        """Begin the day's session from the first page."""
        self.page.goto("/")
        self.page.get_by_role("button", name=button).click()
        expect(self.page.locator("[data-drill]")).to_be_visible()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to ask."""
        return self.page.locator("#done").is_visible()

    @property
    def is_at_card(self) -> bool:
        """Whether a card is on the page, else a question."""
        return self.page.locator("[data-drill=card]").is_visible()

    def card(self) -> tuple[str, str]:
        """The item of the card on the page, and the number of its showing."""
        form = self.page.locator("#rate")
        item = form.locator("[name=item_id]").input_value()
        return item, form.locator("[name=sequence]").input_value()

    def turn(self) -> None:
        """Turn the card over."""
        self.page.locator("summary[data-flip]").click()
        expect(self.page.locator(".card-back")).to_be_visible()

    def rate(self, rating: Rating, *, is_turned: bool = False, is_noted: bool = True) -> str:
        """Turn the card, think and rate; gives its item, once another showing is there."""
        item, number = self.card()
        if not is_turned:
            self.turn()
        self.clocks.server.shift(RATING)
        self.page.locator(f"[data-rating='{int(rating)}']").click()
        self.expect_gone(item, number)
        if is_noted:
            self.given.append(Given(self.clocks.today, item, ReviewSource.CARD, rating))
        return item

    def expect_gone(self, item: str, number: str) -> None:
        """Wait until this showing is not on the page."""
        shown = f"#rate:has([name=item_id][value='{item}']):has([name=sequence][value='{number}'])"
        expect(self.page.locator(shown)).to_have_count(0)
        expect(self.page.locator("#main [data-focus]")).to_be_focused()

    def answer(self, *, rightly: bool) -> str:
        """Answer the question on the page, and go on; gives its item."""
        attempt = place(self.page)[0]
        self.clocks.server.shift(ANSWERING)
        wrong = [wrong_number(self.app, attempt, 1)]
        for number in key_numbers(self.app, attempt, 1) if rightly else wrong:
            self.page.locator(f".option[for=choice-{number}]").click()
        self.page.get_by_role("button", name="Answer", exact=True).click()
        expect(self.page.locator("h1.verdict")).to_be_visible()
        item = self._item_of(attempt)
        self.given.append(Given(self.clocks.today, item, ReviewSource.SESSION, float(rightly)))
        self.page.locator("[data-next]").click()
        expect(self.page.locator("h1.verdict")).to_have_count(0)
        expect(self.page.locator("#main [data-focus]")).to_be_focused()
        return item

    def take_back_last(self) -> None:
        """Note that the last answer was taken back."""
        self.given[-1] = replace(self.given[-1], is_taken_back=True)

    def go_on_to_the_end(self, *, wrong_every: int = 0) -> list[str]:
        """Answer all that is left; every so many-th new question wrongly. Gives the items."""
        asked: list[str] = []
        while not self.is_done:
            if self.is_at_card:
                asked.append(self.rate(Rating.GOOD))
            else:
                is_wrong = wrong_every and len(asked) % wrong_every == wrong_every - 1
                asked.append(self.answer(rightly=not is_wrong))
        return asked

    def _item_of(self, attempt: str) -> str:
        query = select(AttemptItem.item_key).join(Attempt)
        with self.app.app_context():
            found = db.session.scalar(query.where(Attempt.public_id == public_id(attempt)))
        assert found is not None
        return found


def log_of_learner(app: Flask, name: str) -> list[Given]:
    """All answers of the learner's log, in the order in which they were added."""
    query = select(Card, Review).join(Review, Review.card_id == Card.id).join(User)
    with app.app_context():
        rows = db.session.execute(query.where(User.user_name == name).order_by(Review.id))
        return [_given(card, row) for card, row in rows if row.source != ReviewSource.KEY]


def _given(card: Card, row: Review) -> Given:
    worth = row.rating if row.source == ReviewSource.CARD else row.mark
    is_taken_back = row.retracted_at is not None
    return Given(row.day, card.item_key, ReviewSource(row.source), worth or 0, is_taken_back)

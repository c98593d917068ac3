"""Learners on the pages of the day's session, who have met every item of the small bank before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import time_machine

from tests.support.people import Visitor

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=5)
ITEMS = (
    "what-pulls",
    "who-reads",
    "bare-flats",
    "spring-tide",
    "ebb",
    "flood",
    "neap",
    "slack",
)

CARD = re.compile(r'name="item_id" value="([a-z-]+)"')
CLOSED, OPEN = '<details class="card" >', '<details class="card" open>'


def item_of(page: str) -> str:
    """The item whose card a page shows."""
    found = CARD.search(page.split("<details")[1])
    assert found
    return found[1]


def meet_all(person: Visitor, rating: str = "good") -> None:
    """Rate every card at noon, five days before `LATER`."""
    with time_machine.travel(NOON, tick=False):
        for item_id in ITEMS:
            rate(person, item_id, rating)
        for question in questions(person):  # put after a rating, of what has a card by now
            answer(person, question)


def rate(person: Visitor, item_id: str, rating: str = "good", sequence: int = 1) -> None:
    """Rate a card."""
    fields = {"item_id": item_id, "sequence": str(sequence), "rating": rating}
    assert person.send("/cards/ratings", **fields).status_code == 303


def questions(person: Visitor) -> Iterator[str]:
    """The addresses of the questions that a session puts; each is to be answered."""
    while "/attempts/" in (address := person.send("/cards/next").headers["Location"]):
        yield address


def answer(person: Visitor, question: str, *numbers: int) -> None:
    """Answer a question of the session, without a number by not knowing it."""
    unknown = {} if numbers else {"dont_know": "1"}
    person.respond(question.removesuffix("/items/1"), 1, *numbers, **unknown)

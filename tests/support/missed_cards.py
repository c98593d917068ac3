"""Learners who missed every item some days ago, so that today's session asks cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import Flask, current_app

from quizapp.banks.shelf import bank_shelf
from quizapp.domain.memory import Moment, Rating
from quizapp.practice.rating import GivenRating, rate_card
from quizapp.web import clock
from tests.support.classes import user_named
from tests.support.people import Visitor

DAYS_AGO = 3


def miss_every_card(app: Flask, *people: Visitor) -> None:
    """Let each rate every card of every bank as forgotten, some days ago."""
    with app.app_context():
        for person in people:
            _miss(user_named(person.name).id)


def miss_cards(app: Flask, person: Visitor, *item_ids: str) -> None:
    """Let somebody rate these cards as forgotten, some days ago."""
    with app.app_context():
        _miss(user_named(person.name).id, item_ids)


def _miss(user_id: int, item_ids: Sequence[str] = ()) -> None:
    now = clock.now() - timedelta(days=DAYS_AGO)
    moment = Moment(now, clock.zone(), current_app.config["RETENTION"])
    for published in bank_shelf().published:
        for item_id in item_ids or published.bank.items:
            if published.bank.content_of(item_id).faces:
                rate_card(published, user_id, GivenRating(item_id, 1, Rating.AGAIN), moment)

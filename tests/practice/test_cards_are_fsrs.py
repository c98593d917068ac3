"""Cards rated over HTTP, day by day, come to what the `fsrs` package makes of the ratings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import fsrs
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.models import Card
from quizapp.web.extensions import db
from tests.support.people import Visitor

MARCH = datetime(2026, 3, 1, 10, tzinfo=UTC)
LIVES = {
    "known three times": [(1, "good"), (4, "good"), (19, "easy")],
    "twice on one day": [(1, "again"), (1, "good"), (3, "hard"), (19, "again")],
    "half a year": [
        (1, "hard"),
        (2, "good"),
        (6, "easy"),
        (40, "good"),
        (41, "again"),
        (180, "hard"),
    ],
}


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_what_is_rated_over_http_is_fsrs_to_the_last_bit(
    learner: Visitor, app: Flask, life: list[tuple[int, str]]
) -> None:
    for sequence, (day, rating) in enumerate(life, start=1):
        with time_machine.travel(MARCH + timedelta(days=day, minutes=sequence), tick=False):
            learner.send(
                "/cards/ratings", item_id="what-pulls", sequence=str(sequence), rating=rating
            )

    with app.app_context():
        card = db.session.scalars(select(Card).where(Card.item_key == "what-pulls")).one()
        found = (card.stability, card.difficulty, card.remembered_on)
    assert found == _by_the_package(life)


def test_the_first_worked_example_is_what_a_learner_gets(learner: Visitor, app: Flask) -> None:
    for sequence, (day, rating) in enumerate(LIVES["known three times"], start=1):
        with time_machine.travel(MARCH + timedelta(days=day), tick=False):
            learner.send(
                "/cards/ratings", item_id="what-pulls", sequence=str(sequence), rating=rating
            )

    with app.app_context():
        card = db.session.scalars(select(Card).where(Card.item_key == "what-pulls")).one()
        assert card.stability == pytest.approx(98.6421, abs=1e-4)
        assert card.difficulty == pytest.approx(1.0, abs=1e-4)
        assert card.remembered_on == date(2026, 3, 20)


def _by_the_package(life: list[tuple[int, str]]) -> tuple[float | None, float | None, date]:
    """Days are given to the package as midnights, so that it counts nights and not 24 hours."""
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, day = fsrs.Card(card_id=0), MARCH.date()
    for days, rating in life:
        day = MARCH.date() + timedelta(days=days)
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating[rating.title()], at)
    return card.stability, card.difficulty, day

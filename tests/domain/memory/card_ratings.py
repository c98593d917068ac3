"""Random card ratings, given to the engine and to the `fsrs` package."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import fsrs

from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import learnt, of_card

MARCH_2 = date(2026, 3, 2)


def differences_from_the_package(ratings: int, seed: int) -> int:
    """How many of so many random card ratings leave anything else than the package does.

    The package keeps its own steps here, those of today's cards: they change no stability.
    """
    dice = random.Random(seed)
    ten_minutes = (timedelta(minutes=10),)
    packages = fsrs.Scheduler(
        learning_steps=ten_minutes, relearning_steps=ten_minutes, enable_fuzzing=False
    )
    different, day, card, state = 0, MARCH_2, fsrs.Card(card_id=0), None
    for _ in range(ratings):
        if dice.random() < 0.1:
            card, state = fsrs.Card(card_id=0), None
        day += timedelta(days=dice.choice((0, 0, 1, 2, 5, 30, 200)))
        rating = dice.choice(list(Rating))
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card, _ = packages.review_card(card, fsrs.Rating(rating), at)
        state = learnt(state, of_card(rating), day)
        different += (state.stability, state.difficulty) != (card.stability, card.difficulty)
    return different

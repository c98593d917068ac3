"""A card for each learner and item of a large class."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.attempt_rows import Filling
from bench.bulk import insert
from quizapp.domain.memory import Rating
from quizapp.domain.memory.updates import learnt, of_card
from quizapp.models.base import new_public_id

CARD_COLUMNS = (
    "id user_id bank_key item_key stability difficulty remembered_on asked_on known answer_count "
    "has_hidden_miss review_count last_day reviewed_at created_at"
)
REVIEW_COLUMNS = (
    "id public_id card_id sequence rating source item_revision_id day reviewed_at guess_chance "
    "guess_mark is_key_held is_after_key form known"
)


def add_cards(filling: Filling, learners: list[tuple[int, float]]) -> None:
    """A card for each learner and item, after one rating."""
    keys = list(filling.revision_ids)
    rows = list(_card_rows(filling, keys, learners))
    insert("cards", CARD_COLUMNS, (row for row, _ in rows))
    insert("reviews", REVIEW_COLUMNS, (_review(filling, row, rating) for row, rating in rows))


def _card_rows(
    filling: Filling, keys: list[str], learners: list[tuple[int, float]]
) -> Iterator[tuple[tuple[Any, ...], int]]:
    dice, bank_id = filling.dice, filling.published.bank.id
    moments = [filling.now - timedelta(days=day) for day in range(60)]
    card_id = 0
    for user_id, ability in learners:
        for key in keys:
            card_id += 1
            is_known = dice.random() < 1 / (1 + math.exp(filling.hardness.get(key, 0) - ability))
            rating = dice.choice((Rating.GOOD, Rating.EASY)) if is_known else Rating.AGAIN
            moment = dice.choice(moments)
            state = learnt(None, of_card(rating), moment.date())
            day = state.day.isoformat()
            yield (
                (
                    *(card_id, user_id, bank_id, key, state.stability, state.difficulty, day, day),
                    *(float(is_known), 1, False, 1, day, moment, moment),
                ),
                int(rating),
            )


def _review(filling: Filling, card: tuple[Any, ...], rating: int) -> tuple[Any, ...]:
    card_id, key, day, known, moment = card[0], card[3], card[6], card[8], card[-1]
    return (
        *(card_id, new_public_id(), card_id, 1, rating, "card", filling.revision_ids[key]),
        *(day, moment, 0.0, 0.0, False, False, "card", known),
    )

"""A card for each learner and item of a large class."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.attempt_rows import Filling
from bench.bulk import insert
from quizapp.domain.memory import Rating, reviewed


def add_cards(filling: Filling, learners: list[tuple[int, float]]) -> None:
    """A card for each learner and item, after one review."""
    keys = list(filling.revision_ids)
    rows = list(_card_rows(filling, keys, learners))
    insert(
        "cards",
        "id user_id bank_key item_key stage step stability difficulty due_at reviewed_at "
        "review_count created_at",
        (row for row, _ in rows),
    )
    insert(
        "reviews",
        "id card_id sequence rating source item_revision_id reviewed_at",
        (
            (row[0], row[0], 1, rating, "card", filling.revision_ids[row[3]], row[9])
            for row, rating in rows
        ),
    )


def _card_rows(
    filling: Filling, keys: list[str], learners: list[tuple[int, float]]
) -> Iterator[tuple[tuple[Any, ...], int]]:
    dice, bank_id = filling.dice, filling.published.bank.id
    days = [filling.now - timedelta(days=day) for day in range(60)]
    after = {(rating, day): reviewed(None, rating, day) for rating in Rating for day in days}
    card_id = 0
    for user_id, ability in learners:
        for key in keys:
            card_id += 1
            is_known = dice.random() < 1 / (1 + math.exp(filling.hardness.get(key, 0) - ability))
            rating = dice.choice((Rating.GOOD, Rating.EASY)) if is_known else Rating.AGAIN
            memory = after[rating, dice.choice(days)]
            yield (
                (
                    (
                        card_id,
                        user_id,
                        bank_id,
                        key,
                        int(memory.stage),
                        memory.step,
                        memory.stability,
                        memory.difficulty,
                        memory.due_at,
                        memory.reviewed_at,
                        1,
                        memory.reviewed_at,
                    )
                ),
                int(rating),
            )

"""Cards that start anew: what was learnt by a wrong key says nothing about the right one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from quizapp.models import Card
from quizapp.models.memory import says_something
from quizapp.web.database import Transaction, lock_learners


def reset_cards(tx: Transaction, bank_key: str, item_keys: Collection[str], now: datetime) -> int:
    """Let every learner's memory of these items start anew, due at once; returns how many cards.

    The reviews stay. A card that is forgotten already stays as it is, so twice is the same as
    once. Call it before anything else is written in the transaction: it waits for the learners
    concerned, who must not be waiting for what the transaction has written.
    """
    concerned = (
        Card.bank_key == bank_key,
        Card.item_key.in_(item_keys),
        says_something(),
    )
    lock_learners(tx, select(Card.user_id).where(*concerned))
    card_ids = tx.scalars(
        update(Card)
        .where(*concerned)
        .values(due_at=now, forgotten_at=now, forgotten_after=Card.review_count)
        .returning(Card.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(card_ids)

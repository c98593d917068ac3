"""What a learner remembers of items, as plain columns: a session reads one for each item."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Row, bindparam, select

from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.updates import MemoryState
from quizapp.models.base import ASKED_USER
from quizapp.models.memory import Card

_OF_LEARNER = select(
    Card.bank_key,
    Card.item_key,
    Card.stability,
    Card.difficulty,
    Card.remembered_on,
    Card.asked_on,
    Card.quizzed_on,
    Card.key_seen_on,
    Card.known,
    Card.answer_count,
    Card.has_hidden_miss,
).where(Card.user_id == ASKED_USER)

TRACKS_IN_BANKS = _OF_LEARNER.where(
    Card.bank_key.in_(bindparam("bank_keys", expanding=True))
).limit(bindparam("most", type_=Integer) + 0)  # see quizapp/web/limits_planned_once.py
"""At most `most` tracks of `user_id` in the banks `bank_keys`, in no order."""

TRACKS_OF_ITEMS = _OF_LEARNER.where(
    Card.bank_key == bindparam("bank_key", type_=Card.bank_key.type),
    Card.item_key.in_(bindparam("item_keys", expanding=True)),
)
"""The tracks of `user_id` of the items `item_keys` of `bank_key`."""


def track_in(row: Row[*tuple[Any, ...]]) -> Track:
    """The track that a row of either statement tells of."""
    _, _, stability, difficulty, day, *rest = row
    remembered = stability is not None and difficulty is not None and day is not None
    return Track(MemoryState(stability, difficulty, day) if remembered else None, *rest)

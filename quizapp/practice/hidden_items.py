"""Items that a learner must not see the keys of now, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import pools
from quizapp.models.held_keys import HIDDEN_ITEMS, RESERVED_QUIZZES, moment_asked
from quizapp.web.extensions import db


class ItemKey(NamedTuple):
    """An item of a bank."""

    bank_id: str
    item_id: str


@dataclass(frozen=True)
class Hidden:
    """Items that wait.

    Attributes:
        held: For an assignment to close.
        asked: For an attempt that was begun to be finished.
        reserved: For an assignment that is open to be taken.
    """

    held: frozenset[ItemKey] = frozenset()
    asked: frozenset[ItemKey] = frozenset()
    reserved: frozenset[ItemKey] = frozenset()

    @cached_property
    def keys(self) -> frozenset[ItemKey]:
        """All of them."""
        return self.held | self.asked | self.reserved


def hidden_of(user_id: int | None, banks: Sequence[Bank], now: datetime) -> Hidden:
    """What waits for a learner. Two queries; of somebody the server has not met, nothing does."""
    if user_id is None:
        return Hidden()
    by_reason: dict[bool, set[ItemKey]] = {True: set(), False: set()}
    for bank_id, item_id, is_held in db.session.execute(HIDDEN_ITEMS, _asked(user_id, now)):
        by_reason[is_held].add(ItemKey(bank_id, item_id))
    return Hidden(
        frozenset(by_reason[True]),
        frozenset(by_reason[False]),
        _reserved(user_id, banks, now),
    )


def _reserved(user_id: int, banks: Sequence[Bank], now: datetime) -> frozenset[ItemKey]:
    """All that a quiz may ask which would be spoilt by practising it."""
    by_id = {bank.id: bank for bank in banks}
    return frozenset(
        ItemKey(bank_id, item_id)
        for bank_id, quiz_id in db.session.execute(RESERVED_QUIZZES, _asked(user_id, now))
        if bank_id in by_id and quiz_id in by_id[bank_id].quizzes
        for pool, _ in pools(by_id[bank_id], by_id[bank_id].quizzes[quiz_id])
        for item_id in pool
    )


def _asked(user_id: int, now: datetime) -> dict[str, int | datetime]:
    return {"user_id": user_id, **moment_asked(now)}

"""Items that a learner must not see the keys of now, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import pools
from quizapp.models.attempts import AttemptKind
from quizapp.models.held_keys import HELD, RESERVED, WAITING, moment_asked
from quizapp.web.database import columns_of
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
        put: For an answer to the session's own question. It is work of the session still.
    """

    held: frozenset[ItemKey] = frozenset()
    asked: frozenset[ItemKey] = frozenset()
    reserved: frozenset[ItemKey] = frozenset()
    put: frozenset[ItemKey] = frozenset()

    @cached_property
    def keys(self) -> frozenset[ItemKey]:
        """All whose keys must not be seen."""
        return self.waiting | self.put

    @cached_property
    def waiting(self) -> frozenset[ItemKey]:
        """All that the session does not ask."""
        return self.held | self.asked | self.reserved


def hidden_of(user_id: int | None, banks: Sequence[Bank], now: datetime) -> Hidden:
    """What waits for a learner. One query; of somebody the server has not met, nothing does."""
    if user_id is None:
        return Hidden()
    by_reason: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    asked_about = {"user_id": user_id, **moment_asked(now)}
    for bank_id, key, reason in columns_of(db.session, WAITING, asked_about):
        by_reason[reason].add((bank_id, key))
    reserved = by_reason.pop(RESERVED, set())
    held, put = by_reason.pop(HELD, set()), by_reason.pop(AttemptKind.SESSION, set())
    return Hidden(
        held=_items(held),
        asked=_items(chain.from_iterable(by_reason.values())),
        reserved=_items_of_quizzes(reserved, banks),
        put=_items(put),
    )


def _items(found: Iterable[tuple[str, str]]) -> frozenset[ItemKey]:
    return frozenset(ItemKey(*each) for each in found)


def _items_of_quizzes(
    quizzes: Iterable[tuple[str, str]], banks: Sequence[Bank]
) -> frozenset[ItemKey]:
    """All that a quiz may ask which would be spoilt by practising it."""
    by_id = {bank.id: bank for bank in banks}
    return frozenset(
        ItemKey(bank_id, item_id)
        for bank_id, quiz_id in quizzes
        if bank_id in by_id and quiz_id in by_id[bank_id].quizzes
        for pool, _ in pools(by_id[bank_id], by_id[bank_id].quizzes[quiz_id])
        for item_id in pool
    )

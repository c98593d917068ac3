"""Items that a learner must not see the keys of now, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import pools
from quizapp.models.attempts import AttemptKind
from quizapp.models.held_keys import HELD, HIDDEN_ITEMS, RESERVED_QUIZZES, moment_asked
from quizapp.web.compiled_statements import COMPILED_ONCE
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
    """What waits for a learner. Two queries; of somebody the server has not met, nothing does."""
    if user_id is None:
        return Hidden()
    by_reason: defaultdict[str, set[ItemKey]] = defaultdict(set)
    for bank_id, item_id, reason in db.session.execute(
        HIDDEN_ITEMS, _asked(user_id, now), execution_options=COMPILED_ONCE
    ):
        by_reason[reason].add(ItemKey(bank_id, item_id))
    held, put = by_reason.pop(HELD, set()), by_reason.pop(AttemptKind.SESSION, set())
    return Hidden(
        held=frozenset(held),
        asked=frozenset().union(*by_reason.values()),
        reserved=_reserved(user_id, banks, now),
        put=frozenset(put),
    )


def _reserved(user_id: int, banks: Sequence[Bank], now: datetime) -> frozenset[ItemKey]:
    """All that a quiz may ask which would be spoilt by practising it."""
    by_id = {bank.id: bank for bank in banks}
    return frozenset(
        ItemKey(bank_id, item_id)
        for bank_id, quiz_id in db.session.execute(
            RESERVED_QUIZZES, _asked(user_id, now), execution_options=COMPILED_ONCE
        )
        if bank_id in by_id and quiz_id in by_id[bank_id].quizzes
        for pool, _ in pools(by_id[bank_id], by_id[bank_id].quizzes[quiz_id])
        for item_id in pool
    )


def _asked(user_id: int, now: datetime) -> dict[str, int | datetime]:
    return {"user_id": user_id, **moment_asked(now)}

"""Marks that differ, looked at and left as they are: noted, so that no desk asks again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.banks.revisions import recorded_item_revisions
from quizapp.domain.bank import Bank
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Regrade
from quizapp.models.differing_marks import leaving
from quizapp.regrades.regrading import Cause
from quizapp.web.database import Transaction, write_transaction


@dataclass(frozen=True)
class MarksLeft(
    Deed,
    name="leave marks",
    kind=DeedKind.SCORES,
    sentence=_l("left the marks of the question %(item)s as they are"),
):
    """Marks of a question differ from its key, and are meant to."""

    bank: str
    item: str


def leave_marks(bank: Bank, item_keys: Sequence[str], cause: Cause, now: datetime) -> list[str]:
    """Leave the marks of items as they are, beside their keys of today; the events' public ids.

    It is an event without marks, so that undoing it is as with any other. Another correction
    later makes it void by itself. Done twice it is done once.
    """
    here = [item_key for item_key in item_keys if item_key in bank.items]
    with write_transaction() as tx:
        revision_ids = recorded_item_revisions(tx, bank, here, now)
        return [_left(tx, bank.id, key, revision_ids[key], cause, now) for key in here]


def _left(
    tx: Transaction, bank_id: str, item_key: str, revision_id: int, cause: Cause, now: datetime
) -> str:
    done = tx.scalar(leaving(bank_id, item_key, revision_id))
    if done is not None:
        return done.public_id
    event = Regrade(
        made_at=now,
        actor_id=cause.actor_id,
        bank_key=bank_id,
        item_key=item_key,
        rule=RegradeRule.LEAVE,
        item_revision_id=revision_id,
        reason=cause.reason,
        token=f"leave {secrets.token_hex(16)}",
    )
    tx.add(event)
    tx.flush()
    deed = MarksLeft(bank_id, item_key)
    note_deed(tx, deed, event.public_id, now, actor_id=cause.actor_id)
    return event.public_id

"""Questions of a session that the server checks: each an attempt of one item.

What was never learnt is asked so that the answer shows it, and nobody has to rate it themselves.
The page is that of any question of an attempt; here it only begins.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.bank import Bank
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import plan_items
from quizapp.models import Attempt, AttemptItem
from quizapp.models.attempts import AttemptKind
from quizapp.models.begun_attempts import OPEN_QUESTIONS, open_questions
from quizapp.practice.scope import Scope
from quizapp.taking.starting import SEED_BITS, begin
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import lock_learner, write_transaction
from quizapp.web.extensions import db

SESSION_QUIZ = "session"
"""Stands where an attempt has the id of its quiz."""


def question_to_go_on_with(
    user_id: int | None, banks: Mapping[str, Bank], scope: Scope
) -> str | None:
    """The attempt of a question that was put and not answered yet, and is of the part chosen.

    Where the plan decides, any is gone on with, also one of a bank that has left the server.
    """
    asked_about = {"user_id": user_id}
    rows = (
        db.session.execute(OPEN_QUESTIONS, asked_about, execution_options=COMPILED_ONCE).all()
        if user_id
        else []
    )
    found = (
        attempt_id
        for attempt_id, bank_id, item_id in rows
        if scope.is_everything or _is_chosen(ItemKey(bank_id, item_id), banks, scope)
    )
    return next(found, None)


def _is_chosen(key: ItemKey, banks: Mapping[str, Bank], scope: Scope) -> bool:
    """Whether a question is of the part chosen; what was never answered was not missed."""
    bank = banks.get(key.bank_id)
    if scope.missed or bank is None or key.item_id not in bank.items:
        return False
    (item,) = plan_items([bank], [key], {})
    return scope.has(item)


def begin_question(
    published: PublishedBank,
    user_id: int,
    item_id: str,
    title: str,
    now: datetime,
    *,
    seed: int | None = None,
) -> str:
    """Put a question; returns the attempt's public id. Pressing twice puts it once.

    The order of its options follows from the seed; without one it is drawn.

    Raises:
        NothingToAsk: the bank has no such item any more.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        here = (Attempt.bank_key == published.bank.id, AttemptItem.item_key == item_id)
        begun: str | None = tx.scalar(open_questions(user_id).where(*here).limit(1))
        if begun is not None:
            return begun
        attempt = Attempt(
            user_id=user_id,
            quiz_key=SESSION_QUIZ,
            quiz_title=title,
            kind=AttemptKind.SESSION,
            feedback_mode="after-each",
            seed=secrets.randbits(SEED_BITS) if seed is None else seed,
            started_at=now,
        )
        return begin(tx, attempt, published, [item_id], now)

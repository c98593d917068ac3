"""Beginning an attempt: at a quiz, or at what was missed in one."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from quizapp.assignments.held_keys import do_results_wait, held_item_keys
from quizapp.assignments.own_assignments import reserving_assignment
from quizapp.attempts.scoring import finish_if_overdue
from quizapp.banks.revisions import (
    PublishedBank,
    recorded_bank_revision,
    recorded_item_revisions,
)
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import askable_items, asked_items, evenly, is_drawn
from quizapp.domain.drills.credit import second_try_of
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.posing import arrange
from quizapp.domain.errors import (
    AttemptRunning,
    KeysHeld,
    NotFound,
    NothingToAsk,
    QuizReserved,
    QuizSetInFormerClass,
)
from quizapp.domain.memory import Moment
from quizapp.models import Attempt, AttemptItem, Response
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import own_attempt
from quizapp.models.begun_attempts import unfinished_attempt, untouched_practice
from quizapp.models.marks_that_hold import current_mark
from quizapp.taking.valuable_items import drawn_by_value
from quizapp.web.database import Transaction, lock_learner, write_transaction

SEED_BITS = 62


def start_attempt(published: PublishedBank, quiz: Quiz, user_id: int, moment: Moment) -> str:
    """Begin the quiz, or go on with the attempt already begun; returns the attempt's public id.

    Where the quiz picks, it asks what gains this learner most. An attempt under an assignment is
    begun by `quizapp.taking.assigned_attempts`.

    Raises:
        QuizReserved: it is an assignment of the learner's, and would show its keys too early.
        QuizSetInFormerClass: the same, of a class that the learner has left.
        NothingToAsk: no item of the quiz is left.
    """
    now = moment.now
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        reserved = reserving_assignment(user_id, published.bank.id, quiz.id, now)
        if reserved is not None:
            raise QuizSetInFormerClass if reserved.has_left else QuizReserved(reserved.id)
        begun = tx.scalar(unfinished_attempt(user_id, published.bank.id, quiz.id))
        if begun is not None:
            return begun.public_id
        seed = secrets.randbits(SEED_BITS)
        attempt = Attempt(
            user_id=user_id,
            quiz_key=quiz.id,
            quiz_title=quiz.title,
            kind=AttemptKind.QUIZ,
            number=next_number(tx, user_id, published.bank.id, quiz.id),
            feedback_mode=quiz.feedback,
            is_sequential=quiz.is_sequential,
            asks_confidence=quiz.asks_confidence,
            second_try=second_try_of(quiz, quiz.feedback),
            with_hint=quiz.with_hint,
            seed=seed,
            started_at=now,
        )
        is_larger = is_drawn(published.bank, quiz)
        draw = drawn_by_value(tx, published.bank, user_id, moment) if is_larger else evenly
        dice = random.Random(seed)  # noqa: S311  reproducible
        item_ids = asked_items(published.bank, quiz, dice, draw)
        return begin(tx, attempt, published, item_ids, now)


def start_practice(
    published: PublishedBank | None, attempt_id: str, user_id: int, now: datetime
) -> str:
    """Begin practising what was missed in an attempt; returns the new attempt's public id.

    Pressing twice begins once: practice that nothing was answered in yet is gone on with.
    Practice asks the items as they are today in the bank, which may have left the server.

    Raises:
        NotFound: the attempt is not this user's.
        AttemptRunning: it has not ended.
        KeysHeld: its keys are not shown yet.
        NothingToAsk: nothing was missed, nothing of it is left in the bank, or this is not the
            attempt's bank; or it was a preview.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = _practisable_attempt(tx, attempt_id, user_id, now)
        begun = tx.scalar(untouched_practice(attempt))
        if begun is not None:
            return begun.public_id
        if published is None or published.bank.id != attempt.bank_key:
            raise NothingToAsk
        askable = _askable_now(published.bank, user_id, now)
        item_ids = [item for item in _missed_items(tx, attempt) if item in askable]
        practice = Attempt(
            user_id=user_id,
            quiz_key=attempt.quiz_key,
            quiz_title=attempt.quiz_title,
            kind=AttemptKind.PRACTICE,
            feedback_mode="after-each",
            seed=secrets.randbits(SEED_BITS),
            started_at=now,
        )
        return begin(tx, practice, published, item_ids, now)


def next_number(tx: Transaction, user_id: int, bank_key: str, quiz_key: str) -> int:
    """The number of the learner's next attempt at a quiz that counts."""
    last = select(func.max(Attempt.number)).where(
        Attempt.user_id == user_id, Attempt.bank_key == bank_key, Attempt.quiz_key == quiz_key
    )
    return (tx.scalar(last) or 0) + 1


def begin(
    tx: Transaction,
    attempt: Attempt,
    published: PublishedBank,
    item_ids: Sequence[str],
    now: datetime,
) -> str:
    """Record the attempt with its items as they are in the bank; returns its public id.

    Raises:
        NothingToAsk: there are no items.
    """
    if not item_ids:
        raise NothingToAsk
    bank = published.bank
    revision_ids = recorded_item_revisions(tx, bank, item_ids, now)
    attempt.bank_key = bank.id
    attempt.bank_revision_id = recorded_bank_revision(tx, published, now)
    attempt.item_count = len(item_ids)
    for position, item_id in enumerate(item_ids, start=1):
        arrangement = arrange(bank.content_of(item_id), attempt.seed, position)
        attempt.items.append(
            AttemptItem(
                position=position,
                item_key=item_id,
                item_revision_id=revision_ids[item_id],
                question=arrangement.question,
                option_order=list(arrangement.option_ids),
                prompt_order=list(arrangement.prompt_ids) or None,
            )
        )
    tx.add(attempt)
    tx.flush()
    return attempt.public_id


def _practisable_attempt(tx: Transaction, attempt_id: str, user_id: int, now: datetime) -> Attempt:
    """The attempt, if what was missed in it may be practised; refused as `start_practice` says."""
    attempt = tx.scalar(own_attempt(attempt_id, user_id))
    if attempt is None:
        raise NotFound
    finish_if_overdue(tx, attempt, now)
    if not attempt.is_finished:
        raise AttemptRunning
    if do_results_wait(attempt, now):
        raise KeysHeld(attempt_id)
    if attempt.is_preview:
        raise NothingToAsk
    return attempt


def _askable_now(bank: Bank, user_id: int, now: datetime) -> frozenset[str]:
    """The items that a learner may be asked freely: those whose keys are not held back."""
    held = held_item_keys(user_id, now)
    return frozenset(item for item in askable_items(bank) if (bank.id, item) not in held)


def _missed_items(tx: Transaction, attempt: Attempt) -> Sequence[str]:
    """The items of the attempt that did not earn full marks, in the order they were asked."""
    return tx.scalars(
        select(AttemptItem.item_key)
        .outerjoin(Response)
        .where(AttemptItem.attempt_id == attempt.id, current_mark < MAX_MARK)
        .order_by(AttemptItem.position)
    ).all()

"""Taking a quiz: starting an attempt, recording responses, finishing."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from quizapp.assignments.held_keys import are_keys_held, held_item_keys
from quizapp.assignments.own_assignments import reserving_assignment
from quizapp.attempts.finishing import finish, finish_if_overdue
from quizapp.banks.revisions import (
    PublishedBank,
    recorded_bank_revision,
    recorded_item_revisions,
)
from quizapp.domain.bank import Quiz
from quizapp.domain.drills.choosing import askable_items, chosen_items
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.posing import arrange, asked_question, chosen_option_ids
from quizapp.domain.errors import (
    AlreadyAnswered,
    AttemptFinished,
    AttemptRunning,
    KeysHeld,
    NotFound,
    NothingToAsk,
    QuizReserved,
    TimeOver,
)
from quizapp.domain.items.content import from_json
from quizapp.memory import remembering
from quizapp.models import Attempt, AttemptItem, Response
from quizapp.models.attempts import (
    AttemptKind,
    current_mark,
    own_attempt,
    unfinished_attempt,
    untouched_practice,
)
from quizapp.web.database import Transaction, lock_learner, write_transaction
from quizapp.web.extensions import db

SEED_BITS = 62


@dataclass(frozen=True)
class GivenResponse:
    """What the learner sent: the numbers of the options as shown, or "I don't know"."""

    position: int
    numbers: tuple[int, ...]
    is_unknown: bool = False
    is_unsure: bool = False
    is_hinted: bool = False


def start_attempt(published: PublishedBank, quiz: Quiz, user_id: int, now: datetime) -> str:
    """Begin the quiz, or go on with the attempt already begun; returns the attempt's public id.

    An attempt under an assignment is begun by `quizapp.taking.assigned_attempts`.

    Raises:
        QuizReserved: it is an assignment of the learner's, and would show its keys too early.
        NothingToAsk: no item of the quiz is left.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        reserved = reserving_assignment(user_id, published.bank.id, quiz.id, now)
        if reserved is not None:
            raise QuizReserved(reserved.id)
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
            seed=seed,
            started_at=now,
        )
        item_ids = chosen_items(published.bank, quiz, random.Random(seed))  # noqa: S311  reproducible
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
        attempt = _own(tx, attempt_id, user_id)
        finish_if_overdue(tx, attempt, now)
        if not attempt.is_finished:
            raise AttemptRunning
        if are_keys_held(attempt, now):
            raise KeysHeld(attempt_id)
        if attempt.is_preview:
            raise NothingToAsk
        begun = tx.scalar(untouched_practice(attempt))
        if begun is not None:
            return begun.public_id
        if published is None or published.bank.id != attempt.bank_key:
            raise NothingToAsk
        held = held_item_keys(user_id, now)
        askable = {
            item for item in askable_items(published.bank) if (published.bank.id, item) not in held
        }
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


def record_response(attempt_id: str, user_id: int, given: GivenResponse, now: datetime) -> bool:
    """Record and mark a response; returns whether the attempt is finished.

    The same response sent again changes nothing. The last response finishes the attempt. The
    item's memory learns from it in the same transaction. Where the time is over, the attempt is
    ended, though the response is refused.

    Raises:
        NotFound: the attempt is not this user's, or has no such position.
        AlreadyAnswered: another response was recorded first.
        AttemptFinished: the attempt ended without a response to this item.
        TimeOver: it ended because its time is over.
        UnusableChoice: the choice cannot be a response.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = _own(tx, attempt_id, user_id)
        finish_if_overdue(tx, attempt, now)
        refusal = _record(tx, attempt, given, now)
        is_finished = attempt.is_finished
    if refusal is not None:
        raise refusal
    return is_finished


def finish_attempt(attempt_id: str, user_id: int, now: datetime) -> None:
    """End the attempt now; items without a response count as nought. Twice is the same as once.

    Raises:
        NotFound: the attempt is not this user's.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        finish(tx, _own(tx, attempt_id, user_id), now)


def item_at(attempt: Attempt, position: int) -> AttemptItem:
    """The attempt's item at this position, with its revision and response.

    Raises:
        NotFound: there is no such position.
    """
    return _item_at(db.session, attempt, position)


def first_unanswered(attempt: Attempt) -> int | None:
    """The position to go on from, None when every item has a response."""
    return db.session.scalar(
        select(func.min(AttemptItem.position))
        .outerjoin(Response)
        .where(AttemptItem.attempt_id == attempt.id, Response.id.is_(None))
    )


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
            )
        )
    tx.add(attempt)
    tx.flush()
    return attempt.public_id


def _own(tx: Transaction, attempt_id: str, user_id: int) -> Attempt:
    attempt = tx.scalar(own_attempt(attempt_id, user_id))
    if attempt is None:
        raise NotFound
    return attempt


def _record(
    tx: Transaction, attempt: Attempt, given: GivenResponse, now: datetime
) -> AttemptFinished | None:
    """Record a response, unless it is there; returns why none is taken any more."""
    item = _item_at(tx, attempt, given.position)
    question = asked_question(from_json(item.revision.content), item.arrangement)
    chosen = (
        () if given.is_unknown else chosen_option_ids(question, item.arrangement, given.numbers)
    )
    if item.response is not None:
        first = (tuple(item.response.chosen), item.response.is_unknown)
        if first != (chosen, given.is_unknown):
            raise AlreadyAnswered(attempt.public_id, given.position)
        return None
    if attempt.is_finished:
        is_by_time = attempt.deadline_at is not None and attempt.finished_at == attempt.deadline_at
        return (TimeOver if is_by_time else AttemptFinished)(attempt.public_id)
    response = Response(
        attempt_item=item,
        chosen=list(chosen),
        is_unknown=given.is_unknown,
        is_unsure=given.is_unsure,
        is_hinted=given.is_hinted,
        mark=mark(question, chosen),
        max_mark=MAX_MARK,
        responded_at=now,
    )
    tx.add(response)
    tx.flush()
    if not attempt.is_preview:
        remembering.remember_response(tx, attempt, item, response)
    if _answered_count(tx, attempt) == attempt.item_count:
        finish(tx, attempt, now)
    return None


def _item_at(tx: Transaction, attempt: Attempt, position: int) -> AttemptItem:
    if not 1 <= position <= attempt.item_count:
        raise NotFound
    return tx.scalars(
        select(AttemptItem)
        .options(joinedload(AttemptItem.revision), joinedload(AttemptItem.response))
        .where(AttemptItem.attempt_id == attempt.id, AttemptItem.position == position)
    ).one()


def _missed_items(tx: Transaction, attempt: Attempt) -> Sequence[str]:
    """The items of the attempt that did not earn full marks, in the order they were asked."""
    return tx.scalars(
        select(AttemptItem.item_key)
        .outerjoin(Response)
        .where(AttemptItem.attempt_id == attempt.id, current_mark < MAX_MARK)
        .order_by(AttemptItem.position)
    ).all()


def _answered_count(tx: Transaction, attempt: Attempt) -> int:
    count = select(func.count(Response.id)).join(AttemptItem)
    return tx.scalars(count.where(AttemptItem.attempt_id == attempt.id)).one()

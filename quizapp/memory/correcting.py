"""Keys that were corrected: what was learnt by a wrong one is learnt anew.

Where more is accepted than before, nothing starts over: what was answered is marked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import case, literal, select, update
from sqlalchemy.orm import joinedload

from quizapp.domain.bank import Bank
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.remarking import remark
from quizapp.domain.items.content import from_json
from quizapp.memory.class_folds import mark_stale
from quizapp.memory.retracting import fold_anew
from quizapp.models import (
    AttemptItem,
    Card,
    KeyCorrection,
    LessonQuestion,
    LessonVote,
    Response,
    Review,
)
from quizapp.models.base import UtcDateTime
from quizapp.models.memory import ReviewSource, says_something
from quizapp.web.database import Transaction, lock_learners

_NOTHING = {
    "stability": None,
    "difficulty": None,
    "remembered_on": None,
    "asked_on": None,
    "quizzed_on": None,
    "key_seen_on": None,
    "known": None,
    "answer_count": 0,
    "has_hidden_miss": False,
}


_Marked = tuple[Review, AttemptItem | LessonQuestion, list[str]]
"""A row of the log, what was asked, and what was chosen."""


def forget_corrected(
    tx: Transaction, bank_key: str, item_keys: Collection[str], now: datetime
) -> int:
    """Let every learner's memory of these items start anew; returns how many said something.

    The log stays; all of it is of before, though the clock was set back. Call it before anything
    else is written in the transaction: it waits for the learners concerned, who must not be
    waiting for what the transaction has written.
    """
    concerned = (Card.bank_key == bank_key, Card.item_key.in_(item_keys))
    lock_learners(tx, select(Card.user_id).where(*concerned))
    count = len(tx.scalars(select(Card.id).where(*concerned, says_something())).all())
    card_ids = select(Card.id).where(*concerned)
    after_all_rows = case(
        (Card.reviewed_at > now, Card.reviewed_at), else_=literal(now, UtcDateTime())
    )
    no_sync = {"synchronize_session": False}
    tx.execute(
        update(Review)
        .where(Review.card_id.in_(card_ids))
        .values(known=None, stability_before=None, difficulty_before=None, days_before=None)
        .execution_options(**no_sync)
    )
    tx.execute(
        update(Card)
        .where(*concerned)
        .values(forgotten_at=after_all_rows, **_NOTHING)
        .execution_options(**no_sync)
    )
    for item_key in item_keys:
        _note_correction(tx, bank_key, item_key, now)
    mark_stale(tx, bank_key)
    return count


def mark_widened(tx: Transaction, bank: Bank, item_keys: Collection[str]) -> int:
    """Mark what was answered to these items by what is accepted now; returns how many cards."""
    concerned = (Card.bank_key == bank.id, Card.item_key.in_(item_keys))
    lock_learners(tx, select(Card.user_id).where(*concerned))
    cards = tx.scalars(select(Card).where(*concerned).order_by(Card.id)).all()
    for card in cards:
        _mark_anew(tx, bank, card)
        fold_anew(tx, card)
    mark_stale(tx, bank.id)
    return len(cards)


def _mark_anew(tx: Transaction, bank: Bank, card: Card) -> None:
    now_reads = bank.content_of(card.item_key)
    for review, asked, chosen in (*_answered(tx, card), *_voted(tx, card)):
        if asked.revision is None or asked.arrangement is None:
            continue
        then_read = from_json(asked.revision.content)
        mark = remark(then_read, now_reads, asked.arrangement, chosen)
        if mark is not None:
            share = mark / MAX_MARK
            review.remarked = None if share == review.mark else share


def _answered(tx: Transaction, card: Card) -> Iterator[_Marked]:
    answered = tx.execute(
        select(Review, AttemptItem, Response)
        .join(Response, Response.id == Review.response_id)
        .join(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .options(joinedload(AttemptItem.revision))
        .where(Review.card_id == card.id)
    )
    for review, asked, response in answered:
        yield review, asked, response.chosen


def _voted(tx: Transaction, card: Card) -> Iterator[_Marked]:
    """First votes in lessons; of a second one, a row says only that the key was seen."""
    voted = tx.execute(
        select(Review, LessonQuestion, LessonVote)
        .join(LessonVote, LessonVote.id == Review.vote_id)
        .join(LessonQuestion, LessonQuestion.id == LessonVote.question_id)
        .options(joinedload(LessonQuestion.revision))
        .where(Review.card_id == card.id, Review.source == ReviewSource.VOTE)
    )
    for review, asked, vote in voted:
        yield review, asked, vote.chosen


def _note_correction(tx: Transaction, bank_key: str, item_key: str, now: datetime) -> None:
    row = tx.scalar(
        select(KeyCorrection).where(
            KeyCorrection.bank_key == bank_key, KeyCorrection.item_key == item_key
        )
    )
    if row is None:
        tx.add(KeyCorrection(bank_key=bank_key, item_key=item_key, corrected_at=now))
    else:
        row.corrected_at = now

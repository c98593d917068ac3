"""What is seen to while lessons go on, and after them: memories fed, forgotten lessons ended.

A vote is one short write. What it teaches the memory comes when its question is over, a few seconds
later, a few learners at a time, so that nobody's vote waits for it. A question stays to be fed
until all of its votes were: whatever was not when a server stopped is when it runs again, and the
row that each vote leaves in the log keeps it from counting twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from quizapp.domain.lessons.phases import FIRST, SECOND
from quizapp.domain.memory import Moment
from quizapp.lessons.asked import content_of
from quizapp.lessons.leading import leave_for_good
from quizapp.memory.voted import KeptVote, VotedOn, remember_vote
from quizapp.models import LessonQuestion, LessonSeat, LessonVote, Review, User
from quizapp.models.lessons import stale_lessons, unfed_questions
from quizapp.web import clock
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db

AT_ONCE = 10
"""Learners whose memories are fed in one transaction: others wait no longer than for these."""

FORGOTTEN_AFTER = timedelta(hours=6)
"""A lesson in which nothing has happened for so long is over: guests are kept no longer. In a
class that was put into the archive it is so at once."""


def see_to_lessons(now: datetime) -> None:
    """End what was forgotten, and feed what is over. Nothing is written where there is nothing."""
    end_forgotten(now)
    feed_memories(clock.moment())


def end_forgotten(now: datetime) -> int:
    """End the lessons that nobody has ended; returns how many."""
    before = now - FORGOTTEN_AFTER
    if db.session.scalar(stale_lessons(before).limit(1)) is None:
        return 0
    with write_transaction() as tx:
        lessons = tx.scalars(stale_lessons(before).with_for_update()).all()
        for lesson in lessons:
            leave_for_good(tx, lesson, now)
        return len(lessons)


def feed_memories(moment: Moment) -> int:
    """Take the votes on all questions that are over into the memories; returns how many."""
    count = 0
    while (question_id := db.session.scalar(_next_unfed())) is not None:
        with write_transaction() as tx:
            count += _feed_some(tx, question_id, moment)
    db.session.rollback()
    return count


def _next_unfed() -> Select[int]:
    return unfed_questions().with_only_columns(LessonQuestion.id).limit(1)


def _feed_some(tx: Transaction, question_id: int, moment: Moment) -> int:
    """Feed a few votes of a question; once none is left, it is done."""
    query = unfed_questions().where(LessonQuestion.id == question_id)
    question = tx.scalar(query.with_for_update())
    if question is None:
        return 0
    waiting = _waiting(question)
    user_ids = {row.user_id for row in tx.execute(waiting.limit(AT_ONCE))}
    if not user_ids:
        question.fed_at = moment.now
        return 0
    lock_learners(tx, select(User.id).where(User.id.in_(user_ids)))
    # Looked for anew: while we waited, an account may have been merged or erased.
    votes = tx.execute(waiting.where(LessonSeat.user_id.in_(user_ids))).all()
    _remember(tx, question, votes, moment)
    return len(votes)


def _remember(
    tx: Transaction,
    question: LessonQuestion,
    votes: Sequence[Row[int, int, list[str], datetime, int]],
    moment: Moment,
) -> None:
    asked = _voted_on(tx, question)
    for vote_id, user_id, chosen, voted_at, number in votes:
        vote = KeptVote(vote_id, user_id, tuple(chosen), voted_at, number == FIRST)
        remember_vote(tx, asked, vote, moment)
        tx.flush()


def _voted_on(tx: Transaction, question: LessonQuestion) -> VotedOn:
    whole = select(LessonQuestion).options(joinedload(LessonQuestion.revision))
    question = tx.scalars(whole.where(LessonQuestion.id == question.id)).one()
    if question.revision is None or question.arrangement is None or question.posed_at is None:
        raise ValueError("a question that was voted on was posed")
    return VotedOn(
        bank_key=question.bank_key,
        content=content_of(question.revision.content),
        arrangement=question.arrangement,
        revision_id=question.item_revision_id,
        posed_at=question.posed_at,
        is_revealed=question.revealed_at is not None,
    )


def _waiting(question: LessonQuestion) -> Select[int, int, list[str], datetime, int]:
    """Votes by learners that the log does not know: first ones; second ones, where a key was shown.

    Whoever voted first has a row of that day, which says as much as that the key was seen.
    """
    earlier = aliased(LessonVote)
    has_first = exists().where(
        earlier.question_id == LessonVote.question_id,
        earlier.seat_id == LessonVote.seat_id,
        earlier.round == FIRST,
    )
    is_first = LessonVote.round == FIRST
    only_saw_key = and_(LessonVote.round == SECOND, ~has_first)
    counts = or_(is_first, only_saw_key) if question.revealed_at is not None else is_first
    return (
        select(
            LessonVote.id,
            User.id.label("user_id"),
            LessonVote.chosen,
            LessonVote.voted_at,
            LessonVote.round,
        )
        .join(LessonSeat, LessonSeat.id == LessonVote.seat_id)
        .join(User, User.id == LessonSeat.user_id)
        .where(
            LessonVote.question_id == question.id,
            counts,
            User.erased_at.is_(None),
            ~exists().where(Review.vote_id == LessonVote.id),
        )
        .order_by(LessonVote.id)
    )

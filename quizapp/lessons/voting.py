"""Votes: taken while their round is open, changed as long, and never after."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import bindparam, select

from quizapp.domain.drills.posing import chosen_option_ids
from quizapp.domain.errors import VoteOver
from quizapp.lessons.asked import Attended, attended
from quizapp.lessons.seats import Voter, seat_of
from quizapp.lessons.standing import Standing, poll
from quizapp.models import Lesson, LessonVote
from quizapp.web.database import Transaction
from quizapp.web.writing_together import write_together


@dataclass(frozen=True)
class GivenVote:
    """What was sent: the numbers of options as shown, or "I don't know".

    `sequence` is that of the page that it was sent from: it says which round is meant.
    """

    sequence: int
    numbers: tuple[int, ...]
    is_unknown: bool = False


def cast_vote(lesson_id: str, voter: Voter, given: GivenVote, now: datetime) -> Standing:
    """Take a vote, or change it; returns where the lesson is. Sent twice it counts once.

    The row of the lesson and the vote are looked at and written by one statement, so that none is
    taken into a round that is over. Votes that come at once are committed together.

    Raises:
        NotFound: there is no such lesson, or it is not for them.
        VoteOver: the round that it belongs to is not open; it says where the lesson is.
        UnusableChoice: the choice cannot be a vote.
    """
    lesson = attended(lesson_id, voter)
    standing = lesson.standing
    if lesson.asked is None or standing.phase.round is None or standing.sequence != given.sequence:
        raise VoteOver(lesson_id, standing.sequence, standing.phase)
    chosen = _chosen(lesson, given)
    if not write_together(lambda tx: _take(tx, lesson, voter, chosen, now)):
        there = poll(lesson_id)
        raise VoteOver(lesson_id, there.sequence, there.phase)
    return standing


def _chosen(lesson: Attended, given: GivenVote) -> list[str]:
    asked = lesson.asked
    if asked is None or given.is_unknown:
        return []
    return [*chosen_option_ids(asked.question, asked.arrangement, given.numbers)]


def _take(
    tx: Transaction, lesson: Attended, voter: Voter, chosen: Collection[str], now: datetime
) -> bool:
    """Write the vote, if the lesson is still where it was seen; whether it was."""
    seat_id = lesson.seat_id
    if seat_id is None and voter.user_id is not None:
        seat_id = seat_of(tx, lesson.row_id, voter.user_id, now)
    values = {
        "vote_question_id": lesson.asked and lesson.asked.id,
        "vote_round": lesson.standing.phase.round,
        "vote_seat_id": seat_id,
        "vote_chosen": chosen,
        "vote_voted_at": now,
        "lesson": lesson.row_id,
        "sequence": lesson.standing.sequence,
    }
    return tx.scalar(_upsert(tx.get_bind().dialect.name), values) is not None


_COLUMNS = ("question_id", "round", "seat_id", "chosen", "voted_at")


@cache
def _upsert(dialect: str) -> Any:
    """Insert a vote, or change it, where the lesson is still at the sequence that was seen.

    On PostgreSQL a step of the teacher waits until the vote is in, and a vote that had to wait for
    a step looks at the lesson anew.
    """
    # Only what the database speaks: the other dialect would be loaded for nothing.
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
    table = LessonVote.__table__.c
    given = (bindparam(f"vote_{name}", type_=table[name].type) for name in _COLUMNS)
    there = (
        select(*given)
        .where(Lesson.id == bindparam("lesson"), Lesson.sequence == bindparam("sequence"))
        .with_for_update(read=True, of=Lesson)
    )
    statement = insert(LessonVote.__table__).from_select([*_COLUMNS], there)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["question_id", "round", "seat_id"],
        set_={"chosen": new.chosen, "voted_at": new.voted_at},
    ).returning(table.id)

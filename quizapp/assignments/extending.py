"""Moving the end of what is set: a day more, five minutes more, the end now; and all of it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update

from quizapp.accounts.auditing import note_deed
from quizapp.assignments.assigning import locked_assignment
from quizapp.assignments.end_deeds import (
    EndMoved,
    EndMovedBack,
    How,
    Whom,
    ends,
    given_in,
    last_move,
    written,
)
from quizapp.assignments.giving_time import (
    Moving,
    give_to_missing,
    take_back_given,
    take_own_ends_along,
)
from quizapp.assignments.moving_ends import move_ends, running_attempts
from quizapp.domain.assignments import Terms
from quizapp.domain.errors import NotFound
from quizapp.domain.extending import end_of, ended, moved
from quizapp.models import Assignment, Attempt, RegradedScore
from quizapp.models.attempts import AttemptKind
from quizapp.web.database import Transaction, write_transaction

NOTICE = timedelta(seconds=30)
"""So long learners still have when a teacher ends a quiz: to send what they have chosen."""

MINUTE = 60


def extend(
    classroom_id: int, public_id: str, until: datetime, whom: Whom, actor_id: int, now: datetime
) -> int:
    """Let it end at `until`; returns how many learners have got an end of their own by it.

    All ends move by as much, so that who has a later one than the class keeps what they have more.

    Raises:
        NotFound: it is not this classroom's, was withdrawn, or has no end to move.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        assignment = locked_assignment(tx, classroom_id, public_id)
        end = end_of(assignment.terms)
        if end is None:
            raise NotFound
        running = running_attempts(tx, assignment, now)
        moving = Moving(tx, assignment, assignment.terms, until - end, actor_id, now)
        if whom is Whom.MISSING:
            count = give_to_missing(moving)
        else:
            count = take_own_ends_along(moving)
            _hold(assignment, moved(moving.before, moving.by))
        _settle(moving, running, whom, How.EXTENDED, until)
        return count


def give_minutes(
    classroom_id: int, public_id: str, minutes: int, actor_id: int, now: datetime
) -> None:
    """Let everybody have so many minutes more, by the closing and by the time limit.

    Raises:
        NotFound: it is not this classroom's, was withdrawn, or has neither.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        assignment = locked_assignment(tx, classroom_id, public_id)
        if not has_end(assignment.terms):
            raise NotFound
        running = running_attempts(tx, assignment, now)
        by = timedelta(minutes=minutes)
        moving = Moving(tx, assignment, assignment.terms, by, actor_id, now)
        take_own_ends_along(moving)
        _hold(assignment, moved(moving.before, by, minutes * MINUTE))
        _settle(moving, running, Whom.EVERYBODY, How.MINUTES, end_of(assignment.terms))


def end_now(classroom_id: int, public_id: str, actor_id: int, now: datetime) -> datetime | None:
    """Close it in `NOTICE`; who has a later end of their own keeps it. Returns when it closes.

    None if it is not open to the class, or closes by then anyhow: nobody may begin again by it,
    and a second press does not hide the end from which the first can be undone.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn.
        ClassroomArchived: the class is over.
    """
    end = now + NOTICE
    with write_transaction() as tx:
        assignment = locked_assignment(tx, classroom_id, public_id)
        if assignment.opens_at > now or (assignment.closes_at and assignment.closes_at <= end):
            return None
        running = running_attempts(tx, assignment, now)
        moving = Moving(tx, assignment, assignment.terms, timedelta(), actor_id, now)
        _hold(assignment, ended(moving.before, end))
        _settle(moving, running, Whom.EVERYBODY, How.ENDED, end)
    return end


def undo_move(classroom_id: int, public_id: str, actor_id: int, now: datetime) -> None:
    """Let the ends be what they were before the last move; who was ended by it goes on.

    Raises:
        NotFound: there is no move to undo, or something else was done since.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        assignment = locked_assignment(tx, classroom_id, public_id)
        move = last_move(tx, classroom_id, public_id, now)
        if move is None:
            raise NotFound
        going_on = _reopened(tx, assignment) if move.how is How.ENDED else []
        running = going_on or running_attempts(tx, assignment, now)
        take_back_given(tx, assignment, given_in(tx, classroom_id, public_id, move))
        _hold(assignment, replace(assignment.terms, **move.was))
        tx.flush()
        move_ends(tx, assignment, running, now)
        deed = EndMovedBack(assignment.title)
        note_deed(tx, deed, public_id, now, actor_id=actor_id, classroom_id=classroom_id)


def has_end(terms: Terms) -> bool:
    """Whether there is something that more minutes could be added to."""
    return end_of(terms) is not None or terms.time_limit is not None


def _settle(
    moving: Moving, running: list[Attempt], whom: Whom, how: How, until: datetime | None
) -> None:
    """Leave the trace from which the move is undone, and let running attempts end by it."""
    tx, here = moving.tx, moving.assignment
    name = "closes_at" if here.closes_at else "due_at"
    deed = EndMoved(here.title, whom, how, written({name: until}), ends(moving.before))
    where, now = here.classroom_id, moving.now
    note_deed(tx, deed, here.public_id, now, actor_id=moving.actor_id, classroom_id=where)
    tx.flush()
    move_ends(tx, here, running, now)


def _hold(assignment: Assignment, terms: Terms) -> None:
    assignment.due_at, assignment.closes_at = terms.due_at, terms.closes_at
    assignment.time_limit = terms.time_limit


def _reopened(tx: Transaction, assignment: Assignment) -> list[Attempt]:
    """All attempts that are unfinished, and those that the closing has ended, which go on.

    What a learner has ended, or an earlier limit, stays ended; so does what a regrade has counted.
    """
    of_this = (Attempt.assignment_id == assignment.id, Attempt.kind == AttemptKind.QUIZ)
    counted = select(RegradedScore.attempt_id)
    tx.execute(
        update(Attempt)
        .where(*of_this, Attempt.finished_at == assignment.closes_at, Attempt.id.not_in(counted))
        .values(finished_at=None, score=None, max_score=None)
    )
    unfinished = select(Attempt).where(*of_this, Attempt.finished_at.is_(None))
    fresh = unfinished.order_by(Attempt.id).execution_options(populate_existing=True)
    return list(tx.scalars(fresh))

"""The attempts of two accounts put in one row of numbers, by the time they were begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import aliased

from quizapp.attempts.scoring import finish
from quizapp.models import Attempt, AttemptItem, RegradedMark, Response
from quizapp.models.attempts import AttemptKind
from quizapp.web.database import Transaction


def move_attempts(tx: Transaction, source_id: int, target_id: int, now: datetime) -> int:
    """Give one learner's attempts to another; returns how many.

    Attempts at a quiz, and those under an assignment, are numbered anew by the time they were
    begun. Of two that are both running the later one goes on; the earlier one ends as it stands,
    or is taken out if nothing was answered in it.
    """
    _settle_running(tx, source_id, target_id, now)
    # Without a number they get in nobody's way while they move.
    tx.execute(
        update(Attempt)
        .where(Attempt.user_id.in_([source_id, target_id]))
        .values(assignment_number=None)
        .execution_options(synchronize_session=False)
    )
    moved = tx.scalars(
        update(Attempt)
        .where(Attempt.user_id == source_id)
        .values(user_id=target_id)
        .returning(Attempt.id)
        .execution_options(synchronize_session=False)
    ).all()
    tx.expire_all()
    _number_anew(tx, target_id)
    return len(moved)


def running_twice(source_id: int, target_id: int) -> Select[int, int]:
    """Of each quiz and assignment that both have running: the attempt of the one, and the other's.

    By their ids.
    """
    own = aliased(Attempt)
    return (
        select(Attempt.id, own.id.label("own_id"))
        .join(
            own,
            (own.bank_key == Attempt.bank_key)
            & (own.quiz_key == Attempt.quiz_key)
            & own.assignment_id.is_not_distinct_from(Attempt.assignment_id),
        )
        .where(
            Attempt.user_id == source_id,
            own.user_id == target_id,
            *(each.kind == AttemptKind.QUIZ for each in (Attempt, own)),
            *(each.finished_at.is_(None) for each in (Attempt, own)),
        )
    )


def _settle_running(tx: Transaction, source_id: int, target_id: int, now: datetime) -> None:
    for source_attempt, own_attempt in tx.execute(running_twice(source_id, target_id)).all():
        pair = [tx.get_one(Attempt, each) for each in (source_attempt, own_attempt)]
        earlier, later = sorted(pair, key=lambda each: (each.started_at, each.id))
        untouched = [each for each in (earlier, later) if _is_untouched(tx, each)]
        if untouched:
            tx.execute(delete(Attempt).where(Attempt.id == untouched[0].id))
        else:
            finish(tx, earlier, now)
    tx.expire_all()


def _is_untouched(tx: Transaction, attempt: Attempt) -> bool:
    """Whether nothing was answered in it, and no regrade has given it a mark."""
    touched = exists().where(
        AttemptItem.attempt_id == attempt.id,
        exists().where(Response.attempt_item_id == AttemptItem.id)
        | exists().where(RegradedMark.attempt_item_id == AttemptItem.id),
    )
    return not tx.scalar(select(touched))


def _number_anew(tx: Transaction, user_id: int) -> None:
    attempts = tx.execute(
        select(
            Attempt.id,
            Attempt.bank_key,
            Attempt.quiz_key,
            Attempt.assignment_id,
            Attempt.kind,
        )
        .where(Attempt.user_id == user_id, Attempt.kind == AttemptKind.QUIZ)
        .order_by(Attempt.started_at, Attempt.id)
    ).all()
    by_quiz = _counted((row.bank_key, row.quiz_key) for row in attempts)
    by_assignment = _counted(row.assignment_id for row in attempts)
    numbers = [
        {
            "id": row.id,
            "number": number,
            "assignment_number": None if row.assignment_id is None else place,
        }
        for row, number, place in zip(attempts, by_quiz, by_assignment, strict=True)
    ]
    if numbers:
        tx.execute(update(Attempt), numbers)


def _counted(keys: Iterable[object]) -> Sequence[int]:
    """For each key, how often it has come by now."""
    seen: dict[object, int] = defaultdict(int)
    counts = []
    for key in keys:
        seen[key] += 1
        counts.append(seen[key])
    return counts

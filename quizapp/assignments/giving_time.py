"""Ends of single learners, which move when a teacher extends what is set."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from quizapp.accounts.auditing import note_deed
from quizapp.assignments.end_deeds import GivenTime, TimeGiven, all_of, own_ends
from quizapp.domain.accommodations import Accommodation, own_terms
from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.domain.extending import moved_for_one, own_moved
from quizapp.models import Assignment, AssignmentException, User
from quizapp.models.accommodations import accommodations_in
from quizapp.models.assignments import exceptions_of
from quizapp.models.missing_learners import learners_without
from quizapp.web.database import Transaction


@dataclass(frozen=True)
class Moving:
    """An assignment whose end is being moved: what it was, by how much, by whom, and when."""

    tx: Transaction
    assignment: Assignment
    before: Terms
    by: timedelta
    actor_id: int
    now: datetime


def take_own_ends_along(moving: Moving) -> int:
    """Move the ends that single learners have in this assignment; returns how many have."""
    rows = moving.tx.scalars(exceptions_of(moving.assignment.id)).all()
    held = _held(moving)
    changed = [row for row in rows if row.due_at or row.closes_at]
    for row in changed:
        own = own_terms(moving.before, held.get(row.user_id), row.terms)
        _give(moving, row.user, row, own_moved(row.terms, own, moving.by))
    return len(changed)


def give_to_missing(moving: Moving) -> int:
    """Give whoever owes it and has not handed in a later end; returns how many got one."""
    here = moving.assignment
    rows = {row.user_id: row for row in moving.tx.scalars(exceptions_of(here.id))}
    held = _held(moving)
    query = learners_without(here.id, here.classroom_id, moving.now)
    given = 0
    for user in moving.tx.scalars(query).all():
        row = rows.get(user.id)
        otherwise = row.terms if row else None
        own = own_terms(moving.before, held.get(user.id), otherwise)
        if not own.is_excused:
            _give(moving, user, row, moved_for_one(otherwise, own, moving.by))
            given += 1
    return given


def take_back_given(tx: Transaction, assignment: Assignment, given: dict[str, GivenTime]) -> None:
    """Let the ends from before hold again, for the learners of these public ids.

    Whatever else a teacher has given one of them since stays, and so do ends that were changed.
    """
    rows = tx.scalars(exceptions_of(assignment.id)).all()
    for row in rows:
        back = given.get(row.user.public_id)
        if back is None or (row.due_at, row.closes_at) != (back.ends.due_at, back.ends.closes_at):
            continue
        was = back.was or OtherTerms()
        row.due_at, row.closes_at = was.due_at, was.closes_at
        if back.was is None and row.terms == OtherTerms():
            tx.delete(row)


def _held(moving: Moving) -> dict[int, Accommodation]:
    rows = moving.tx.scalars(accommodations_in(moving.assignment.classroom_id))
    return {row.user_id: row.held for row in rows}


def _give(moving: Moving, user: User, row: AssignmentException | None, given: OtherTerms) -> None:
    was = all_of(row.terms) if row else None
    if row is None:
        row = AssignmentException(assignment_id=moving.assignment.id, user_id=user.id)
        moving.tx.add(row)
    _take_over(row, given)
    here = moving.assignment
    deed = TimeGiven(here.title, here.public_id, own_ends(given), was)
    note_deed(
        moving.tx,
        deed,
        user.public_id,
        moving.now,
        actor_id=moving.actor_id,
        classroom_id=here.classroom_id,
    )


def _take_over(row: AssignmentException, terms: OtherTerms) -> None:
    for name, value in asdict(terms).items():
        setattr(row, name, value)

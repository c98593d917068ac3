"""A classroom at a glance: who is in it, what is open, what comes, what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.assignments import Phase
from quizapp.models import Assignment
from quizapp.models.assignments import assignments_of
from quizapp.models.challenges import open_challenges_in
from quizapp.models.classrooms import learner_count
from quizapp.web.extensions import db

MOST_SHOWN = 5


@dataclass(frozen=True)
class SetWork:
    """An assignment, as the overview names it."""

    public_id: str
    title: str
    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    is_late: bool


@dataclass(frozen=True)
class Overview:
    """What a teacher sees first of a class.

    `open_now` are the assignments that can be taken, what is due first at the top; `to_come` those
    that open later. `next_due` is the one that is due next.
    """

    learner_count: int
    open_now: list[SetWork]
    to_come: list[SetWork]
    assignment_count: int
    next_due: SetWork | None
    challenge_count: int


def overview(classroom_id: int, now: datetime) -> Overview:
    """The class at a glance: three queries."""
    assignments = db.session.scalars(assignments_of(classroom_id)).all()
    open_now = _in_phase(assignments, now, Phase.OPEN, Phase.LATE)
    open_now.sort(key=lambda work: (work.due_at is None, work.due_at or work.opens_at))
    to_come = _in_phase(assignments, now, Phase.NOT_OPEN)
    return Overview(
        learner_count=db.session.scalar(learner_count(classroom_id)) or 0,
        open_now=open_now,
        to_come=to_come[:MOST_SHOWN],
        assignment_count=len(assignments),
        next_due=_next_due([*open_now, *to_come], now),
        challenge_count=db.session.scalar(open_challenges_in(classroom_id)) or 0,
    )


def _in_phase(assignments: Sequence[Assignment], now: datetime, *phases: Phase) -> list[SetWork]:
    return [_set_work(row, now) for row in assignments if row.terms.phase(now) in phases]


def _next_due(works: Sequence[SetWork], now: datetime) -> SetWork | None:
    due = [work for work in works if work.due_at and work.due_at > now]
    return min(due, key=lambda work: work.due_at or now, default=None)


def _set_work(row: Assignment, now: datetime) -> SetWork:
    return SetWork(
        public_id=row.public_id,
        title=row.title,
        opens_at=row.opens_at,
        due_at=row.due_at,
        closes_at=row.closes_at,
        is_late=row.terms.is_late(now),
    )

"""A classroom at a glance: who is in it, what is open, what comes, what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import Phase
from quizapp.models import Assignment, Enrolment
from quizapp.models.assignments import assignments_of
from quizapp.models.challenges import open_challenges_in
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
    that open later. `next_due` is the
    one that is due next.
    """

    learner_count: int
    open_now: list[SetWork]
    to_come: list[SetWork]
    assignment_count: int
    next_due: SetWork | None
    challenge_count: int


def overview(classroom: ClassFacts, now: datetime) -> Overview:
    """The class at a glance: three queries."""
    assignments = db.session.scalars(assignments_of(classroom.id)).all()
    phases = {row.id: row.terms.phase(now) for row in assignments}
    open_now = [_shown(row, now) for row in assignments if _is_open(phases[row.id])]
    open_now.sort(key=lambda work: (work.due_at is None, work.due_at or work.opens_at))
    to_come = [_shown(row, now) for row in assignments if phases[row.id] is Phase.NOT_OPEN]
    due = [work for work in (*open_now, *to_come) if work.due_at and work.due_at > now]
    return Overview(
        learner_count=_count_of_learners(classroom.id),
        open_now=open_now,
        to_come=to_come[:MOST_SHOWN],
        assignment_count=len(assignments),
        next_due=min(due, key=lambda work: work.due_at or now, default=None),
        challenge_count=db.session.scalar(open_challenges_in(classroom.id)) or 0,
    )


def _is_open(phase: Phase) -> bool:
    return phase in {Phase.OPEN, Phase.LATE}


def _shown(row: Assignment, now: datetime) -> SetWork:
    return SetWork(
        public_id=row.public_id,
        title=row.title,
        opens_at=row.opens_at,
        due_at=row.due_at,
        closes_at=row.closes_at,
        is_late=row.terms.is_late(now),
    )


def _count_of_learners(classroom_id: int) -> int:
    query = select(func.count()).where(
        Enrolment.classroom_id == classroom_id, Enrolment.left_at.is_(None)
    )
    return db.session.scalar(query) or 0

"""A class as plain facts: what its pages and deeds are given instead of the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.models import Classroom


@dataclass(frozen=True)
class ClassFacts:
    """One classroom as it was read. The fields are those of `quizapp.models.Classroom`."""

    id: int
    public_id: str
    title: str
    term: str
    time_zone: str
    desired_retention: float
    exam_on: date | None
    join_code: str | None
    keep_days: int | None
    is_demo: bool
    created_at: datetime
    archived_at: datetime | None

    @property
    def is_archived(self) -> bool:
        """Whether the class is over: everything can be read, nothing new is set or joined."""
        return self.archived_at is not None


def class_facts(row: Classroom) -> ClassFacts:
    """The facts of a row."""
    return ClassFacts(
        id=row.id,
        public_id=row.public_id,
        title=row.title,
        term=row.term,
        time_zone=row.time_zone,
        desired_retention=row.desired_retention,
        exam_on=row.exam_on,
        join_code=row.join_code,
        keep_days=row.keep_days,
        is_demo=row.is_demo,
        created_at=row.created_at,
        archived_at=row.archived_at,
    )

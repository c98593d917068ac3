"""By whose days, exam and minutes somebody learns: their class's and their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from quizapp.domain.days import learning_day
from quizapp.domain.memory import Moment
from quizapp.models.learning_terms import LEARNING_TERMS
from quizapp.models.people import USUAL_MINUTES
from quizapp.web.database import Reading, columns_of


@dataclass(frozen=True)
class LearningTerms:
    """What a learner's memories and plans depend on besides their own answers.

    Attributes:
        now: The time, in UTC.
        zone: Where their day turns.
        today: Their learning day by the clock.
        retention: The recall at which an item falls due, a share.
        minutes: Of practice a day.
        exam: The day of the class's exam, if there is one.
        class_id: The row of the class whose terms these are; None for somebody in no class.
        class_count: How many classes they are in.
        has_lesson: Whether a lesson is on in one of these.
    """

    now: datetime
    zone: ZoneInfo
    today: date
    retention: float
    minutes: int = USUAL_MINUTES
    exam: date | None = None
    class_id: int | None = None
    class_count: int = 0
    has_lesson: bool = False


def terms_of(session: Reading, user_id: int | None, moment: Moment) -> LearningTerms:
    """A learner's terms: those of the class with the next exam, else of the one joined last.

    Somebody in no class, or whom the server has not met, learns by the server's settings. One
    query.
    """
    rows = columns_of(session, LEARNING_TERMS, {"user_id": user_id}).all() if user_id else []
    minutes = rows[0].minutes_a_day if rows else USUAL_MINUTES
    classes = [row for row in rows if row.id is not None]
    in_force = _in_force(classes, moment.now)
    if in_force is None:
        return LearningTerms(moment.now, moment.zone, moment.today, moment.retention, minutes)
    zone = ZoneInfo(in_force.time_zone)
    return LearningTerms(
        now=moment.now,
        zone=zone,
        today=learning_day(moment.now, zone),
        retention=in_force.desired_retention,
        minutes=minutes,
        exam=in_force.exam_on,
        class_id=in_force.id,
        class_count=len(classes),
        has_lesson=any(row.has_lesson for row in classes),
    )


def _in_force(
    classes: Iterable[Row[*tuple[Any, ...]]], now: datetime
) -> Row[*tuple[Any, ...]] | None:
    """The class with the next exam, else the one joined last."""
    joined_last = sorted(classes, key=lambda row: (row.enrolled_at, row.id), reverse=True)
    coming = [row for row in joined_last if row.exam_on and row.exam_on >= _today(row, now)]
    if coming:
        return min(coming, key=lambda row: row.exam_on)
    return joined_last[0] if joined_last else None


def _today(row: Row[*tuple[Any, ...]], now: datetime) -> date:
    return learning_day(now, ZoneInfo(row.time_zone))

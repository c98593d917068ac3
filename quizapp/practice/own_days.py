"""A learner's days: on which of them they practised, and on which questions come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.domain.memory.due_days import due_day
from quizapp.models.day_rows import PRACTISED_DAYS
from quizapp.practice.session import Session
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.extensions import db

WEEK = 7
WEEKS_BACK, WEEKS = 2, 4
"""Weeks before this one, and in all."""


@dataclass(frozen=True)
class OwnDay:
    """A day of the calendar.

    Attributes:
        day: The learning day.
        is_practised: Whether anything was answered on it.
        returning: How many questions come back on it; of today, how many are left.
        is_today: Whether it is.
        is_exam: Whether the class's exam is on it.
    """

    day: date
    is_practised: bool
    returning: int
    is_today: bool
    is_exam: bool


@dataclass(frozen=True)
class OwnDays:
    """Whole weeks, from Mondays on, with today in the third."""

    weeks: list[list[OwnDay]]

    @property
    def first(self) -> date:
        """The first day shown."""
        return self.weeks[0][0].day

    @property
    def practised(self) -> int:
        """On how many days anything was answered."""
        return sum(each.is_practised for week in self.weeks for each in week)


def own_days(user_id: int | None, session: Session) -> OwnDays:
    """The last weeks and the next. One query."""
    today, exam = session.terms.today, session.terms.exam
    monday = today - timedelta(days=today.weekday() + WEEK * WEEKS_BACK)
    asked_about = {"user_id": user_id, "since": monday}
    worked = (
        set(db.session.scalars(PRACTISED_DAYS, asked_about, execution_options=COMPILED_ONCE))
        if user_id
        else set()
    )
    returning = _returning(session)
    days = [
        OwnDay(day, day in worked, returning[day], day == today, day == exam)
        for day in (monday + timedelta(days=count) for count in range(WEEK * WEEKS))
    ]
    return OwnDays([days[start : start + WEEK] for start in range(0, len(days), WEEK)])


def _returning(session: Session) -> Counter[date]:
    """What falls due on each day to come; of today, what its plan has left."""
    today = session.terms.today
    due = Counter(_due_days(session))
    return Counter(
        {day: count for day, count in due.items() if day > today} | {today: session.left}
    )


def _due_days(session: Session) -> Iterable[date]:
    for item in session.items:
        if item.track.state is not None:
            yield due_day(item.track.state, session.terms.retention)

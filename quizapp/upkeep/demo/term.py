"""The term of an invented class: what is set when, and who does what, one thing after the other."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TUESDAY, THURSDAY, FRIDAY, SUNDAY = 1, 3, 4, 6
EXAM_AFTER = timedelta(weeks=3)
"""From now: near enough for practice to aim at it."""


@dataclass(frozen=True)
class Calendar:
    """So many weeks, the last of which is the last whole one before `now`."""

    now: datetime
    weeks: int
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The day on which the class is made."""
        return self.now.astimezone(self.zone).date()

    @property
    def first_monday(self) -> date:
        """The day the term begins."""
        return self.today - timedelta(days=self.today.weekday(), weeks=self.weeks)

    @property
    def exam_on(self) -> date:
        """The day of the exam, which lies ahead."""
        return self.today + EXAM_AFTER

    def at(self, week: int, weekday: int, hour: int, minute: int = 0) -> datetime:
        """A moment of the term, by the clock of the class; weeks and weekdays count from 0."""
        day = self.first_monday + timedelta(weeks=week, days=weekday)
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)


@dataclass(order=True)
class _Happening:
    at: datetime
    turn: int
    deed: Callable[[datetime], object] = field(compare=False)


@dataclass
class Course:
    """What happens, in the order of time; what happens may bring other things about."""

    until: datetime
    _waiting: list[_Happening] = field(default_factory=list)
    _turns: int = 0

    def plan(self, at: datetime, deed: Callable[[datetime], object]) -> None:
        """Let something happen at a moment; nothing that lies in the future does."""
        if at < self.until:
            self._turns += 1
            heapq.heappush(self._waiting, _Happening(at, self._turns, deed))

    def run(self, told: Callable[[float], None]) -> None:
        """Let it all happen; `told` is told which share has."""
        done = 0
        while self._waiting:
            happening = heapq.heappop(self._waiting)
            happening.deed(happening.at)
            done += 1
            told(done / (done + len(self._waiting)))


def moment_between(earliest: datetime, latest: datetime, dice: random.Random) -> datetime:
    """A moment between two, to the second."""
    seconds = max(0, int((latest - earliest).total_seconds()))
    return earliest + timedelta(seconds=dice.randrange(seconds + 1))

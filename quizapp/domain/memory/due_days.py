"""Learning days: which one an answer belongs to, and on which an item falls due.

The learning day of an answer is worked out once, when it is recorded, and stored with it. Nothing
works it out again, so that a change of zone changes nothing past.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from quizapp.domain.days import learning_day
from quizapp.domain.memory.curve import days_until
from quizapp.domain.memory.updates import MemoryState

RETENTION = 0.9
"""The recall at which an item falls due, unless the class has its own."""


def recorded_day(
    now: datetime, zone: tzinfo, memory_day: date | None = None, last_day: date | None = None
) -> date:
    """The learning day to store with an answer; a clock set back counts as the same day.

    Args:
        now: By the server's clock.
        zone: The zone in force.
        memory_day: The day of the item's memory, if there is one.
        last_day: The learner's last stored day, if there is one.
    """
    days = (learning_day(now, zone), memory_day, last_day)
    return max(day for day in days if day is not None)


def due_day(state: MemoryState, retention: float = RETENTION) -> date:
    """The learning day on which recall falls to `retention`: the next day at the earliest.

    It is shown to people. It orders nothing.
    """
    return state.day + timedelta(days=max(1, round(days_until(retention, state.stability))))

"""The days until the exam, or of a month, played through: what comes when, and what is known then.

Each day is planned as that day would be, and every item asked goes as it may be expected to go:
between known and missed, by the chance of either. It is a forecast for people. It orders nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.horizon import LONGEST_WAIT, date_that_counts
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.outlook import unasked_recall
from quizapp.domain.memory.plan.playing import DayToCome, Play
from quizapp.domain.memory.updates import MemoryState

MOST_ITEMS = 250
"""Beyond this, playing thirty days through would keep a page waiting, and nothing is foretold."""


MOST_KEPT = 64
"""Forecasts kept: until a learner answers something, they come back to the same one."""


@dataclass(frozen=True)
class DaysToCome:
    """What practice of the learner's minutes each day may be expected to come to.

    Attributes:
        days: Each day from today up to the one that counts, which is not one of them.
        until: The day that counts: the exam where it is near, else in a month.
        is_exam: Whether it is the exam.
        known: How many items may be expected to be known on it.
        without: The same if nothing is asked from now on.
        tomorrow: The same for the day after today. Of what was learnt today, today's own recall
            is always whole, and tells nobody anything.
    """

    days: tuple[DayToCome, ...]
    until: date
    is_exam: bool
    known: float
    without: float
    tomorrow: float


def days_to_come(items: Sequence[PlanItem], today: Today) -> DaysToCome | None:
    """The days from today on; None for more items than can be played through at once."""
    return None if len(items) > MOST_ITEMS else _played_through(tuple(items), today)


@lru_cache(maxsize=MOST_KEPT)
def _played_through(items: tuple[PlanItem, ...], today: Today) -> DaysToCome:
    exam = date_that_counts(today.day, today.exam)
    until = exam or today.day + timedelta(days=LONGEST_WAIT)
    play = Play(items, today)
    days = [play.next_day() for _ in range((until - today.day).days)]
    before = [item.track.state for item in items]
    return DaysToCome(
        days=tuple(days),
        until=until,
        is_exam=exam is not None,
        known=_known_on(play.states, today.day, until),
        without=_known_on(before, today.day, until),
        tomorrow=_known_on(before, today.day, today.day + timedelta(days=1)),
    )


def _known_on(states: Iterable[MemoryState | None], today: date, until: date) -> float:
    unasked = unasked_recall(((until - today).days,))
    return sum(unasked if state is None else state.recall_on(until) for state in states)

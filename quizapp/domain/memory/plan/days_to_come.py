"""The days until the exam, or of a month, played through: what comes when, and what is known then.

Each day is planned as that day would be, and every item asked goes as it may be expected to go:
between known and missed, by the chance of either. It is a forecast for people. It orders nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from quizapp.domain.memory.curve import (
    FIRST_AGAIN,
    FIRST_GOOD,
    stability_if_known,
    stability_if_missed,
)
from quizapp.domain.memory.plan.candidates import Candidate, Today
from quizapp.domain.memory.plan.horizon import LONGEST_WAIT, date_that_counts
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.outlook import expected_recall
from quizapp.domain.memory.plan.planning import chosen_on, seconds_of
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import PRIOR, MemoryState, learnt, of_card

MOST_ITEMS = 250
"""Beyond this, playing thirty days through would keep a page waiting, and nothing is foretold."""


MOST_KEPT = 64
"""Forecasts kept: until a learner answers something, they come back to the same one."""


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A day with how many items its plan asks, and how many seconds that may take."""

    day: date
    count: int
    seconds: float


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
    at, days = today, []
    by_id = {item.id: item for item in items}
    while at.day < until:
        asked = chosen_on(tuple(by_id.values()), at)
        seconds = seconds_of(each.forecast for each in asked)
        days.append(DayToCome(at.day, len(asked), seconds))
        by_id |= {each.item.id: _asked(each, at.day) for each in asked}
        at = at.on(at.day + timedelta(days=1))
    return DaysToCome(
        days=tuple(days),
        until=until,
        is_exam=exam is not None,
        known=_known_on(by_id.values(), today.day, until),
        without=_known_on(items, today.day, until),
        tomorrow=_known_on(items, today.day, today.day + timedelta(days=1)),
    )


def _known_on(items: Iterable[PlanItem], today: date, until: date) -> float:
    ahead = ((until - today).days,)
    return sum(
        item.track.state.recall_on(until)
        if item.track.state is not None
        else expected_recall(item, today, ahead)
        for item in items
    )


def _asked(asked: Candidate, day: date) -> PlanItem:
    """The item after it was asked; one that comes back on the same day stays as it is."""
    item = asked.item
    before = item.track.state
    if before is not None and before.day >= day:
        return item
    after = _first_state(day) if before is None else _next_state(before, day)
    return item.with_track(replace(item.track, state=after, asked_on=day, known=1.0))


def _next_state(before: MemoryState, day: date) -> MemoryState:
    recall = before.recall_on(day)
    known = stability_if_known(before.stability, before.difficulty, recall)
    missed = stability_if_missed(before.stability, before.difficulty, recall)
    return MemoryState(_between(known, missed, recall), before.difficulty, day)


def _first_state(day: date) -> MemoryState:
    stability = _between(FIRST_GOOD, FIRST_AGAIN, PRIOR)
    return MemoryState(stability, _first_difficulty(), day)


@cache
def _first_difficulty() -> float:
    day = date.min
    known, missed = (learnt(None, of_card(each), day) for each in (Rating.GOOD, Rating.AGAIN))
    return PRIOR * known.difficulty + (1 - PRIOR) * missed.difficulty


def _between(known: float, missed: float, chance: float) -> float:
    """As updates.py mixes stabilities of what is half known: by their logarithms."""
    return math.pow(known, chance) * math.pow(missed, 1 - chance)

"""The days until the exam, or of a month, played through: what comes when, and what is known then.

Each day is planned as that day would be, and every item asked goes as it may be expected to go:
between known and missed, by the chance of either. It is a forecast for people. It orders nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from quizapp.domain.memory.curve import (
    FIRST_AGAIN,
    FIRST_GOOD,
    stability_if_known,
    stability_if_missed,
)
from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.plan.candidates import (
    Candidate,
    Today,
    Weighing,
    most_valuable_first,
)
from quizapp.domain.memory.plan.filling import Filling
from quizapp.domain.memory.plan.horizon import LONGEST_WAIT, date_that_counts
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.outlook import unasked_recall
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import parts_of, returning, seconds_of
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
    played = _Played(items, today)
    days = [played.next_day() for _ in range((until - today.day).days)]
    return DaysToCome(
        days=tuple(days),
        until=until,
        is_exam=exam is not None,
        known=_known_on(played.items, today.day, until),
        without=_known_on(items, today.day, until),
        tomorrow=_known_on(items, today.day, today.day + timedelta(days=1)),
    )


class _Played:
    """Items, played day by day.

    What is remembered alike is weighed and asked alike: those asked on one day after the same
    answer share one track, and are found by it.
    """

    def __init__(self, items: Sequence[PlanItem], today: Today) -> None:
        self._by_id = {item.id: item for item in items}
        self._at = today
        self._returns = returning(items, today)
        self._filling = Filling.of(items, today)

    @property
    def items(self) -> Iterable[PlanItem]:
        """As they are before the next day."""
        return self._by_id.values()

    def next_day(self) -> DayToCome:
        """Play a day: what its plan asks is asked."""
        day, asked = self._at.day, self._asked()
        alike: dict[int, Track] = {}
        for each in asked:
            track = each.item.track
            after = alike.get(id(track)) or alike.setdefault(id(track), _after(track, day))
            self._by_id[each.item.id] = each.item.with_track(after)
        self._go_to(day + timedelta(days=1))
        return DayToCome(day, len(asked), seconds_of(each.forecast for each in asked))

    def _asked(self) -> list[Candidate]:
        open_ = most_valuable_first(self._open())
        parts = parts_of(open_, self._returns, self._filling, self._at)
        return [each for chosen in parts.values() for each in chosen]

    def _open(self) -> Iterator[Candidate]:
        weighing = Weighing(self._at, len(self._by_id))
        alike: dict[tuple[int, frozenset[Form]], Candidate | None] = {}
        for item in self._by_id.values():
            key = id(item.track), item.forms
            if key not in alike:
                alike[key] = weighing.candidate(item)
            if (like := alike[key]) is not None:
                yield Candidate(item, like.form, like.forecast)

    def _go_to(self, day: date) -> None:
        """Let another day begin, on which nothing was asked yet."""
        self._at = self._at.on(day)
        self._returns = []
        self._filling = Filling(self._at.budget, (), is_begun=False)


def _known_on(items: Iterable[PlanItem], today: date, until: date) -> float:
    unasked = unasked_recall(((until - today).days,))
    states = (item.track.state for item in items)
    return sum(unasked if state is None else state.recall_on(until) for state in states)


def _after(track: Track, day: date) -> Track:
    """What is remembered after it was asked; what comes back on the same day stays as it is."""
    before = track.state
    if before is not None and before.day >= day:
        return track
    after = _first_state(day) if before is None else _next_state(before, day)
    return Track(after, asked_on=day, known=1.0)


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

"""The items that could be asked today, each with what asking it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from quizapp.domain.memory.curve import recall_after
from quizapp.domain.memory.due_days import RETENTION
from quizapp.domain.memory.log.folding import NOTHING
from quizapp.domain.memory.plan.forecasts import Forecast, forecast_of
from quizapp.domain.memory.plan.horizon import days_ahead
from quizapp.domain.memory.plan.items import PlanItem, form_of, form_on
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import DEFAULT_PACE, Form, Pace
from quizapp.domain.memory.updates import PRIOR, MemoryState

Tells = Callable[[str, str], bool]
"""Whether what the first item shows gives the second away."""


def nothing_tells(_teller: str, _told: str) -> bool:
    """Whether it does, where nothing is known of what items show."""
    return False


@dataclass(frozen=True, slots=True)
class Today:
    """What a plan depends on besides the items.

    Attributes:
        day: The learning day.
        budget: Seconds a day that the learner gives.
        used: Seconds of them that are used.
        exam: The day of the class's exam, if there is one.
        retention: The class's, a share.
        pace: The learner's.
        last_topic: Of the item asked last today.
        last_item: The item itself, if it is one of those that are open.
        tells: What items show of one another.
        misses: Today's, the oldest first.
    """

    day: date
    budget: float
    used: float = 0.0
    exam: date | None = None
    retention: float = RETENTION
    pace: Pace = DEFAULT_PACE
    last_topic: str | None = None
    last_item: str | None = None
    tells: Tells = nothing_tells
    misses: tuple[Miss, ...] = ()

    def on(self, day: date) -> Today:
        """The same for a day to come, on which nothing was done yet."""
        return replace(self, day=day, used=0.0, last_topic=None, last_item=None, misses=())


class Candidate(NamedTuple):
    """An item that was not asked today, in the form in which it would be.

    A tuple, like its forecast: there are thousands where a month is played through.
    """

    item: PlanItem
    form: Form
    forecast: Forecast


def candidates(items: Iterable[PlanItem], today: Today) -> list[Candidate]:
    """All items that can be asked today, the one of highest value first, ties as in the bank."""
    weighing = Weighing(today)
    return most_valuable_first(filter(None, map(weighing.candidate, items)))


def most_valuable_first(found: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in the order in which a plan takes them."""
    return sorted(found, key=_value, reverse=True)


def _value(candidate: Candidate) -> float:
    return candidate.forecast.value


class Weighing:
    """Weighs one item after the other; what is the same for many is worked out once."""

    def __init__(self, today: Today) -> None:
        self._today = today
        self._ahead = days_ahead(today.day, today.exam)
        self._of_new: dict[frozenset[Form], tuple[Form, Forecast]] = {}

    def candidate(self, item: PlanItem) -> Candidate | None:
        """The item as it would be asked; None if that waits for another day."""
        day, track = self._today.day, item.track
        if track is NOTHING:  # most items of a learner: one look for all of them
            return Candidate(item, *self._weighed_new(item))
        if track.last_asked == day:
            return None
        state = track.state
        days = 0 if state is None else state.days_to(day)
        recall = PRIOR if state is None else recall_after(days, state.stability)
        form = form_on(day, item, recall, self._today.pace)
        if form is None:
            return None
        return Candidate(item, form, self._forecast(state, days, form, recall))

    def _forecast(
        self, state: MemoryState | None, days: int, form: Form, recall: float
    ) -> Forecast:
        seconds = self._today.pace.seconds(form, recall)
        return forecast_of(state, days, self._ahead, recall, seconds)

    def _weighed_new(self, item: PlanItem) -> tuple[Form, Forecast]:
        """What follows from the forms in which it can be asked, since nothing else is known."""
        found = self._of_new.get(item.forms)
        if found is None:
            form = form_of(item, PRIOR, self._today.pace)
            found = self._of_new[item.forms] = form, self._forecast(None, 0, form, PRIOR)
        return found

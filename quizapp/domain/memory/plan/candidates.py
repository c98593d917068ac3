"""The items that could be asked today, each with what asking it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from quizapp.domain.memory.curve import recall_after
from quizapp.domain.memory.due_days import RETENTION
from quizapp.domain.memory.plan.forecasts import Forecast, forecast_of
from quizapp.domain.memory.plan.horizon import days_ahead
from quizapp.domain.memory.plan.items import PlanItem, form_on
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import DEFAULT_PACE, Form, Pace
from quizapp.domain.memory.updates import PRIOR

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
    weighing = _Weighing(today)
    found = [each for item in items if (each := weighing.candidate(item)) is not None]
    return sorted(found, key=_value, reverse=True)


def _value(candidate: Candidate) -> float:
    return candidate.forecast.value


class _Weighing:
    """Weighs one item after the other; what is the same for many is worked out once."""

    def __init__(self, today: Today) -> None:
        self._today = today
        self._ahead = days_ahead(today.day, today.exam)
        self._of_new: dict[Form, Forecast] = {}

    def candidate(self, item: PlanItem) -> Candidate | None:
        """The item as it would be asked; None if that waits for another day."""
        day, state = self._today.day, item.track.state
        if item.track.last_asked == day:
            return None
        days = 0 if state is None else state.days_to(day)
        recall = PRIOR if state is None else recall_after(days, state.stability)
        form = form_on(day, item, recall, self._today.pace)
        if form is None:
            return None
        if state is None:
            return Candidate(item, form, self._forecast_of_new(form))
        seconds = self._today.pace.seconds(form, recall)
        return Candidate(item, form, forecast_of(state, days, self._ahead, recall, seconds))

    def _forecast_of_new(self, form: Form) -> Forecast:
        found = self._of_new.get(form)
        if found is None:
            seconds = self._today.pace.seconds(form, PRIOR)
            found = self._of_new[form] = forecast_of(None, 0, self._ahead, PRIOR, seconds)
        return found

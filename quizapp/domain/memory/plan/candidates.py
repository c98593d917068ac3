"""The items that could be asked today, each with what asking it would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizapp.domain.memory.curve import recall_after
from quizapp.domain.memory.due_days import RETENTION
from quizapp.domain.memory.plan.forecasts import Forecast, forecast_of
from quizapp.domain.memory.plan.horizon import days_ahead
from quizapp.domain.memory.plan.items import PlanItem, form_of
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import DEFAULT_PACE, Form, Pace
from quizapp.domain.memory.updates import PRIOR


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
        misses: Today's, the oldest first.
    """

    day: date
    budget: float
    used: float = 0.0
    exam: date | None = None
    retention: float = RETENTION
    pace: Pace = DEFAULT_PACE
    last_topic: str | None = None
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that was not asked today, in the form in which it would be."""

    item: PlanItem
    form: Form
    forecast: Forecast


def candidates(items: Iterable[PlanItem], today: Today) -> list[Candidate]:
    """All items not asked today, the one of highest value first, ties in the order of the bank."""
    ahead = days_ahead(today.day, today.exam)
    found = [_candidate(item, today, ahead) for item in items if item.last_day != today.day]
    return sorted(found, key=lambda each: -each.forecast.value)


def _candidate(item: PlanItem, today: Today, ahead: tuple[int, ...]) -> Candidate:
    state = item.track.state
    days = 0 if state is None else state.days_to(today.day)
    recall = PRIOR if state is None else recall_after(days, state.stability)
    form = form_of(item, recall, today.pace)
    seconds = today.pace.seconds(form, recall)
    return Candidate(item, form, forecast_of(state, days, ahead, recall, seconds))

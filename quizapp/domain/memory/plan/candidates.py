"""The items that could be asked today, each with what asking it would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import NamedTuple, Protocol

from quizapp.domain.memory.due_days import RETENTION
from quizapp.domain.memory.log.folding import NOTHING
from quizapp.domain.memory.plan.courses import MOST_AT_ONCE, kept_prospect_of
from quizapp.domain.memory.plan.forecasts import Forecast, Prospect, prospect_of, prospect_of_new
from quizapp.domain.memory.plan.horizon import days_ahead
from quizapp.domain.memory.plan.items import PlanItem, form_of, form_on
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import DEFAULT_PACE, Form, Pace

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


class Weighed(Protocol):
    """An item that was not asked today, as far as a plan has to know to choose it."""

    @property
    def item(self) -> PlanItem:
        """The item."""

    @property
    def last_day(self) -> date | None:
        """The last learning day on which it was asked."""

    @property
    def now(self) -> float:
        """The chance of recall."""

    @property
    def gain(self) -> float:
        """What asking it today would add to the recall on the days that count."""

    @property
    def seconds(self) -> float:
        """What asking it may be expected to take."""


class Candidate(NamedTuple):
    """An item that was not asked today, in the form in which it would be."""

    item: PlanItem
    form: Form
    forecast: Forecast

    @property
    def last_day(self) -> date | None:
        """The last learning day on which it was asked."""
        return self.item.last_day

    @property
    def now(self) -> float:
        """The chance of recall."""
        return self.forecast.now

    @property
    def gain(self) -> float:
        """What asking it today would add to the recall on the days that count."""
        return self.forecast.gain

    @property
    def seconds(self) -> float:
        """What asking it may be expected to take."""
        return self.forecast.seconds


def candidates(items: Sequence[PlanItem], today: Today) -> list[Candidate]:
    """All items that can be asked today, the one of highest value first, ties as in the bank."""
    weighing = Weighing(today, len(items))
    found = (each for item in items if (each := weighing.candidate(item)) is not None)
    return sorted(found, key=attrgetter("forecast.value"), reverse=True)


class Weighing:
    """Weighs so many items, one after the other; what is the same for many is worked out once."""

    def __init__(self, today: Today, count: int) -> None:
        self._today = today
        self._ahead = days_ahead(today.day, today.exam)
        self._prospect_of = kept_prospect_of if count <= MOST_AT_ONCE else prospect_of
        self._of_new: dict[frozenset[Form], tuple[Form, Forecast]] = {}

    def candidate(self, item: PlanItem) -> Candidate | None:
        """The item as it would be asked; None if that waits for another day."""
        day, track = self._today.day, item.track
        if track is NOTHING:  # most items of a learner: one look for all of them
            return Candidate(item, *self._weighed_new(item))
        if track.last_asked == day:
            return None
        prospect = self._prospect_of(track.state, day, self._ahead)
        form = form_on(day, item, prospect.now, self._today.pace)
        return None if form is None else Candidate(item, form, self._forecast(prospect, form))

    def _forecast(self, prospect: Prospect, form: Form) -> Forecast:
        seconds = self._today.pace.seconds(form, prospect.now)
        return Forecast(prospect.now, prospect.waiting, prospect.asked, seconds)

    def _weighed_new(self, item: PlanItem) -> tuple[Form, Forecast]:
        """What follows from the forms in which it can be asked, since nothing else is known."""
        found = self._of_new.get(item.forms)
        if found is None:
            prospect = prospect_of_new(self._ahead)
            form = form_of(item, prospect.now, self._today.pace)
            found = self._of_new[item.forms] = form, self._forecast(prospect, form)
        return found

"""How many items a learner may be expected to know on the days that count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from quizapp.domain.memory.curve import FIRST_GOOD, recall_after
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.horizon import date_that_counts, days_ahead
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.planning import Ask
from quizapp.domain.memory.updates import PRIOR


@dataclass(frozen=True, slots=True)
class Outlook:
    """Expected numbers of items known.

    Attributes:
        total: All items.
        known: By leaving all alone from now on.
        gain: What the asks of a plan add to that.
        day: The day of the exam where it counts, None for the mean of the month ahead.
    """

    total: int
    known: float
    gain: float
    day: date | None


def outlook_of(items: Sequence[PlanItem], asks: Iterable[Ask], today: Today) -> Outlook:
    """The outlook by the learner's own memories."""
    ahead = days_ahead(today.day, today.exam)
    return Outlook(
        total=len(items),
        known=sum(expected_recall(item, today.day, ahead) for item in items),
        gain=sum(ask.forecast.gain for ask in asks),
        day=date_that_counts(today.day, today.exam),
    )


def expected_recall(item: PlanItem, day: date, ahead: Sequence[int]) -> float:
    """Mean recall so many days ahead if the item is not asked again.

    One that was never asked may have been known before.
    """
    state = item.track.state
    if state is None:
        return PRIOR * fmean(recall_after(each, FIRST_GOOD) for each in ahead)
    days = state.days_to(day)
    return fmean(recall_after(days + each, state.stability) for each in ahead)

"""How many items a learner may be expected to know on the days that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
        known=known_ahead(items, today.day, ahead),
        gain=sum(ask.forecast.gain for ask in asks),
        day=date_that_counts(today.day, today.exam),
    )


def known_ahead(items: Iterable[PlanItem], day: date, ahead: Sequence[int]) -> float:
    """How many are known so many days ahead if none is asked again; most were never asked."""
    unasked = unasked_recall(ahead)
    return sum(
        unasked if item.track.state is None else expected_recall(item, day, ahead) for item in items
    )


@dataclass(frozen=True, slots=True)
class Before:
    """A memory before it was changed: its stability, None for nothing, and its age in days."""

    stability: float | None
    days: int


def gain_so_far(items: Iterable[PlanItem], before: Mapping[str, Before], today: Today) -> float:
    """What the answers of today have added to the number known on the days that count.

    Args:
        items: All open items.
        before: By the item, its memory before today's first answer that counted.
        today: Everything else.
    """
    ahead = days_ahead(today.day, today.exam)
    return sum(
        expected_recall(item, today.day, ahead) - _recall_before(before[item.id], ahead)
        for item in items
        if item.id in before
    )


def _recall_before(before: Before, ahead: Sequence[int]) -> float:
    if before.stability is None:
        return unasked_recall(ahead)
    return fmean([recall_after(before.days + each, before.stability) for each in ahead])


def unasked_recall(ahead: Sequence[int]) -> float:
    """One that was never asked may have been known before."""
    return PRIOR * fmean([recall_after(each, FIRST_GOOD) for each in ahead])


def expected_recall(item: PlanItem, day: date, ahead: Sequence[int]) -> float:
    """Mean recall so many days ahead if the item is not asked again."""
    state = item.track.state
    if state is None:
        return unasked_recall(ahead)
    days = state.days_to(day)
    return fmean([recall_after(days + each, state.stability) for each in ahead])

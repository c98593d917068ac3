"""What comes when today is done, and what to take where a learner chooses."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from quizapp.domain.memory.plan.candidates import Candidate, Today, candidates
from quizapp.domain.memory.plan.filling import Filling
from quizapp.domain.memory.plan.forecasts import gain_of, most_gain
from quizapp.domain.memory.plan.horizon import date_that_counts, days_ahead
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import WORTH_SPARE_TIME

FARTHEST = 60
"""Days for which the next day with work is looked up."""


@dataclass(frozen=True, slots=True)
class NextDay:
    """The first day on which anything is worth asking, and how many items are."""

    day: date
    count: int


def next_day(items: Sequence[PlanItem], today: Today) -> NextDay | None:
    """When to come back; None when nothing is worth it for sixty days."""
    for days in _days_of_one_aim(today):
        first = len(days)
        for item in items:
            first = _first_day(item, days[:first])
        if first < len(days):
            count = sum(_is_worth(item, days[first]) for item in items)
            return NextDay(days[first].day, count)
    return None


class _Day(NamedTuple):
    """A day to come, and how many days ahead of it recall counts."""

    day: date
    ahead: tuple[int, ...]


def _days_of_one_aim(today: Today) -> Iterator[list[_Day]]:
    """The days to come, parted where another day begins to count."""
    later = (today.day + timedelta(days=days) for days in range(1, FARTHEST + 1))
    for _, days in groupby(later, key=lambda day: date_that_counts(day, today.exam)):
        yield [_Day(day, days_ahead(day, today.exam)) for day in days]


def _first_day(item: PlanItem, days: list[_Day]) -> int:
    """The place of the first day on which the item is worth it; their number where it never is.

    What is worth it stays so as long as one aim counts. So the last day is looked at first: most
    items are done with it.
    """
    if not days or not _is_worth(item, days[-1]):
        return len(days)
    return bisect_left(days, True, key=lambda day: _is_worth(item, day))


def _is_worth(item: PlanItem, day: _Day) -> bool:
    state = item.track.state
    if state is not None and most_gain(state, *day) < WORTH_SPARE_TIME:
        return False
    return gain_of(state, *day) >= WORTH_SPARE_TIME


def lowest_recall(items: Sequence[PlanItem], today: Today) -> list[Candidate]:
    """All items not asked today, the one least remembered first: for going on after the plan."""
    return sorted(candidates(items, today), key=lambda each: each.forecast.now)


def most_valuable(
    pool: Sequence[PlanItem], count: int, asked: Sequence[PlanItem], today: Today
) -> list[PlanItem]:
    """So many of a pool as a quiz that a learner chose picks: those that gain most by second.

    Behind them come those that cite the same words as one before or as one of `asked`, and last
    those of which an answer would count for nothing today: they were asked, or their key was seen.
    Ties stay in the order of the pool.
    """
    weighed = candidates([_as_question(item) for item in pool], today)
    apart = Filling(math.inf, asked, is_begun=True).taken(weighed)
    ids = [*(each.item.id for each in (*apart, *weighed)), *(item.id for item in pool)]
    by_id = {item.id: item for item in pool}
    return [by_id[item_id] for item_id in dict.fromkeys(ids)][:count]


def _as_question(item: PlanItem) -> PlanItem:
    """A quiz asks no cards."""
    return replace(item, forms=item.forms - {Form.CARD})

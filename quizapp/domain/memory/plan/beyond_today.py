"""What comes when today is done, and what to take where a learner chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizapp.domain.memory.plan.candidates import Candidate, Today, candidates
from quizapp.domain.memory.plan.items import PlanItem
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
    for days in range(1, FARTHEST + 1):
        later = replace(today, day=today.day + timedelta(days=days))
        worth = [
            each for each in candidates(items, later) if each.forecast.gain >= WORTH_SPARE_TIME
        ]
        if worth:
            return NextDay(later.day, len(worth))
    return None


def lowest_recall(items: Sequence[PlanItem], today: Today) -> list[Candidate]:
    """All items not asked today, the one least remembered first: for going on after the plan."""
    return sorted(candidates(items, today), key=lambda each: each.forecast.now)


def most_valuable(pool: Sequence[PlanItem], today: Today, count: int) -> list[Candidate]:
    """So many of a pool as a quiz that a learner chose picks, those that gain most by second."""
    return candidates(pool, today)[:count]

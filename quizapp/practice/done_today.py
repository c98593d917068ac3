"""The end of a day's session: what was done, what it did, and what of it comes back when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizapp.domain.memory.due_days import due_day
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.outlook import gain_so_far
from quizapp.memory.plan_items import key_of, plan_id
from quizapp.practice.session import Session

MOST_DAYS = 3
"""Days named; what comes back after them is counted together."""


@dataclass(frozen=True)
class Kind:
    """So many items of a kind that were asked, and how many of them were known."""

    asked: int
    known: int


@dataclass(frozen=True)
class DoneToday:
    """What a day's practice came to.

    Attributes:
        met_before: Items that the learner had a memory of.
        new: Items that they had none of.
        gain: How many more items are known on the days that count, by today's answers.
        returns: How many of today's items fall due on each of the next days that any does.
        later: How many fall due after those.
    """

    met_before: Kind
    new: Kind
    gain: float
    returns: tuple[tuple[date, int], ...]
    later: int


def done_today(session: Session) -> DoneToday:
    """What the practice of the session's day came to."""
    before = {plan_id(key): each for key, each in session.so_far.before.items()}
    asked = [item for item in session.items if key_of(item) in session.so_far.items]
    is_new = {item.id: item.id in before and before[item.id].stability is None for item in asked}
    missed = {miss.item_id for miss in session.so_far.misses}
    days = sorted(_due_days(asked, session.terms.retention).items())
    return DoneToday(
        met_before=_kind((each for each in asked if not is_new[each.id]), missed),
        new=_kind((each for each in asked if is_new[each.id]), missed),
        gain=gain_so_far(session.items, before, session.today),
        returns=tuple(days[:MOST_DAYS]),
        later=sum(count for _, count in days[MOST_DAYS:]),
    )


def _kind(items: Iterable[PlanItem], missed: set[str]) -> Kind:
    found = [item.id for item in items]
    return Kind(len(found), sum(item_id not in missed for item_id in found))


def _due_days(items: Iterable[PlanItem], retention: float) -> Counter[date]:
    states = [item.track.state for item in items]
    return Counter(due_day(state, retention) for state in states if state is not None)

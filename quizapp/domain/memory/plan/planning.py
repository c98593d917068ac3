"""What a learner is asked today: one plan over all open items, within their minutes.

A pure function of the learner's own memories, the day, the exam, the minutes, and how many of them
are used. Nothing is drawn by lot and no list is kept: items that were asked leave the plan, seconds
that were used shorten it, and every page comes to the same order of what is left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from quizapp.domain.memory.plan.candidates import Candidate, Today, Weighed, candidates
from quizapp.domain.memory.plan.filling import Filling
from quizapp.domain.memory.plan.forecasts import Forecast
from quizapp.domain.memory.plan.horizon import date_that_counts
from quizapp.domain.memory.plan.items import PlanItem, form_of
from quizapp.domain.memory.plan.keeping_apart import kept_apart
from quizapp.domain.memory.plan.misses import MOST_OFFERED, in_turn
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.reasons import Missed, Neglected, Reason, reason_of

WORTHWHILE = 0.02
"""The gain of recall from which on an item comes before today's misses."""

WORTH_SPARE_TIME = 0.005
"""The gain below which an item is better left alone, even where minutes are left."""

NEGLECTED_AFTER = 28
"""Learning days after which an item is asked whatever its figures say, one a session: a guard
against a model that is wrong about one item."""

RETURN_KNOWN = 0.5
"""The chance at which the seconds of a returning miss are reckoned: nobody has measured it."""


_Weighed = TypeVar("_Weighed", bound=Weighed)


class Part(StrEnum):
    """Why an item has its place in the plan."""

    NEGLECTED = "neglected"
    WORTHWHILE = "worthwhile"
    MISSED = "missed"
    SPARE_TIME = "spare time"


@dataclass(frozen=True, slots=True)
class Ask:
    """An item of a plan."""

    item: PlanItem
    form: Form
    forecast: Forecast
    part: Part
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """What is left of today, in order.

    Attributes:
        asks: What fits the minutes; none when the day is done.
        offered: Items missed today for which no minute is left, to be offered once more.
    """

    asks: tuple[Ask, ...]
    offered: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it may be expected to take."""
        return seconds_of(ask.forecast for ask in self.asks)


def plan_of(items: Sequence[PlanItem], today: Today) -> Plan:
    """The plan of today.

    Args:
        items: All open items in the order of the bank, also those that were asked today.
        today: Everything else.
    """
    returns = returning(items, today)
    parts = parts_of(candidates(items, today), returns, Filling.of(items, today), today)
    waiting = [each.item.id for each in returns[len(parts[Part.MISSED]) :]]
    return Plan(_ordered(parts, today), tuple(waiting[:MOST_OFFERED]))


def seconds_of(forecasts: Iterable[Forecast]) -> float:
    """How long asking may be expected to take, to the last bit the same in whatever order."""
    return math.fsum(each.seconds for each in forecasts)


def parts_of(
    open_: Sequence[_Weighed], returns: Sequence[_Weighed], filling: Filling, today: Today
) -> Mapping[Part, list[_Weighed]]:
    """What fits the minutes, by part; each part as it was weighed.

    Args:
        open_: What can be asked, the one of highest value first.
        returns: Today's misses.
        filling: What is left of the minutes.
        today: Everything else.
    """
    neglected = filling.taken(_longest_neglected(open_, today))
    first = {each.item.id for each in neglected}
    rest = [each for each in open_ if each.item.id not in first] if first else open_
    worth = filling.taken(each for each in rest if each.gain >= WORTHWHILE)
    missed = filling.taken(returns)
    spare = filling.taken(_for_spare_time(rest))
    return {
        Part.NEGLECTED: neglected,
        Part.WORTHWHILE: worth,
        Part.MISSED: missed,
        Part.SPARE_TIME: spare,
    }


def _longest_neglected(open_: Iterable[_Weighed], today: Today) -> list[_Weighed]:
    """At most one, and only while the day's session has not begun."""
    if today.used > 0:
        return []
    since = today.day - timedelta(days=NEGLECTED_AFTER)
    waiting = [each for each in open_ if (last := each.last_day) and last <= since]
    return sorted(waiting, key=lambda each: -_days_since(each, today))[:1]


def _days_since(candidate: Weighed, today: Today) -> int:
    last = candidate.last_day
    return 0 if last is None else (today.day - last).days


def returning(items: Iterable[PlanItem], today: Today) -> list[Candidate]:
    """Today's misses as they come back, priced as if nobody knew whether they are known now."""
    if not today.misses:
        return []
    by_id = {item.id: item for item in items}
    found = (by_id[item_id] for item_id in in_turn(today.misses) if item_id in by_id)
    return [_return(item, today) for item in found]


def _return(item: PlanItem, today: Today) -> Candidate:
    form = form_of(item, RETURN_KNOWN, today.pace)
    seconds = today.pace.seconds(form, RETURN_KNOWN)
    return Candidate(item, form, Forecast(RETURN_KNOWN, RETURN_KNOWN, RETURN_KNOWN, seconds))


def _for_spare_time(rest: Iterable[_Weighed]) -> Iterator[_Weighed]:
    """What gains a little, the lowest recall first; not looked for where no minute is left."""
    found = [each for each in rest if WORTH_SPARE_TIME <= each.gain < WORTHWHILE]
    yield from sorted(found, key=lambda each: each.now)


def _ordered(parts: Mapping[Part, list[Candidate]], today: Today) -> tuple[Ask, ...]:
    """The parts one after the other, each kept apart; misses keep their turn."""
    asks: list[Ask] = []
    for part, chosen in parts.items():
        order = chosen if part is Part.MISSED else kept_apart(chosen, _after(asks, today))
        asks += [as_ask(each, part, today) for each in order]
    return tuple(asks)


def _after(asks: Sequence[Ask], today: Today) -> Today:
    if not asks:
        return today
    return replace(today, last_topic=asks[-1].item.topic, last_item=asks[-1].item.id)


def as_ask(candidate: Candidate, part: Part, today: Today) -> Ask:
    """An item as it is asked, with the reason."""
    item, form, forecast = candidate.item, candidate.form, candidate.forecast
    return Ask(item, form, forecast, part, _reason(candidate, part, today))


def _reason(candidate: Candidate, part: Part, today: Today) -> Reason:
    if part is Part.NEGLECTED:
        return Neglected(_days_since(candidate, today))
    if part is Part.MISSED:
        return Missed(today.day)
    exam = date_that_counts(today.day, today.exam)
    return reason_of(candidate.item.track, candidate.forecast, exam, today.retention)

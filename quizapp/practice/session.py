"""Today's session of practice: what a learner's plan asks, in which order, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.bank import Bank
from quizapp.domain.memory import Moment
from quizapp.domain.memory.plan.beyond_today import NextDay, lowest_recall, next_day
from quizapp.domain.memory.plan.candidates import Candidate, Today, candidates
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.keeping_apart import kept_apart
from quizapp.domain.memory.plan.outlook import Outlook, outlook_of
from quizapp.domain.memory.plan.planning import Ask, Part, Plan, as_ask, plan_of, returning
from quizapp.domain.memory.plan.reasons import Missed, New
from quizapp.memory.hidden_items import Hidden, ItemKey, hidden_of
from quizapp.memory.plan_items import (
    askable_keys,
    key_of,
    plan_id,
    plan_items,
    tells_between,
    tracks_of,
)
from quizapp.memory.terms import LearningTerms, terms_of
from quizapp.practice.day_so_far import DaySoFar, day_so_far, pace_of_learner
from quizapp.practice.scope import EVERYTHING, Scope
from quizapp.practice.way import Stretch, way_through
from quizapp.web.extensions import db

MORE = 5
"""Asked for at once by whoever goes on after the day is done."""


@dataclass(frozen=True)
class Session:
    """What is left of a learner's day. Every page that tells of it tells these figures.

    Attributes:
        asks: In order.
        offered: Items missed today for which no minute is left.
        so_far: What was done today.
        hidden: What waits, and for what.
        terms: The learner's exam, retention and minutes.
        waiting_count: How many of the banks' items wait for an attempt to be finished.
        held_count: How many more wait for an assignment to close, or to be taken.
        items: All open items, with what the learner's own answers say of each.
        today: What the plan depends on besides them.
    """

    asks: tuple[Ask, ...]
    offered: tuple[ItemKey, ...]
    so_far: DaySoFar
    hidden: Hidden
    terms: LearningTerms
    waiting_count: int
    held_count: int
    items: tuple[PlanItem, ...]
    today: Today

    @property
    def left(self) -> int:
        """How many items are left for today."""
        return len(self.asks)

    @property
    def next_ask(self) -> Ask | None:
        """What comes next."""
        return next(iter(self.asks), None)

    @property
    def missed(self) -> int:
        """How many of them were missed the last time."""
        return sum(isinstance(ask.reason, Missed) for ask in self.asks)

    @property
    def new(self) -> int:
        """How many were never asked."""
        return sum(isinstance(ask.reason, New) for ask in self.asks)

    @property
    def to_refresh(self) -> int:
        """How many were known the last time."""
        return self.left - self.missed - self.new

    @property
    def seconds(self) -> float:
        """How long it may be expected to take."""
        return sum(ask.forecast.seconds for ask in self.asks)

    @property
    def is_begun(self) -> bool:
        """Whether the learner has ever been asked anything of these banks."""
        return any(item.track.last_asked is not None for item in self.items)

    @property
    def nothing_to_ask(self) -> bool:
        """Whether there is no item at all that could be asked."""
        return not self.items

    @property
    def can_go_on(self) -> bool:
        """Whether any item can still be asked today."""
        return bool(candidates(self.items, self.today))

    @property
    def more(self) -> int:
        """How many answers of today there are after going on for a few more."""
        return self.so_far.answered + MORE

    @cached_property
    def outlook(self) -> Outlook:
        """How many items the learner may be expected to know, and what the session adds."""
        return outlook_of(self.items, self.asks, self.today)

    @cached_property
    def next_day(self) -> NextDay | None:
        """When there is something to do again, and how much of it fits the minutes then.

        It is looked up for sixty days.
        """
        found = next_day(self.items, self.today)
        if found is None:
            return None
        plan = plan_of(self.items, self.today.on(found.day))
        return NextDay(found.day, len(plan.asks))

    def way(self, bank: Bank) -> list[Stretch]:
        """The way through a bank's article."""
        return way_through(bank, self.items, self.terms.today)

    def left_of(self, bank_id: str) -> int:
        """How many of them are of this bank."""
        return sum(key_of(ask.item).bank_id == bank_id for ask in self.asks)


def session_of(
    user_id: int | None, banks: Sequence[Bank], moment: Moment, scope: Scope = EVERYTHING
) -> Session:
    """The learner's session; of somebody the server has not met yet, everything is new.

    Items whose keys would be shown too early are left out, and so are those that their bank holds
    back. A constant number of queries.
    """
    terms = terms_of(db.session, user_id, moment)
    hidden = hidden_of(user_id, banks, moment.now)
    so_far = day_so_far(user_id, terms.today)
    keys = [key for bank in banks for key in askable_keys(bank)]
    tracks = tracks_of(user_id, keys)
    open_ = plan_items(banks, [key for key in keys if key not in hidden.waiting], tracks)
    today = _today(terms, so_far, open_, user_id, banks)
    plan = _plan(open_, today, so_far, scope)
    all_keys = frozenset(keys)
    return Session(
        asks=plan.asks,
        offered=tuple(ItemKey(*each.split("/", 1)) for each in plan.offered),
        so_far=so_far,
        hidden=hidden,
        terms=terms,
        waiting_count=len(hidden.asked & all_keys),
        held_count=len(((hidden.held | hidden.reserved) - hidden.asked) & all_keys),
        items=tuple(open_),
        today=today,
    )


def _today(
    terms: LearningTerms,
    so_far: DaySoFar,
    items: Sequence[PlanItem],
    user_id: int | None,
    banks: Sequence[Bank],
) -> Today:
    last = plan_id(so_far.last_item) if so_far.last_item else None
    last_item = next((item for item in items if item.id == last), None)
    return Today(
        day=terms.today,
        budget=terms.minutes * 60.0,
        used=so_far.used,
        exam=terms.exam,
        retention=terms.retention,
        pace=pace_of_learner(user_id),
        last_topic=last_item.topic if last_item else None,
        last_item=last_item.id if last_item else None,
        tells=tells_between(banks),
        misses=so_far.misses,
    )


def _plan(items: Sequence[PlanItem], today: Today, so_far: DaySoFar, scope: Scope) -> Plan:
    """The plan of the day; or, where the learner chose, all of that, the minutes aside."""
    if scope.is_everything:
        plan = plan_of(items, today)
        return plan if plan.asks else _more(items, today, scope.until - so_far.answered)
    if scope.missed:
        return Plan(tuple(as_ask(each, Part.MISSED, today) for each in returning(items, today)))
    chosen = candidates([item for item in items if scope.has(item)], today)
    return Plan(_asks(chosen[: scope.most_after(so_far.answered)], today))


def _more(items: Sequence[PlanItem], today: Today, count: int) -> Plan:
    """So many beyond the plan, those least remembered."""
    offered = plan_of(items, today).offered
    if count <= 0:
        return Plan((), offered)
    return Plan(_asks(lowest_recall(items, today)[:count], today), offered)


def _asks(chosen: Sequence[Candidate], today: Today) -> tuple[Ask, ...]:
    return tuple(as_ask(each, Part.SPARE_TIME, today) for each in kept_apart(chosen, today))

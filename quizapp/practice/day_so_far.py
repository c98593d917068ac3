"""What a learner has done on a learning day: the minutes used, and what was missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quizapp.domain.memory import Rating
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.outlook import Before
from quizapp.domain.memory.plan.pace import (
    DEFAULT_SECONDS,
    LONGEST,
    Form,
    Pace,
    Timed,
    pace_of,
)
from quizapp.domain.memory.plan.reasons import MISSED_BELOW
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import plan_id
from quizapp.models.day_rows import DAY_ROWS, TIMED_ROWS, DayRow
from quizapp.models.memory import ReviewSource
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.extensions import db

IN_SESSION = frozenset({ReviewSource.CARD, ReviewSource.SESSION})
"""Only these use up the minutes: a quiz in class leaves the day's practice as it is."""


@dataclass(frozen=True)
class DaySoFar:
    """A learning day up to now.

    Attributes:
        used: Seconds of practice.
        answered: How many items practice has asked, each time counted.
        items: The items that were answered in practice.
        right: How many of these were known the last time they came.
        before: What each of them was in the memory before its first answer that counted.
        misses: What was missed and not known since, the oldest first.
        last_item: The item asked last.
    """

    used: float = 0.0
    answered: int = 0
    items: frozenset[ItemKey] = frozenset()
    right: int = 0
    before: Mapping[ItemKey, Before] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()
    last_item: ItemKey | None = None


def day_so_far(user_id: int | None, day: date) -> DaySoFar:
    """The learner's day. One query."""
    if user_id is None:
        return DaySoFar()
    rows = db.session.execute(
        DAY_ROWS, {"user_id": user_id, "day": day}, execution_options=COMPILED_ONCE
    ).all()
    practised = [row for row in rows if row.source in IN_SESSION]
    last = {_key(row): is_right(row) for row in practised}
    return DaySoFar(
        used=sum(map(_seconds, practised)),
        answered=len(practised),
        items=frozenset(last),
        right=sum(last.values()),
        before=_before(practised),
        misses=_misses(rows),
        last_item=_key(practised[-1]) if practised else None,
    )


def pace_of_learner(user_id: int | None) -> Pace:
    """How fast the learner is, by their last answers. One query."""
    rows = (
        db.session.execute(TIMED_ROWS, {"user_id": user_id}, execution_options=COMPILED_ONCE).all()
        if user_id
        else []
    )
    return pace_of(Timed(Form(row.form), is_right(row), row.seconds) for row in rows)


def is_right(row: DayRow) -> bool:
    """Whether an item was known, as far as anybody can tell."""
    if row.source == ReviewSource.CARD:
        return row.rating != Rating.AGAIN
    mark = row.mark if row.remarked is None else row.remarked
    return (mark or 0.0) >= MISSED_BELOW


def _before(rows: Iterable[DayRow]) -> dict[ItemKey, Before]:
    found: dict[ItemKey, Before] = {}
    for row in rows:
        if row.known is not None:
            found.setdefault(_key(row), Before(row.stability_before, row.days_before or 0))
    return found


def _misses(rows: Sequence[DayRow]) -> tuple[Miss, ...]:
    """Items missed and not known since, with how often they have come back."""
    missed: dict[ItemKey, int] = {}
    since: dict[ItemKey, set[ItemKey]] = {}
    for row in rows:
        key = _key(row)
        for others in since.values():
            others.add(key)
        if is_right(row):
            missed.pop(key, None)
            since.pop(key, None)
        else:
            missed[key] = missed.get(key, -1) + 1
            since[key] = set()
    return tuple(Miss(plan_id(key), count, len(since[key])) for key, count in missed.items())


def _seconds(row: DayRow) -> float:
    if row.seconds is not None:
        return min(row.seconds, LONGEST)
    default = DEFAULT_SECONDS[Form(row.form or Form.CARD)]
    return default.right if is_right(row) else default.wrong


def _key(row: DayRow) -> ItemKey:
    return ItemKey(row.bank_key, row.item_key)

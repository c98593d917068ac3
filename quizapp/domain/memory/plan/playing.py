"""Days to come, played: each is planned as it would be, and what it asks is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from operator import attrgetter

from quizapp.domain.memory.plan.candidates import Today, Weighed
from quizapp.domain.memory.plan.citing import WordsShared, sharing_words
from quizapp.domain.memory.plan.filling import Filling
from quizapp.domain.memory.plan.horizon import days_ahead
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.planning import parts_of, returning
from quizapp.domain.memory.plan.played_items import PlayedItem
from quizapp.domain.memory.updates import MemoryState


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A day with how many items its plan asks, and how many seconds that may take."""

    day: date
    count: int
    seconds: float


class Play:
    """Items, played day by day."""

    def __init__(self, items: Sequence[PlanItem], today: Today) -> None:
        self._items = {item.id: PlayedItem(item, today.pace) for item in items}
        self._sharing = sharing_words(items)
        self._at = today
        self._returns: Sequence[Weighed] = returning(items, today)
        self._filling = Filling.of(items, today, WordsShared(self._sharing))

    @property
    def states(self) -> Iterable[MemoryState | None]:
        """What is remembered of each item before the next day."""
        return (each.state for each in self._items.values())

    def next_day(self) -> DayToCome:
        """Play a day: what its plan asks is asked."""
        day = self._at.day
        ahead = days_ahead(day, self._at.exam)
        parts = parts_of(self._open(ahead), self._returns, self._filling, self._at)
        asked = [each for chosen in parts.values() for each in chosen]
        for each in asked:
            self._items[each.item.id].ask(day, ahead)
        self._go_to(day + timedelta(days=1))
        return DayToCome(day, len(asked), fsum([each.seconds for each in asked]))

    def _open(self, ahead: tuple[int, ...]) -> list[Weighed]:
        day = self._at.day
        open_ = [each for each in self._items.values() if each.is_open_on(day, ahead)]
        return sorted(open_, key=attrgetter("value"), reverse=True)

    def _go_to(self, day: date) -> None:
        """Let another day begin, on which nothing was asked yet."""
        self._at = self._at.on(day)
        self._returns = ()
        cited = WordsShared(self._sharing)
        self._filling = Filling(self._at.budget, (), is_begun=False, cited=cited)

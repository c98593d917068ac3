"""A day's minutes, filled in the order of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from quizapp.domain.memory.plan.candidates import Today, Weighed
from quizapp.domain.memory.plan.citing import CitedWords, WordsOfADay
from quizapp.domain.memory.plan.items import PlanItem

_Weighed = TypeVar("_Weighed", bound=Weighed)


class Filling:
    """Takes one item after the other while their seconds fit; afterwards, no more."""

    def __init__(
        self,
        seconds: float,
        asked: Sequence[PlanItem],
        *,
        is_begun: bool,
        cited: CitedWords | None = None,
    ) -> None:
        self._left = seconds
        self._asked_ids = {item.id for item in asked}
        self._cited = cited or WordsOfADay()
        for item in asked:
            self._cited.cite(item)
        self._is_empty = not is_begun
        self._is_full = False

    @classmethod
    def of(
        cls, items: Iterable[PlanItem], today: Today, cited: CitedWords | None = None
    ) -> Filling:
        """What is left of the day's minutes."""
        asked = [item for item in items if item.last_day == today.day]
        return cls(today.budget - today.used, asked, is_begun=today.used > 0, cited=cited)

    def taken(self, offered: Iterable[_Weighed]) -> list[_Weighed]:
        """Those of the offered that fit, up to the first that does not.

        The first of a day always fits. Of items that cite the same words, one a day is taken:
        whoever has just read the one would know the other.
        """
        chosen: list[_Weighed] = []
        if self._is_full:
            return chosen
        for each in offered:
            if self._is_given_away(each.item):
                continue
            if not self._fits(each.seconds):
                break
            self._take(each)
            chosen.append(each)
        return chosen

    def _is_given_away(self, item: PlanItem) -> bool:
        """A miss was asked today itself, and comes back all the same."""
        return self._cited.have_any_of(item) and item.id not in self._asked_ids

    def _fits(self, seconds: float) -> bool:
        does = not self._is_full and (self._is_empty or seconds <= self._left)
        self._is_full = not does
        return does

    def _take(self, each: Weighed) -> None:
        self._left -= each.seconds
        self._is_empty = False
        self._cited.cite(each.item)

"""A day's minutes, filled in the order of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quizapp.domain.memory.plan.candidates import Candidate, Today
from quizapp.domain.memory.plan.items import Citation, PlanItem


class Filling:
    """Takes one item after the other while their seconds fit; afterwards, no more."""

    def __init__(self, seconds: float, asked: Sequence[PlanItem], *, is_begun: bool) -> None:
        self._left = seconds
        self._asked_ids = {item.id for item in asked}
        self._cited: dict[str, list[Citation]] = defaultdict(list)
        for item in asked:
            self._cite(item)
        self._is_empty = not is_begun
        self._is_full = False

    @classmethod
    def of(cls, items: Iterable[PlanItem], today: Today) -> Filling:
        """What is left of the day's minutes."""
        asked = [item for item in items if item.last_day == today.day]
        return cls(today.budget - today.used, asked, is_begun=today.used > 0)

    def taken(self, offered: Iterable[Candidate]) -> list[Candidate]:
        """Those of the offered that fit, up to the first that does not.

        The first of a day always fits. Of items that cite the same words, one a day is taken:
        whoever has just read the one would know the other.
        """
        chosen: list[Candidate] = []
        if self._is_full:
            return chosen
        for each in offered:
            if self._is_given_away(each.item):
                continue
            if not self._fits(each):
                break
            self._take(each)
            chosen.append(each)
        return chosen

    def _is_given_away(self, item: PlanItem) -> bool:
        """A miss was asked today itself, and comes back all the same."""
        if item.id in self._asked_ids:
            return False
        for mine in item.citations:  # loops: a month played through asks it 2,000 times
            for other in self._cited.get(mine.passage_id, ()):
                if mine.overlaps(other):
                    return True
        return False

    def _fits(self, each: Candidate) -> bool:
        does = not self._is_full and (self._is_empty or each.forecast.seconds <= self._left)
        self._is_full = not does
        return does

    def _take(self, each: Candidate) -> None:
        self._left -= each.forecast.seconds
        self._is_empty = False
        self._cite(each.item)

    def _cite(self, item: PlanItem) -> None:
        for citation in item.citations:
            self._cited[citation.passage_id].append(citation)

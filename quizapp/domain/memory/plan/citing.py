"""Which items cite the same words of the article: whoever has just read the one knows the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Protocol

from quizapp.domain.memory.plan.items import Citation, PlanItem


class CitedWords(Protocol):
    """The words that were cited on a day."""

    def cite(self, item: PlanItem) -> None:
        """Have those of this item among them."""

    def have_any_of(self, item: PlanItem) -> bool:
        """Whether any that this item cites are among them."""


class WordsOfADay:
    """The words themselves, compared when an item is looked at: on a single day that is few."""

    def __init__(self) -> None:
        self._cited: dict[str, list[Citation]] = defaultdict(list)

    def cite(self, item: PlanItem) -> None:
        """Have those of this item among them."""
        for citation in item.citations:
            self._cited[citation.passage_id].append(citation)

    def have_any_of(self, item: PlanItem) -> bool:
        """Whether any that this item cites are among them."""
        for mine in item.citations:
            for other in self._cited.get(mine.passage_id, ()):
                if mine.overlaps(other):
                    return True
        return False


class WordsShared:
    """The items that cite the same words as one that was asked: for days that are played on end.

    `sharing` has them by each item, compared once for all days (`sharing_words`).
    """

    def __init__(self, sharing: Mapping[str, Collection[str]]) -> None:
        self._sharing = sharing
        self._told: set[str] = set()

    def cite(self, item: PlanItem) -> None:
        """Have the words of this item among those cited."""
        self._told.update(self._sharing[item.id])

    def have_any_of(self, item: PlanItem) -> bool:
        """Whether any that this item cites are among them."""
        return item.id in self._told


def sharing_words(items: Iterable[PlanItem]) -> Mapping[str, Collection[str]]:
    """By each item those that cite any words that it cites; itself, if it cites any."""
    citing = defaultdict[str, list[tuple[Citation, str]]](list)
    sharing: dict[str, set[str]] = {}
    for item in items:
        sharing[item.id] = {item.id} if item.citations else set()
        for citation in item.citations:
            citing[citation.passage_id].append((citation, item.id))
    for of_passage in citing.values():
        for (mine, item_id), (other, other_id) in combinations(of_passage, 2):
            if mine.overlaps(other):
                sharing[item_id].add(other_id)
                sharing[other_id].add(item_id)
    return sharing

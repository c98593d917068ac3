"""Which other items an item may take its distractors from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quizapp.domain.items import ItemForm

SIBLING_LIMIT = 30
"""Siblings at most, so that a question's size does not grow with the bank."""


class Siblings:
    """The items of each type, in the order of the bank."""

    def __init__(self, items: Iterable[ItemForm]) -> None:
        self._by_type: dict[str, list[ItemForm]] = defaultdict(list)
        self._place: dict[str, int] = {}
        for item in items:
            self._place[item.id] = len(self._by_type[item.type])
            self._by_type[item.type].append(item)

    def of(self, item: ItemForm) -> Sequence[ItemForm]:
        """Return the items of the same type that follow this one, then from the first to before it.

        Which they are depends on nothing that is far away: an item added elsewhere in a large
        bank leaves this one's question, and so its revision, as it is.
        """
        alike, place = self._by_type[item.type], self._place[item.id]
        end = place + 1 + min(SIBLING_LIMIT, len(alike) - 1)
        return alike[place + 1 : end] + alike[: max(end - len(alike), 0)]

"""Which other items an item may take its distractors from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quizapp.domain.items import ItemForm

SIBLING_LIMIT = 30
"""Siblings at most, so that a question's size does not grow with the bank."""


class Siblings:
    """The items of each type, and of each kind within it, in the order of the bank."""

    def __init__(self, items: Iterable[ItemForm]) -> None:
        self._rings: dict[tuple[str, ...], list[ItemForm]] = defaultdict(list)
        self._place: dict[tuple[tuple[str, ...], str], int] = {}
        for item in items:
            for ring in _rings(item):
                self._place[ring, item.id] = len(self._rings[ring])
                self._rings[ring].append(item)

    def of(self, item: ItemForm) -> Sequence[ItemForm]:
        """Return the items of the same type that follow this one, then from the first to before it.

        Which they are depends on nothing that is far away: an item added elsewhere in a large
        bank leaves this one's question, and so its revision, as it is. Those of its kind come
        first, from however far: in a large bank there may be too few of them nearby.
        """
        neighbours, *kin = [self._following(ring, item) for ring in _rings(item)]
        if not kin:
            return neighbours
        return [*kin[0], *(other for other in neighbours if other.kin() != item.kin())]

    def _following(self, ring: tuple[str, ...], item: ItemForm) -> Sequence[ItemForm]:
        alike, place = self._rings[ring], self._place[ring, item.id]
        end = place + 1 + min(SIBLING_LIMIT, len(alike) - 1)
        return alike[place + 1 : end] + alike[: max(end - len(alike), 0)]


def _rings(item: ItemForm) -> list[tuple[str, ...]]:
    """Return the groups that an item is in: its type, and its kind if it has one."""
    kin = item.kin()
    return [(item.type,)] if kin is None else [(item.type,), (item.type, kin)]

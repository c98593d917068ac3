"""Shares of a mark in the percentages that Moodle knows."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.items import ItemForm, MultipleItem, PlaceItem
from quizapp.exchange.results import Loss

_DIVISIBLE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20}
"""Numbers of keys for which Moodle has the percentage that is each one's fair share."""


def percent(share: float) -> str:
    """Return a share as Moodle writes percentages: 33.33333, 50, -25."""
    return f"{share * 100:.5f}".rstrip("0").rstrip(".")


def share_losses(item: ItemForm, target: str) -> Iterator[Loss]:
    """Tell where the other program will mark otherwise."""
    if isinstance(item, MultipleItem):
        count = len(item.keys)
    elif isinstance(item, PlaceItem) and len(item.right) > 1:
        count = len(item.right)
    else:
        return
    if item.credit == "exact":
        message = f"{target} gives part of the mark for part of the keys of `{item.id}`."
        yield Loss("X622", item.id, message)
    if count not in _DIVISIBLE:
        message = f"Moodle has no percentage for each of the {count} keys of `{item.id}`."
        yield Loss("X622", item.id, message)

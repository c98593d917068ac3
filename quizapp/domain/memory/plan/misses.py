"""Items missed today, which come back in the same session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_RETURNS = 2
"""How often a miss comes back on its day: more would be drill, not memory."""

ITEMS_BETWEEN = 3
"""Other items that come first, so that it is recalled and not just repeated."""

MOST_OFFERED = 3
"""How many are offered once more when no minute is left."""


@dataclass(frozen=True, slots=True)
class Miss:
    """An item missed today and not known since.

    Attributes:
        item_id: The item.
        returns: How often it has come back today.
        others_since: How many other items were asked since it was missed last.
    """

    item_id: str
    returns: int = 0
    others_since: int = ITEMS_BETWEEN


def in_turn(misses: Iterable[Miss]) -> list[str]:
    """Those that may still come back, the oldest first, but none sooner than three items after.

    Where nothing else is left to come between, they need not wait.
    """
    coming = [miss for miss in misses if miss.returns < MOST_RETURNS]
    coming.sort(key=lambda miss: miss.others_since < ITEMS_BETWEEN)
    return [miss.item_id for miss in coming]

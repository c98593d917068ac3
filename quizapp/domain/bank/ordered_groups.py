"""Groups of keys whose order says something: the boxes of a sort are shown in it."""

from __future__ import annotations

from collections.abc import Mapping

_ORDERED = {"boxes"}


def is_reordered(name: str | None, old: object, wanted: object) -> bool:
    """Whether keys that both groups have stand in another order, where that says something."""
    if name not in _ORDERED or not isinstance(old, Mapping) or not isinstance(wanted, Mapping):
        return False
    return [key for key in old if key in wanted] != [key for key in wanted if key in old]


def says_the_same(old: object, wanted: object) -> bool:
    """Whether both say the same, also in the order of such groups."""
    if old != wanted:
        return False
    if isinstance(old, Mapping) and isinstance(wanted, Mapping):
        return all(
            not is_reordered(key, old[key], wanted[key]) and says_the_same(old[key], wanted[key])
            for key in wanted
        )
    if isinstance(old, list) and isinstance(wanted, list):
        return all(map(says_the_same, old, wanted))
    return True

"""Options that go together: none is half true of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Apart = Mapping[str, frozenset[str]]
"""For an option, by its id, those that never stand beside it."""


def kept_apart(pairs: Iterable[tuple[str, str]]) -> Apart:
    """Return the pairs seen from each side."""
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        apart[one].add(other)
        apart[other].add(one)
    return {one: frozenset(others) for one, others in apart.items()}


def largest_together(options: Sequence[str], count: int, apart: Apart) -> tuple[str, ...]:
    """Return so many options, earlier ones first, of which no two are to be kept apart.

    Where so many do not go together, as many as do.
    """
    best: tuple[str, ...] = ()
    for at, option in enumerate(options):
        if len(best) == count or len(options) - at <= len(best):
            break
        near = apart.get(option, frozenset())
        others = [other for other in options[at + 1 :] if other not in near]
        found = (option, *largest_together(others, count - 1, apart))
        best = max(best, found, key=len)
    return best

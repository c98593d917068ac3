"""The strongest and the weakest learners, without tossing a coin at the border.

Groups are told by how many of each value belong to them. Learners who are tied at the border share
the places that are left equally: what drawing lots would give on average, whatever the order of the
rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

EXTREME = 0.27
"""The share in each extreme group: Kelley (1939), Journal of Educational Psychology 30, 17-24."""


def extreme_size(n: int) -> int:
    """How many learners the upper, and the lower, 27 % of n are; half of them at most."""
    return min(max(1, _nearest(EXTREME * n)), n // 2)


def third_size(n: int) -> int:
    """How many learners the strongest, and the weakest, third of n are; the middle has the rest."""
    return _nearest(n / 3)


def half_size(n: int) -> int:
    """How many learners the stronger half of n are."""
    return _nearest(n / 2)


def lowest(values: Sequence[float], counts: Sequence[int], size: int) -> list[float]:
    """How many of each value belong to the `size` lowest; a part of those tied at the border.

    Args:
        values: What learners are ordered by, in any order.
        counts: How many learners have each.
        size: At least 1, and not above the sum of the counts.
    """
    totals: defaultdict[float, int] = defaultdict(int)
    for value, count in zip(values, counts, strict=True):
        totals[value] += count
    places = size
    for border in sorted(totals):
        if totals[border] >= places:
            break
        places -= totals[border]
    tied = totals[border]
    return [
        float(count) if value < border else count * places / tied if value == border else 0.0
        for value, count in zip(values, counts, strict=True)
    ]


def highest(values: Sequence[float], counts: Sequence[int], size: int) -> list[float]:
    """How many of each value belong to the `size` highest."""
    return lowest([-value for value in values], counts, size)


def thirds(
    values: Sequence[float], counts: Sequence[int]
) -> tuple[list[float], list[float], list[float]]:
    """How many of each value belong to the weakest, middle and strongest third of at least 3."""
    size = third_size(sum(counts))
    weakest, strongest = lowest(values, counts, size), highest(values, counts, size)
    middle = [
        count - low - high for count, low, high in zip(counts, weakest, strongest, strict=True)
    ]
    return weakest, middle, strongest


def _nearest(value: float) -> int:
    """The nearest whole number; halves go up."""
    return int(value + 0.5)

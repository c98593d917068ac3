"""The strongest and the weakest learners, without tossing a coin at the border."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

EXTREME = 0.27
"""The share in each extreme group: Kelley (1939), Journal of Educational Psychology 30, 17-24."""


def extreme_size(n: int) -> int:
    """How many learners the upper, and the lower, 27 % of n are; half of them at most."""
    return min(max(1, round_half_up(EXTREME * n)), n // 2)


def third_size(n: int) -> int:
    """How many learners the strongest, and the weakest, third of n are; the middle has the rest."""
    return round_half_up(n / 3)


def round_half_up(value: float) -> int:
    """The nearest whole number; halves go up."""
    return int(value + 0.5)


def bottom_weights(values: Sequence[float], size: int) -> list[float]:
    """How much each learner belongs to the `size` lowest values: 1, 0, or a part.

    Learners who are tied at the border share the places that are left equally. That is what
    drawing lots would give on average, and it does not hang on the order of the rows.
    """
    ordered = sorted(values)
    border = ordered[size - 1]
    below = bisect_left(ordered, border)
    part = (size - below) / (bisect_right(ordered, border) - below)
    return [1.0 if value < border else part if value == border else 0.0 for value in values]


def top_weights(values: Sequence[float], size: int) -> list[float]:
    """How much each learner belongs to the `size` highest values."""
    return bottom_weights([-value for value in values], size)


def third_weights(values: Sequence[float]) -> tuple[list[float], list[float], list[float]]:
    """How much each of at least three learners belongs to the weakest, middle, strongest third."""
    size = third_size(len(values))
    weakest, strongest = bottom_weights(values, size), top_weights(values, size)
    middle = [1 - low - high for low, high in zip(weakest, strongest, strict=True)]
    return weakest, middle, strongest

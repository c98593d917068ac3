"""Means, spreads and Pearson's correlation, with constant values told apart from varied ones."""

from __future__ import annotations

import math
from collections.abc import Sequence

_LEEWAY = 1e-9


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean of at least one value."""
    return math.fsum(values) / len(values)


def is_constant(values: Sequence[float]) -> bool:
    """Whether all values are the same but for the rounding of sums."""
    lowest, highest = min(values), max(values)
    return highest - lowest <= _LEEWAY * max(abs(lowest), abs(highest))


def variance(values: Sequence[float]) -> float:
    """The variance of at least two values, with n - 1 in the denominator; 0 if they are equal."""
    if is_constant(values):
        return 0.0
    centre = mean(values)
    return math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1)


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Pearson's product-moment correlation of two lists that both vary, from -1 to 1.

    Source: Pearson (1896), Philosophical Transactions A 187, 253-318.
    """
    x_mean, y_mean = mean(xs), mean(ys)
    products = math.fsum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    x_squares = math.fsum((x - x_mean) ** 2 for x in xs)
    y_squares = math.fsum((y - y_mean) ** 2 for y in ys)
    return max(-1.0, min(1.0, products / (math.sqrt(x_squares) * math.sqrt(y_squares))))

"""Means, spreads, correlations and groups of values that each occur several times.

With every count 1 these are the functions of `moments.py` and `groups.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from quizapp.domain.item_analysis.moments import is_constant


def weighted_mean(values: Sequence[float], counts: Sequence[int]) -> float:
    """The arithmetic mean of at least one value."""
    return _sum_product(values, counts) / sum(counts)


def weighted_variance(values: Sequence[float], counts: Sequence[int]) -> float:
    """The variance of at least two values, with n - 1 in the denominator; 0 if they are equal."""
    if is_constant(values):
        return 0.0
    centre = weighted_mean(values, counts)
    squares = [(value - centre) ** 2 for value in values]
    return _sum_product(squares, counts) / (sum(counts) - 1)


def weighted_correlation(xs: Sequence[float], ys: Sequence[float], counts: Sequence[int]) -> float:
    """Pearson's correlation of two lists that both vary, from -1 to 1."""
    x_mean, y_mean = weighted_mean(xs, counts), weighted_mean(ys, counts)
    x_parts, y_parts = [x - x_mean for x in xs], [y - y_mean for y in ys]
    products = _sum_product([x * y for x, y in zip(x_parts, y_parts, strict=True)], counts)
    x_squares = _sum_product([x * x for x in x_parts], counts)
    y_squares = _sum_product([y * y for y in y_parts], counts)
    return max(-1.0, min(1.0, products / (math.sqrt(x_squares) * math.sqrt(y_squares))))


def lowest_counts(values: Sequence[float], counts: Sequence[int], size: int) -> list[float]:
    """How many of each value belong to the `size` lowest; parts of those tied at the border."""
    ordered = sorted(zip(values, counts, strict=True))
    reached = accumulate(count for _, count in ordered)
    border = next(
        value for (value, _), total in zip(ordered, reached, strict=True) if total >= size
    )
    below = sum(count for value, count in ordered if value < border)
    tied = sum(count for value, count in ordered if value == border)
    part = (size - below) / tied
    return [
        float(count) if value < border else count * part if value == border else 0.0
        for value, count in zip(values, counts, strict=True)
    ]


def highest_counts(values: Sequence[float], counts: Sequence[int], size: int) -> list[float]:
    """How many of each value belong to the `size` highest."""
    return lowest_counts([-value for value in values], counts, size)


def _sum_product(values: Sequence[float], counts: Sequence[int]) -> float:
    return math.fsum(value * count for value, count in zip(values, counts, strict=True))

"""Means, spreads, correlations and quantiles, with constant values told apart from varied ones.

`counts` says how often each value occurs; without it, each occurs once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import mul

from quizapp.domain.item_analysis.reasons import Figure, Reason

_LEEWAY = 1e-9

Counts = Sequence[int] | None


def is_constant(values: Sequence[float]) -> bool:
    """Whether all values are the same but for the rounding of sums."""
    lowest, highest = min(values), max(values)
    return highest - lowest <= _LEEWAY * max(abs(lowest), abs(highest))


def mean(values: Sequence[float], counts: Counts = None) -> float:
    """The arithmetic mean of at least one value."""
    return _total(values, counts) / _size(values, counts)


def variance(values: Sequence[float], counts: Counts = None) -> float:
    """The variance of at least two values, with n - 1 in the denominator; 0 if they are equal."""
    if is_constant(values):
        return 0.0
    centre = mean(values, counts)
    parts = [value - centre for value in values]
    return _total(map(mul, parts, parts), counts) / (_size(values, counts) - 1)


def standard_deviation(values: Sequence[float], counts: Counts = None) -> Figure:
    """The root of the variance, in the unit of the values; a reason below two of them."""
    if _size(values, counts) < 2:
        return Reason.ONE_LEARNER if values else Reason.NO_RESPONSES
    return math.sqrt(variance(values, counts))


def correlation(xs: Sequence[float], ys: Sequence[float], counts: Counts = None) -> float:
    """Pearson's product-moment correlation of two lists that both vary, from -1 to 1.

    Source: Pearson (1896), Philosophical Transactions A 187, 253-318.
    """
    x_mean, y_mean = mean(xs, counts), mean(ys, counts)
    x_parts, y_parts = [x - x_mean for x in xs], [y - y_mean for y in ys]
    products = _total(map(mul, x_parts, y_parts), counts)
    x_squares = _total(map(mul, x_parts, x_parts), counts)
    y_squares = _total(map(mul, y_parts, y_parts), counts)
    return max(-1.0, min(1.0, products / (math.sqrt(x_squares) * math.sqrt(y_squares))))


def quantile(counts: Mapping[float, int], part: float) -> float:
    """The value below which `part` of at least one value lies, between two neighbours if need be.

    The rank is 1 + part (n - 1), as most programs take it: Hyndman and Fan (1996), The American
    Statistician 50, 361-365, definition 7. With 0.5 it is the median.

    Args:
        counts: How often each value occurs.
        part: From 0 to 1.
    """
    rank = part * (sum(counts.values()) - 1)
    low, high = _value_at(counts, math.floor(rank)), _value_at(counts, math.ceil(rank))
    return low + (high - low) * (rank - math.floor(rank))


def _value_at(counts: Mapping[float, int], place: int) -> float:
    for each in sorted(counts):
        place -= counts[each]
        if place < 0:
            return each
    raise ValueError("there are not so many values")


def _total(values: Iterable[float], counts: Counts) -> float:
    return math.fsum(values if counts is None else map(mul, values, counts))


def _size(values: Sequence[float], counts: Counts) -> int:
    return len(values) if counts is None else sum(counts)

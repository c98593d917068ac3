"""Confidence intervals of shares."""

from __future__ import annotations

import math

Z_95 = 1.959964
"""The normal deviate that leaves 2.5 % on either side."""


def wilson_interval(won: float, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % score interval of a share.

    It also takes expected values, which need not be whole numbers; an exact binomial interval
    would not. Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    Args:
        won: How many of the cases were won, or are expected to be.
        count: How many cases there were, at least one.

    """
    share, spread = won / count, Z_95**2 / count
    centre = share + spread / 2
    reach = Z_95 * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, (centre - reach) / (1 + spread)), min(1.0, (centre + reach) / (1 + spread))

"""Intervals that say how far a figure can be trusted. All of them hold at 95 %."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95

_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float


def wilson_interval(share: float, n: int) -> Interval:
    """The score interval of a share of n > 0 cases, always within 0 and 1.

    It also takes the mean of cases that lie between 0 and 1, such as marks in parts or expected
    values; an exact binomial interval would not. A quantity between 0 and 1 with mean p varies at
    most by p(1 - p) (Bhatia and Davis 2000, American Mathematical Monthly 107, 353-357), so the
    interval is then rather too wide than too narrow.

    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    square = _Z * _Z / n
    centre = (share + square / 2) / (1 + square)
    reach = math.sqrt(square * share * (1 - share) + square * square / 4) / (1 + square)
    return Interval(max(0.0, min(share, centre - reach)), min(1.0, max(share, centre + reach)))


def correlation_interval(r: float, n: int) -> Interval | None:
    """The interval of a correlation by Fisher's z; None for three learners or fewer.

    Source: Fisher (1921), Metron 1, 3-32: atanh(r) has a standard error of 1/sqrt(n - 3).
    """
    if n <= 3:
        return None
    if abs(r) == 1.0:
        return Interval(r, r)
    reach = _Z / math.sqrt(n - 3)
    return Interval(math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach))


def alpha_interval(alpha: float, k: int, n: int) -> Interval | None:
    """The interval of alpha for k items and n learners; None for two learners or for alpha 1.

    Source: Bonett (2002), Journal of Educational and Behavioral Statistics 27, 335-340: the
    logarithm of 1 - alpha has a variance of about 2k / ((k - 1)(n - 2)).
    """
    if n <= 2 or alpha >= 1:
        return None
    reach = _Z * math.sqrt(2 * k / ((k - 1) * (n - 2)))
    return Interval(1 - (1 - alpha) * math.exp(reach), 1 - (1 - alpha) * math.exp(-reach))

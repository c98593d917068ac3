"""Student's t distribution, for intervals of means."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_CLOSE = 1e-14
_TINY = 1e-300
_MOST_STEPS = 1000


def t_within(t: float, freedom: float) -> float:
    """The probability that a t variable lies between -t and t.

    Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.1 and 26.5.27.

    Args:
        t: At least 0.
        freedom: Degrees of freedom, above 0, and not always a whole number.
    """
    return 1 - incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


@lru_cache(maxsize=1024)
def t_reach(freedom: float, level: float = 0.95) -> float:
    """How many standard errors an interval at `level` reaches to each side.

    By Newton's steps from the normal value, which lies below: the curve bends down, so that no
    step goes beyond the answer.
    """
    t = NormalDist().inv_cdf((1 + level) / 2)
    for _ in range(_MOST_STEPS):
        step = (level - t_within(t, freedom)) / (2 * _density(t, freedom))
        t += step
        if abs(step) <= _CLOSE * t:
            break
    return t


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function for 0 <= x <= 1.

    Source: the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions,
    worked out by Lentz's method (1976), Applied Optics 15, 668-671.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    logarithm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(logarithm + a * math.log(x) + b * math.log1p(-x)) / a
    return front / _continued_fraction(x, a, b)


def _continued_fraction(x: float, a: float, b: float) -> float:
    """1 + d1 / (1 + d2 / (1 + ...)), to the last digit."""
    fraction, upper, lower = 1.0, 1.0, 0.0
    for number in range(1, _MOST_STEPS):
        term = _term(number, x, a, b)
        lower = 1 / _not_zero(1 + term * lower)
        upper = _not_zero(1 + term / upper)
        fraction *= upper * lower
        if abs(upper * lower - 1) <= _CLOSE:
            break
    return fraction


def _term(number: int, x: float, a: float, b: float) -> float:
    m, is_odd = divmod(number, 2)
    if is_odd:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _density(t: float, freedom: float) -> float:
    logarithm = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)
    power = -(freedom + 1) / 2 * math.log1p(t * t / freedom)
    return math.exp(logarithm + power) / math.sqrt(freedom * math.pi)

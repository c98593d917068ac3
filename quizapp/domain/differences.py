"""How far two groups of learners differ, and how far that can be trusted. All hold at 95 %."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizapp.domain.intervals import Interval, wilson_interval
from quizapp.domain.student_t import t_reach


@dataclass(frozen=True)
class Group:
    """The shares of the full mark that n learners earned, each from 0 to 1.

    `spread` is their variance with n - 1 in the denominator; it is not needed for one item.
    """

    n: int
    mean: float
    spread: float = 0.0


def newcombe_interval(one: Group, other: Group) -> Interval:
    """The hybrid score interval of the difference of two facilities, `one` minus `other`.

    It is put together from the two Wilson intervals. For marks in between, those are rather too
    wide than too narrow (see `wilson_interval`), and so is this.

    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    first, second = wilson_interval(one.mean, one.n), wilson_interval(other.mean, other.n)
    difference = one.mean - other.mean
    below = math.hypot(one.mean - first.low, second.high - other.mean)
    above = math.hypot(first.high - one.mean, other.mean - second.low)
    return Interval(max(-1.0, difference - below), min(1.0, difference + above))


def welch_interval(one: Group, other: Group) -> Interval | None:
    """The interval of the difference of two means, `one` minus `other`.

    The spreads may differ. None with fewer than two learners in a group, or no spread in both.

    Source: Welch (1947), Biometrika 34, 28-35; degrees of freedom after Satterthwaite (1946),
    Biometrics Bulletin 2, 110-114.
    """
    if one.n < 2 or other.n < 2:
        return None
    first, second = one.spread / one.n, other.spread / other.n
    if first + second <= 0:
        return None
    freedom = (first + second) ** 2 / (first**2 / (one.n - 1) + second**2 / (other.n - 1))
    reach = t_reach(freedom) * math.sqrt(first + second)
    difference = one.mean - other.mean
    return Interval(difference - reach, difference + reach)

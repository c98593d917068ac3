"""What a class gained between a pre-test and a post-test, and whether the form mattered.

Scores are shares of the maximum, from 0 to 1. Of the learners of a pair, one half has form A
before and form B after, the other half the reverse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.intervals import Interval
from quizapp.domain.item_analysis.moments import mean, variance
from quizapp.domain.student_t import t_reach

FEWEST_PAIRS = 10
"""Below so many learners with both tests no gain is given: one of them moves the mean by more than
a tenth of their own difference, and the interval leans on how differences are distributed."""

FEWEST_IN_HALF = 5
"""Of learners in each half, for the effect of the form."""


@dataclass(frozen=True)
class BothTests:
    """One learner's shares before and after, and the form of the pre-test, "A" or "B"."""

    pre: float
    post: float
    first_form: str

    @property
    def difference(self) -> float:
        """By how much the share rose."""
        return self.post - self.pre


@dataclass(frozen=True)
class Gain:
    """The mean of paired differences.

    Attributes:
        n: Learners with both tests.
        pre: Their mean share before.
        post: Their mean share after.
        mean: The mean of their differences, which is post minus pre.
        sd: The standard deviation of the differences (n - 1).
        interval: The mean's interval at 95 %; None where all differences are the same.
    """

    n: int
    pre: float
    post: float
    mean: float
    sd: float
    interval: Interval | None

    @property
    def is_seen(self) -> bool:
        """Whether the interval leaves out nought."""
        return _leaves_out_nought(self.interval)


@dataclass(frozen=True)
class FormEffect:
    """By how much form B is easier than form A, as a share; its interval at 95 %, or None."""

    mean: float
    interval: Interval | None

    @property
    def is_seen(self) -> bool:
        """Whether the interval leaves out nought."""
        return _leaves_out_nought(self.interval)


def gain(learners: Sequence[BothTests]) -> Gain | None:
    """The gain of the learners who took both tests; None below `FEWEST_PAIRS`.

    The interval is the mean, plus and minus t times sd over the square root of n, with t of n - 1
    degrees of freedom: Student (1908), Biometrika 6, 1-25.
    """
    n = len(learners)
    if n < FEWEST_PAIRS:
        return None
    differences = [learner.difference for learner in learners]
    centre, sd = mean(differences), math.sqrt(variance(differences))
    return Gain(
        n=n,
        pre=mean([learner.pre for learner in learners]),
        post=mean([learner.post for learner in learners]),
        mean=centre,
        sd=sd,
        interval=_around(centre, sd / math.sqrt(n), n - 1),
    )


def form_effect(learners: Sequence[BothTests]) -> FormEffect | None:
    """By how much form B is easier than A; None with fewer than `FEWEST_IN_HALF` in a half.

    A half that had A first gains the class's gain plus the effect, the other the gain less the
    effect: half the distance of the two means is the effect. Its standard error is half that of
    the distance, with the pooled variance of n1 + n2 - 2 degrees of freedom.

    Source: Hills and Armitage (1979), British Journal of Clinical Pharmacology 8, 7-20.
    """
    a_first = [learner.difference for learner in learners if learner.first_form == "A"]
    b_first = [learner.difference for learner in learners if learner.first_form != "A"]
    if min(len(a_first), len(b_first)) < FEWEST_IN_HALF:
        return None
    n, m = len(a_first), len(b_first)
    effect = (mean(a_first) - mean(b_first)) / 2
    pooled = ((n - 1) * variance(a_first) + (m - 1) * variance(b_first)) / (n + m - 2)
    error = math.sqrt(pooled * (1 / n + 1 / m)) / 2
    return FormEffect(effect, _around(effect, error, n + m - 2))


def _leaves_out_nought(interval: Interval | None) -> bool:
    return interval is not None and (interval.low > 0 or interval.high < 0)


def _around(centre: float, standard_error: float, freedom: int) -> Interval | None:
    if standard_error == 0:
        return None
    reach = t_reach(freedom) * standard_error
    return Interval(centre - reach, centre + reach)

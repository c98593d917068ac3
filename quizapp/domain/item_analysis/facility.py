"""How easy an item was."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizapp.domain.intervals import Interval, wilson_interval
from quizapp.domain.item_analysis.moments import mean, variance
from quizapp.domain.item_analysis.reasons import Figure, Reason


def facility(marks: Sequence[float], max_mark: float) -> Figure:
    """The mean mark over the maximum mark, from 0 to 1: high is easy.

    Source: Lord and Novick (1968), Statistical Theories of Mental Test Scores, who call it item
    difficulty.
    """
    if not marks:
        return Reason.NO_RESPONSES
    return max(0.0, min(1.0, mean(marks) / max_mark))


def facility_interval(marks: Sequence[float], max_mark: float) -> Interval | None:
    """The Wilson interval of the facility; None without responses."""
    share = facility(marks, max_mark)
    return None if isinstance(share, Reason) else wilson_interval(share, len(marks))


def standard_deviation(marks: Sequence[float]) -> Figure:
    """The spread of the marks, in marks, with n - 1 in the denominator."""
    if len(marks) < 2:
        return Reason.ONE_LEARNER if marks else Reason.NO_RESPONSES
    return math.sqrt(variance(marks))

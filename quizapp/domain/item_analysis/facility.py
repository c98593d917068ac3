"""How easy an item was."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizapp.domain.item_analysis.moments import mean, variance
from quizapp.domain.item_analysis.reasons import Figure, Reason


def facility(marks: Sequence[float], counts: Sequence[int], max_mark: float) -> Figure:
    """The mean mark over the maximum mark, from 0 to 1: high is easy.

    Source: Lord and Novick (1968), Statistical Theories of Mental Test Scores, who call it item
    difficulty.

    Args:
        marks: What was earned.
        counts: How many learners earned each.
        max_mark: The mark for a perfect response.
    """
    if not marks:
        return Reason.NO_RESPONSES
    return max(0.0, min(1.0, mean(marks, counts) / max_mark))


def standard_deviation(marks: Sequence[float], counts: Sequence[int]) -> Figure:
    """The spread of marks, or of scores, in marks, with n - 1 in the denominator."""
    if sum(counts) < 2:
        return Reason.ONE_LEARNER if marks else Reason.NO_RESPONSES
    return math.sqrt(variance(marks, counts))

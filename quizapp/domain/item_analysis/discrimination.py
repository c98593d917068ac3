"""Whether an item tells those who know the rest from those who do not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizapp.domain.item_analysis.groups import extreme_size, highest, lowest
from quizapp.domain.item_analysis.moments import correlation, is_constant
from quizapp.domain.item_analysis.reasons import Figure, Reason


def item_rest_correlation(
    marks: Sequence[float], rests: Sequence[float], counts: Sequence[int]
) -> Figure:
    """Pearson's correlation of an item's marks with the score on the other items.

    The item's own mark is taken out of the score, which otherwise would correlate with itself:
    Henrysson (1963), Psychometrika 28, 211-218.

    Args:
        marks: The marks on the item.
        rests: The shares earned on the others.
        counts: How many learners have each pair.
    """
    if sum(counts) < 2:
        return Reason.ONE_LEARNER if marks else Reason.NO_RESPONSES
    if is_constant(marks):
        return Reason.CONSTANT_ITEM
    return Reason.CONSTANT_REST if is_constant(rests) else correlation(marks, rests, counts)


def upper_lower_index(
    marks: Sequence[float], scores: Sequence[float], counts: Sequence[int], max_mark: float
) -> Figure:
    """The facility among the best 27 % by score minus that among the weakest 27 %, from -1 to 1.

    The score is the whole one, the item included, as the index is published: Johnson (1951),
    Journal of Educational Psychology 42, 499-504; the 27 % are Kelley's (1939).

    Args:
        marks: The marks on the item.
        scores: The shares earned on all items.
        counts: How many learners have each pair.
        max_mark: The item's mark for a perfect response.
    """
    n = sum(counts)
    if n < 2:
        return Reason.ONE_LEARNER if scores else Reason.NO_RESPONSES
    if is_constant(scores):
        return Reason.CONSTANT_SCORE
    size = extreme_size(n)
    upper, lower = highest(scores, counts, size), lowest(scores, counts, size)
    gap = math.fsum(
        (high - low) * mark for mark, high, low in zip(marks, upper, lower, strict=True)
    )
    return max(-1.0, min(1.0, gap / (size * max_mark)))

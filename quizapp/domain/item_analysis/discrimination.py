"""Whether an item tells those who know the rest from those who do not."""

from __future__ import annotations

from quizapp.domain.item_analysis.groups import bottom_weights, extreme_size, top_weights
from quizapp.domain.item_analysis.moments import correlation, is_constant
from quizapp.domain.item_analysis.reasons import Figure, Reason
from quizapp.domain.item_analysis.standing import Standing


def rest_pairs(standing: Standing, item: int) -> list[tuple[int, float, float]]:
    """Learner, mark on the item and share on the others, for all who have both."""
    return [
        (learner, mark, rest)
        for learner, (mark, rest) in enumerate(
            zip(standing.columns[item], standing.rests(item), strict=True)
        )
        if mark is not None and rest is not None
    ]


def item_rest_correlation(pairs: list[tuple[int, float, float]]) -> Figure:
    """Pearson's correlation of an item's marks with the score on the other items.

    The item's own mark is taken out of the score, which otherwise would correlate with itself:
    Henrysson (1963), Psychometrika 28, 211-218.

    Args:
        pairs: What `rest_pairs` gives for a matrix of at least two items.
    """
    marks = [mark for _, mark, _ in pairs]
    rests = [rest for _, _, rest in pairs]
    if len(pairs) < 2:
        return Reason.ONE_LEARNER if pairs else Reason.NO_RESPONSES
    if is_constant(marks):
        return Reason.CONSTANT_ITEM
    return Reason.CONSTANT_REST if is_constant(rests) else correlation(marks, rests)


def upper_lower_index(standing: Standing, item: int) -> Figure:
    """The facility among the best 27 % by score minus that among the weakest 27 %, from -1 to 1.

    The score is the whole one, the item included, as the index is published: Johnson (1951),
    Journal of Educational Psychology 42, 499-504; the 27 % are Kelley's (1939).
    """
    answered = [
        (mark, share)
        for mark, share in zip(standing.columns[item], standing.shares, strict=True)
        if mark is not None and share is not None
    ]
    if len(answered) < 2:
        return Reason.ONE_LEARNER if answered else Reason.NO_RESPONSES
    shares = [share for _, share in answered]
    if is_constant(shares):
        return Reason.CONSTANT_SCORE
    size = extreme_size(len(answered))
    upper, lower = top_weights(shares, size), bottom_weights(shares, size)
    gap = sum(
        (high - low) * mark for (mark, _), high, low in zip(answered, upper, lower, strict=True)
    )
    return max(-1.0, min(1.0, gap / (size * standing.max_marks[item])))

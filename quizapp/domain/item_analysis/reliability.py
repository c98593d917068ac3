"""How well a score would repeat itself, judged by how the items agree."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizapp.domain.item_analysis.moments import variance
from quizapp.domain.item_analysis.reasons import Figure, Reason
from quizapp.domain.item_analysis.tallies import TalliedItem

_LEEWAY = 1e-12


def alpha(items: Sequence[TalliedItem]) -> Figure:
    """Cronbach's alpha: k/(k - 1) times (1 - sum of the items' variances / variance of the score).

    On marks of 0 and 1 it equals KR-20: Kuder and Richardson (1937), Psychometrika 2, 151-160. It
    may be negative, when items contradict each other more than chance would.

    Source: Cronbach (1951), Psychometrika 16, 297-334.

    Args:
        items: All that the same attempts were asked; none where not all were asked the same.
    """
    if not items:
        return Reason.NO_COMPLETE_ROWS
    first, variances = items[0], [_variance(item) for item in items]
    return _alpha(variances, first.scores, first.counts, Reason.CONSTANT_SCORE)


def alphas_if_deleted(items: Sequence[TalliedItem]) -> list[Figure]:
    """For each item, alpha of the others."""
    if len(items) <= 2:
        return [Reason.TWO_ITEMS if len(items) == 2 else Reason.ONE_ITEM] * len(items)
    variances = [_variance(item) for item in items]
    return [
        _alpha(
            variances[:number] + variances[number + 1 :],
            [score - mark for score, mark in zip(item.scores, item.marks, strict=True)],
            item.counts,
            Reason.CONSTANT_REST,
        )
        for number, item in enumerate(items)
    ]


def is_dichotomous(items: Sequence[TalliedItem]) -> bool:
    """Whether each mark is 0 or the maximum, and all maxima are the same: alpha is then KR-20."""
    tops = {item.max_mark for item in items}
    return len(tops) == 1 and all(tops | {0.0} >= set(item.marks) for item in items)


def standard_error_of_measurement(alpha: Figure, sd: Figure) -> Figure:
    """The spread, in marks, of one learner's scores if the quiz could be taken afresh.

    sd times the square root of (1 - alpha). An alpha below 0 leaves no room for true differences,
    and the error cannot be larger than the whole.

    Source: Lord and Novick (1968), Statistical Theories of Mental Test Scores.
    """
    if isinstance(alpha, Reason):
        return alpha
    if isinstance(sd, Reason):
        return sd
    return Reason.NEGATIVE_ALPHA if alpha < 0 else sd * math.sqrt(1 - alpha)


def _alpha(
    variances: Sequence[float], scores: Sequence[float], counts: Sequence[int], same: Reason
) -> Figure:
    """Alpha from the items' variances and the scores; `same` if the scores do not vary."""
    k, n = len(variances), sum(counts)
    if k < 2:
        return Reason.ONE_ITEM
    if n < 2:
        return Reason.ONE_LEARNER if n else Reason.NO_COMPLETE_ROWS
    of_items, of_score = math.fsum(variances), variance(scores, counts)
    # Scores that are the same but for rounding may be so near to 0 that they seem to vary.
    if of_score <= 1e-18 * of_items:
        return same
    exact = k / (k - 1) * (1 - of_items / of_score)
    # It cannot pass 1, and rounding must not make it negative.
    return 0.0 if abs(exact) < _LEEWAY else min(1.0, exact)


def _variance(item: TalliedItem) -> float:
    return variance(item.marks, item.counts) if item.n > 1 else 0.0

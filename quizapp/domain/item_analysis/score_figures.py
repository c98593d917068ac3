"""The figures of a score: its mean and spread, and how well it would repeat itself.

Reliability is judged by how the items agree.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.intervals import Interval, alpha_interval
from quizapp.domain.item_analysis.moments import mean, quantile, standard_deviation, variance
from quizapp.domain.item_analysis.reasons import (
    Figure,
    Reason,
    too_few_to_agree,
    undefined,
    values,
)
from quizapp.domain.item_analysis.tallies import TalliedItem

_LEEWAY = 1e-12


@dataclass(frozen=True)
class ScoreFigures:
    """The figures of the score: the sum of a learner's marks.

    Attributes:
        n: The learners with a score: all, or those who answered every item, by the rule.
        max_score: The sum of the maximum marks.
        mean: The mean score.
        standard_error: The standard error of that mean: sd over the square root of n.
        sd: The standard deviation of the scores (n - 1).
        median: The middle score.
        counts: Each score that occurs and how many have it, lowest first.
        alpha: Cronbach's alpha; KR-20 where all marks are right or wrong.
        alpha_interval: Its interval at 95 %.
        is_kr20: Whether each mark is 0 or the maximum, and all maxima are the same.
        sem: The standard error of measurement, in marks.
        undefined: Why a figure is None.
    """

    n: int
    max_score: float
    mean: float | None
    standard_error: float | None
    sd: float | None
    median: float | None
    counts: tuple[tuple[float, int], ...]
    alpha: float | None
    alpha_interval: Interval | None
    is_kr20: bool
    sem: float | None
    undefined: Mapping[str, Reason]


def score_figures(
    scores: Mapping[float, int],
    max_score: float,
    items: Sequence[TalliedItem],
    *,
    is_kr20: bool,
    nobody: Reason = Reason.NO_RESPONSES,
) -> ScoreFigures:
    """The figures of the score.

    Args:
        scores: Each score that occurs, and how many attempts have it.
        max_score: What all of them could have earned.
        items: All that these attempts were asked; none where not all were asked the same.
        is_kr20: Whether all marks are right or wrong, out of the same maximum.
        nobody: Why there is no score, if there is none.
    """
    marks, counts = list(scores), list(scores.values())
    n = sum(counts)
    sd = standard_deviation(marks, counts) if n else nobody
    reliability = alpha(items) if n else nobody
    figures: dict[str, Figure] = {
        "mean": mean(marks, counts) if n else nobody,
        "standard_error": sd if isinstance(sd, Reason) else sd / math.sqrt(n),
        "sd": sd,
        "median": quantile(scores, 0.5) if n else nobody,
        "alpha": reliability,
        "sem": standard_error_of_measurement(reliability, sd),
    }
    return ScoreFigures(
        n=n,
        max_score=max_score,
        counts=_counts(scores),
        alpha_interval=None
        if isinstance(reliability, Reason)
        else alpha_interval(reliability, len(items), n),
        is_kr20=is_kr20,
        undefined=undefined(figures),
        **values(figures),
    )


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
            [tally.rest for tally in item.tallies],
            item.counts,
            Reason.CONSTANT_REST,
        )
        for number, item in enumerate(items)
    ]


def is_dichotomous(items: Sequence[TalliedItem]) -> bool:
    """Whether each item counts 0 or the maximum, all maxima the same: alpha is then KR-20."""
    tops = {item.max_mark for item in items}
    return len(tops) == 1 and all(tops | {0.0} >= set(item.credits) for item in items)


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


def _counts(scores: Mapping[float, int]) -> tuple[tuple[float, int], ...]:
    """Scores that differ only by the rounding of sums are the same."""
    counts: Counter[float] = Counter()
    for score, count in scores.items():
        counts[round(score, 9)] += count
    return tuple(sorted(counts.items()))


def _alpha(
    variances: Sequence[float], scores: Sequence[float], counts: Sequence[int], same: Reason
) -> Figure:
    """Alpha from the items' variances and the scores; `same` if the scores do not vary."""
    k, n = len(variances), sum(counts)
    if k < 2:
        return Reason.ONE_ITEM
    if few := too_few_to_agree(n):
        return few if n else Reason.NO_COMPLETE_ROWS
    of_items, of_score = math.fsum(variances), variance(scores, counts)
    # Scores that are the same but for rounding may be so near to 0 that they seem to vary.
    if of_score <= 1e-18 * of_items:
        return same
    exact = k / (k - 1) * (1 - of_items / of_score)
    # It cannot pass 1, and rounding must not make it negative.
    return 0.0 if abs(exact) < _LEEWAY else min(1.0, exact)


def _variance(item: TalliedItem) -> float:
    """Of what it gave to the score: the score varies by that, not by the marks of first tries."""
    return variance(item.credits, item.counts) if item.n > 1 else 0.0

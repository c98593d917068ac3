"""The figures of a score from tallies of attempts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from quizapp.domain.intervals import alpha_interval
from quizapp.domain.item_analysis.figures import ScoreFigures
from quizapp.domain.item_analysis.moments import is_constant
from quizapp.domain.item_analysis.reasons import Figure, Reason, value
from quizapp.domain.item_analysis.reliability import alpha_from, standard_error_of_measurement
from quizapp.domain.item_analysis.tallies import Tally
from quizapp.domain.item_analysis.weighing import weighted_mean, weighted_variance

Columns = Sequence[Sequence[Tally]]
"""The tallies of each item over the same attempts; empty where not all were asked the same."""


def tallied_score_figures(
    scores: Mapping[float, int], max_score: float, columns: Columns
) -> ScoreFigures:
    """The figures of the score, each as `analysis` gives it.

    Args:
        scores: Each score that occurs, and how many attempts have it.
        max_score: What all of them could have earned.
        columns: What alpha rests on.
    """
    values, counts = list(scores), list(scores.values())
    n = sum(counts)
    variance = weighted_variance(values, counts) if n > 1 else None
    nobody = Reason.NO_RESPONSES if not n else Reason.ONE_LEARNER
    sd: Figure = nobody if variance is None else math.sqrt(variance)
    reliability = tallied_alpha(columns) if n else nobody
    figures: dict[str, Figure] = {
        "mean": weighted_mean(values, counts) if n else nobody,
        "standard_error": sd if isinstance(sd, Reason) else sd / math.sqrt(n),
        "sd": sd,
        "median": weighted_quantile(scores, 0.5) if n else nobody,
        "alpha": reliability,
        "sem": standard_error_of_measurement(reliability, sd),
    }
    return ScoreFigures(
        n=n,
        max_score=max_score,
        counts=tuple(sorted(scores.items())),
        alpha_interval=None
        if isinstance(reliability, Reason)
        else alpha_interval(reliability, len(columns), n),
        is_kr20=all(tally.mark in (0.0, 1.0) for column in columns for tally in column),
        undefined={name: each for name, each in figures.items() if isinstance(each, Reason)},
        **{name: value(each) for name, each in figures.items()},
    )


def tallied_alpha(columns: Columns) -> Figure:
    """Cronbach's alpha."""
    if not columns:
        return Reason.NO_COMPLETE_ROWS
    return _alpha(
        [_mark_variance(column) for column in columns],
        [tally.score for tally in columns[0]],
        [tally.count for tally in columns[0]],
        Reason.CONSTANT_SCORE,
    )


def tallied_alphas_if_deleted(columns: Columns) -> list[Figure]:
    """For each item, alpha of the others."""
    if len(columns) <= 2:
        return [Reason.TWO_ITEMS if len(columns) == 2 else Reason.ONE_ITEM] * len(columns)
    variances = [_mark_variance(column) for column in columns]
    return [
        _alpha(
            variances[:number] + variances[number + 1 :],
            [tally.score - tally.mark for tally in column],
            [tally.count for tally in column],
            Reason.CONSTANT_REST,
        )
        for number, column in enumerate(columns)
    ]


def weighted_quantile(counts: Mapping[float, int], part: float) -> float:
    """The value below which `part` of at least one value lies, between two neighbours if need be.

    The rank is 1 + part (n - 1), as most programs take it: Hyndman and Fan (1996), The American
    Statistician 50, 361-365, definition 7. With 0.5 it is the median.
    """
    rank = part * (sum(counts.values()) - 1)
    low = _value_at(counts, math.floor(rank))
    high = _value_at(counts, math.ceil(rank))
    return low + (high - low) * (rank - math.floor(rank))


def _value_at(counts: Mapping[float, int], place: int) -> float:
    for each in sorted(counts):
        place -= counts[each]
        if place < 0:
            return each
    raise ValueError("there are not so many values")


def _mark_variance(column: Sequence[Tally]) -> float:
    counts = [tally.count for tally in column]
    return weighted_variance([tally.mark for tally in column], counts) if sum(counts) > 1 else 0.0


def _alpha(
    variances: Sequence[float], scores: Sequence[float], counts: Sequence[int], same: Reason
) -> Figure:
    if len(variances) < 2:
        return Reason.ONE_ITEM
    if sum(counts) < 2:
        return Reason.ONE_LEARNER
    if is_constant(scores):
        return same
    return alpha_from(variances, weighted_variance(scores, counts), same)

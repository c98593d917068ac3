"""The item analysis: every figure of every item, and of the score."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from quizapp.domain.intervals import alpha_interval, wilson_interval
from quizapp.domain.item_analysis.counting import counted
from quizapp.domain.item_analysis.discrimination import item_rest_correlation, upper_lower_index
from quizapp.domain.item_analysis.distractors import option_uses
from quizapp.domain.item_analysis.facility import facility, standard_deviation
from quizapp.domain.item_analysis.figures import Analysis, ItemFigures, ScoreFigures
from quizapp.domain.item_analysis.matrix import Missing, ResponseMatrix
from quizapp.domain.item_analysis.moments import mean, quantile
from quizapp.domain.item_analysis.reasons import Figure, Reason, value
from quizapp.domain.item_analysis.reliability import (
    alpha,
    alphas_if_deleted,
    is_dichotomous,
    standard_error_of_measurement,
)
from quizapp.domain.item_analysis.tallies import TalliedItem
from quizapp.domain.item_analysis.verdicts import Evidence, verdicts


def analysis(matrix: ResponseMatrix, missing: Missing = "zero") -> Analysis:
    """The item analysis of a response matrix; see docs/statistics.md for every formula.

    Args:
        matrix: Learners by items. It may be empty, tiny or constant: what is then not defined is
            None and says why.
        missing: "zero" counts an omitted response as a mark of 0, as in a finished quiz.
            "leave-out" takes each item's figures from those who answered it, ranks learners by
            their share of the marks they could have earned, and takes mean, SD, alpha and SEM from
            the learners who answered everything.
    """
    found = counted(matrix, missing)
    score = score_figures(
        found.scores,
        math.fsum(item.max_mark for item in matrix.items),
        found.complete,
        is_kr20=is_dichotomous(found.items),
        nobody=Reason.NO_COMPLETE_ROWS if matrix.learners else Reason.NO_RESPONSES,
    )
    without = alphas_if_deleted(found.complete)
    items = tuple(map(item_figures, found.items, without))
    return Analysis(missing, len(matrix.learners), matrix.omitted, score, items)


def item_figures(item: TalliedItem, without: Figure) -> ItemFigures:
    """The figures of an item.

    Args:
        item: The item, counted.
        without: Alpha of the other items, or why there is none.
    """
    known = item.beside_others
    alone = Reason.ONE_ITEM if item.n and not known.n else None
    share = facility(item.marks, item.counts, item.max_mark)
    item_rest = alone or item_rest_correlation(known.marks, known.rests, known.counts)
    interval = None if isinstance(share, Reason) else wilson_interval(share, item.n)
    options = option_uses(item)
    figures: dict[str, Figure] = {
        "facility": share,
        "sd": standard_deviation(item.marks, item.counts),
        "item_rest": item_rest,
        "upper_lower": alone
        or upper_lower_index(item.marks, item.shares, item.counts, item.max_mark),
        "alpha_if_deleted": without,
    }
    return ItemFigures(
        item_id=item.item_id,
        max_mark=item.max_mark,
        n=item.n,
        omitted_share=item.omitted_share,
        facility_interval=interval,
        item_rest_n=known.n,
        options=options,
        verdicts=verdicts(Evidence(item, share, interval, item_rest, options)),
        undefined=_undefined(figures),
        **_values(figures),
    )


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
    values, counts = list(scores), list(scores.values())
    n = sum(counts)
    sd = standard_deviation(values, counts) if n else nobody
    reliability = alpha(items) if n else nobody
    figures: dict[str, Figure] = {
        "mean": mean(values, counts) if n else nobody,
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
        undefined=_undefined(figures),
        **_values(figures),
    )


def _counts(scores: Mapping[float, int]) -> tuple[tuple[float, int], ...]:
    """Scores that differ only by the rounding of sums are the same."""
    counts: Counter[float] = Counter()
    for score, count in scores.items():
        counts[round(score, 9)] += count
    return tuple(sorted(counts.items()))


def _values(figures: Mapping[str, Figure]) -> dict[str, float | None]:
    return {name: value(figure) for name, figure in figures.items()}


def _undefined(figures: Mapping[str, Figure]) -> dict[str, Reason]:
    return {name: figure for name, figure in figures.items() if isinstance(figure, Reason)}

"""The item analysis: every figure of every item, and of the score."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from statistics import median

from quizapp.domain.intervals import alpha_interval
from quizapp.domain.item_analysis.discrimination import (
    item_rest_correlation,
    rest_pairs,
    upper_lower_index,
)
from quizapp.domain.item_analysis.distractors import option_uses, ranking, stronger_half
from quizapp.domain.item_analysis.facility import facility, facility_interval, standard_deviation
from quizapp.domain.item_analysis.figures import Analysis, ItemFigures, ScoreFigures
from quizapp.domain.item_analysis.matrix import Item, Missing, ResponseMatrix, known
from quizapp.domain.item_analysis.moments import mean
from quizapp.domain.item_analysis.reasons import Figure, Reason, value
from quizapp.domain.item_analysis.reliability import (
    CompleteRows,
    alpha,
    alphas_if_deleted,
    complete_rows,
    standard_error_of_measurement,
)
from quizapp.domain.item_analysis.standing import Standing, standing
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
    sums = standing(matrix, missing)
    rows = complete_rows(sums)
    without = alphas_if_deleted(rows)
    items = tuple(
        _item_figures(item, number, sums, without[number])
        for number, item in enumerate(matrix.items)
    )
    score = _score_figures(matrix, rows)
    return Analysis(missing, len(matrix.learners), matrix.omitted, score, items)


def _item_figures(item: Item, number: int, sums: Standing, without: Figure) -> ItemFigures:
    marks = known(sums.columns[number])
    pairs = rest_pairs(sums, number)
    groups = ranking([(learner, rest) for learner, _, rest in pairs])
    alone = len(sums.columns) < 2
    figures: dict[str, Figure] = {
        "facility": facility(marks, item.max_mark),
        "sd": standard_deviation(marks),
        "item_rest": Reason.ONE_ITEM if alone else item_rest_correlation(pairs),
        "upper_lower": Reason.ONE_ITEM if alone else upper_lower_index(sums, number),
        "alpha_if_deleted": without,
    }
    interval = facility_interval(marks, item.max_mark)
    options = option_uses(item, len(marks), groups)
    evidence = Evidence(
        keys=item.keys,
        chooses_one=item.mode == "one",
        chance=item.chance,
        n=len(marks),
        facility=figures["facility"],
        facility_interval=interval,
        item_rest=figures["item_rest"],
        item_rest_n=len(pairs),
        options=options,
        ranked=len(groups.learners) if groups else 0,
        stronger_half=lambda: stronger_half(item, groups),
    )
    return ItemFigures(
        item_id=item.item_id,
        max_mark=item.max_mark,
        n=len(marks),
        omitted_share=_share(item.marks.count(None), len(item.marks)),
        facility_interval=interval,
        item_rest_n=len(pairs),
        options=options,
        verdicts=verdicts(evidence),
        undefined=_undefined(figures),
        **_values(figures),
    )


def _score_figures(matrix: ResponseMatrix, rows: CompleteRows) -> ScoreFigures:
    scores = rows.scores
    nobody = Reason.NO_COMPLETE_ROWS if matrix.learners else Reason.NO_RESPONSES
    sd = standard_deviation(scores) if scores else nobody
    reliability = alpha(rows) if scores else nobody
    figures: dict[str, Figure] = {
        "mean": mean(scores) if scores else nobody,
        "standard_error": sd if isinstance(sd, Reason) else sd / math.sqrt(len(scores)),
        "sd": sd,
        "median": median(scores) if scores else nobody,
        "alpha": reliability,
        "sem": standard_error_of_measurement(reliability, sd),
    }
    return ScoreFigures(
        n=len(scores),
        max_score=math.fsum(item.max_mark for item in matrix.items),
        counts=tuple(sorted(Counter(round(score, 9) for score in scores).items())),
        alpha_interval=None
        if isinstance(reliability, Reason)
        else alpha_interval(reliability, len(rows.columns), len(scores)),
        is_kr20=_is_dichotomous(matrix),
        undefined=_undefined(figures),
        **_values(figures),
    )


def _is_dichotomous(matrix: ResponseMatrix) -> bool:
    tops = {item.max_mark for item in matrix.items}
    return len(tops) == 1 and all(
        mark in (0, item.max_mark) for item in matrix.items for mark in known(item.marks)
    )


def _values(figures: Mapping[str, Figure]) -> dict[str, float | None]:
    return {name: value(figure) for name, figure in figures.items()}


def _undefined(figures: Mapping[str, Figure]) -> dict[str, Reason]:
    return {name: figure for name, figure in figures.items() if isinstance(figure, Reason)}


def _share(count: int, of: int) -> float | None:
    return count / of if of else None

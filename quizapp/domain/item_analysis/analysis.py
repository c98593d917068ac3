"""The item analysis of a response matrix: every figure of every item, and of the score."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizapp.domain.item_analysis.item_figures import ItemFigures, item_figures
from quizapp.domain.item_analysis.matrix import Missing, ResponseMatrix, counted
from quizapp.domain.item_analysis.reasons import Reason
from quizapp.domain.item_analysis.score_figures import (
    ScoreFigures,
    alphas_if_deleted,
    is_dichotomous,
    score_figures,
)


@dataclass(frozen=True)
class Analysis:
    """The figures of a response matrix.

    Attributes:
        missing: The rule that omitted responses were counted by.
        learner_count: All learners of the matrix.
        omitted_count: How many responses are missing.
        score: The figures of the score.
        items: The figures of each item, in the matrix's order.
    """

    missing: Missing
    learner_count: int
    omitted_count: int
    score: ScoreFigures
    items: tuple[ItemFigures, ...]


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
    tallied = counted(matrix, missing)
    score = score_figures(
        tallied.scores,
        math.fsum(item.max_mark for item in matrix.items),
        tallied.complete,
        is_kr20=is_dichotomous(tallied.items),
        nobody=Reason.NO_COMPLETE_ROWS if matrix.learners else Reason.NO_RESPONSES,
    )
    without = alphas_if_deleted(tallied.complete)
    items = tuple(map(item_figures, tallied.items, without))
    return Analysis(missing, len(matrix.learners), matrix.omitted, score, items)

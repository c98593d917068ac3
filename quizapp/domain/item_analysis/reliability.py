"""How well a score would repeat itself, judged by how the items agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.item_analysis.matrix import known
from quizapp.domain.item_analysis.moments import is_constant, variance
from quizapp.domain.item_analysis.reasons import Figure, Reason
from quizapp.domain.item_analysis.standing import Standing

_LEEWAY = 1e-12


@dataclass(frozen=True)
class CompleteRows:
    """The learners with a mark on every item: their marks by item, and their scores."""

    columns: tuple[list[float], ...]
    scores: list[float]


def complete_rows(standing: Standing) -> CompleteRows:
    """Leave out the learners who lack a mark on some item."""
    whole = [
        learner
        for learner in range(len(standing.earned))
        if all(column[learner] is not None for column in standing.columns)
    ]
    columns = tuple(known(column[learner] for learner in whole) for column in standing.columns)
    return CompleteRows(columns, [standing.earned[learner] for learner in whole])


def alpha(rows: CompleteRows) -> Figure:
    """Cronbach's alpha: k/(k - 1) times (1 - sum of the items' variances / variance of the score).

    On marks of 0 and 1 it equals KR-20: Kuder and Richardson (1937), Psychometrika 2, 151-160. It
    may be negative, when items contradict each other more than chance would.

    Source: Cronbach (1951), Psychometrika 16, 297-334.
    """
    return _alpha([_variance(column) for column in rows.columns], rows.scores)


def alphas_if_deleted(rows: CompleteRows) -> list[Figure]:
    """For each item, alpha of the others."""
    if len(rows.columns) <= 2:
        reason = Reason.TWO_ITEMS if len(rows.columns) == 2 else Reason.ONE_ITEM
        return [reason] * len(rows.columns)
    variances = [_variance(column) for column in rows.columns]
    return [
        _alpha(
            variances[:number] + variances[number + 1 :],
            [score - mark for score, mark in zip(rows.scores, column, strict=True)],
            Reason.CONSTANT_REST,
        )
        for number, column in enumerate(rows.columns)
    ]


def alpha_from(variances: Sequence[float], of_score: float, same: Reason) -> Figure:
    """Alpha from the variances of at least two items and of the score.

    `same` is given where the scores are the same but for rounding, even if all are near 0.
    """
    k, of_items = len(variances), math.fsum(variances)
    if of_score <= 1e-18 * of_items:
        return same
    exact = k / (k - 1) * (1 - of_items / of_score)
    # It cannot pass 1, and rounding must not make it negative.
    return 0.0 if abs(exact) < _LEEWAY else min(1.0, exact)


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
    variances: Sequence[float], scores: Sequence[float], same: Reason = Reason.CONSTANT_SCORE
) -> Figure:
    if len(variances) < 2:
        return Reason.ONE_ITEM
    if len(scores) < 2:
        return Reason.ONE_LEARNER if scores else Reason.NO_COMPLETE_ROWS
    return same if is_constant(scores) else alpha_from(variances, variance(scores), same)


def _variance(marks: Sequence[float]) -> float:
    return variance(marks) if len(marks) >= 2 else 0.0

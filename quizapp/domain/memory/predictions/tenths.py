"""How one learner's predictions came true, out of ten: to be read without knowing of per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from quizapp.domain.memory.predictions.calibration import Bin, Outcome, bins
from quizapp.domain.memory.predictions.prediction_gain import is_enough_of_a_learner
from quizapp.domain.memory.predictions.recorded import Prediction


@dataclass(frozen=True, slots=True)
class Tenths:
    """Of ten items so many were expected to be known, and so many were: from n answers."""

    expected: int
    known: int
    n: int


def tenths(reviews: Sequence[Prediction]) -> tuple[Tenths, ...]:
    """The bins of a learner's reviews, out of ten; none where they are too few to say."""
    if not is_enough_of_a_learner(reviews):
        return ()
    found = bins([Outcome(each.shown, each.is_right) for each in reviews])
    alike = groupby(found, key=lambda each: round(10 * each.predicted))
    return tuple(_tenths(expected, list(some)) for expected, some in alike)


def _tenths(expected: int, alike: Sequence[Bin]) -> Tenths:
    """Bins that read the same are told as one."""
    n = sum(each.n for each in alike)
    known = sum(each.right * each.n for each in alike)
    return Tenths(expected, round(10 * known / n), n)

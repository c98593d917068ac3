"""Whether the class's statistics made predictions better than a learner's own memory alone does."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.intervals import Interval
from quizapp.domain.memory.predictions.calibration import log_loss
from quizapp.domain.memory.predictions.recorded import Prediction
from quizapp.domain.student_t import t_reach

FEWEST_OF_A_CLASS = 100
FEWEST_LEARNERS = 5
FEWEST_OF_A_LEARNER = 60
"""Answers, or learners, below which it is too few to say."""


class Word(StrEnum):
    """What the difference comes to."""

    BETTER = "better"
    WORSE = "worse"
    NO_TELLING = "no telling"


@dataclass(frozen=True, slots=True)
class Gain:
    """Log loss of what is shown, less that of the learner's own memory: below nought is better.

    Attributes:
        mean: By answer, in nats.
        interval: At 95 %, from the sums of the learners, whose answers hang together; None with
            fewer than two learners.
        word: Better or worse only where the interval leaves out nought.
    """

    mean: float
    interval: Interval | None
    word: Word


def is_enough_of_a_class(predictions: Sequence[Prediction]) -> bool:
    """Whether anything can be said of a class by these answers."""
    learners = {each.learner for each in predictions}
    return len(predictions) >= FEWEST_OF_A_CLASS and len(learners) >= FEWEST_LEARNERS


def is_enough_of_a_learner(predictions: Sequence[Prediction]) -> bool:
    """Whether the bins of one learner's answers can be shown to that learner."""
    return len(predictions) >= FEWEST_OF_A_LEARNER


def prediction_gain(predictions: Sequence[Prediction]) -> Gain | None:
    """The difference on the same answers; None where there are none.

    Source: the variance of a ratio of sums of clusters, as in Cochran (1977), "Sampling
    Techniques", section 9A.
    """
    if not predictions:
        return None
    sums: dict[str, list[float]] = defaultdict(list)
    for each in predictions:
        sums[each.learner].append(_difference(each))
    n = len(predictions)
    mean = sum(map(sum, sums.values())) / n
    squares = sum((sum(each) - len(each) * mean) ** 2 for each in sums.values())
    if len(sums) < 2:
        return Gain(mean, None, Word.NO_TELLING)
    reach = t_reach(len(sums) - 1) * math.sqrt(squares) / n
    interval = Interval(mean - reach, mean + reach)
    return Gain(mean, interval, _word(interval))


def _difference(each: Prediction) -> float:
    shown = log_loss(each.shown, is_right=each.is_right)
    return shown - log_loss(each.plain, is_right=each.is_right)


def _word(interval: Interval) -> Word:
    if interval.high < 0:
        return Word.BETTER
    return Word.WORSE if interval.low > 0 else Word.NO_TELLING

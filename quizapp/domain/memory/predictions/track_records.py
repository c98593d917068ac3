"""What can be said of how predictions came true: kind by kind, or that it is too little to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.memory.predictions.calibration import Calibration, Outcome, calibration
from quizapp.domain.memory.predictions.prediction_gain import (
    Gain,
    is_enough_of_a_class,
    prediction_gain,
)
from quizapp.domain.memory.predictions.recorded import (
    Prediction,
    of_first_answers,
    of_reviews,
)


@dataclass(frozen=True)
class TrackRecord:
    """How answers of one kind were predicted; no figures where they are too few.

    Attributes:
        n: Answers.
        learners: How many learners gave them.
        shown: Figures of the chances that people are shown.
        plain: The same of each learner's own memory alone: FSRS-6 with its default weights.
        gain: What the first are better by.
    """

    n: int
    learners: int
    shown: Calibration | None = None
    plain: Calibration | None = None
    gain: Gain | None = None


@dataclass(frozen=True)
class TrackRecords:
    """Answers together, and by who said whether they were right.

    Attributes:
        together: All.
        cards: Those that the learners rated themselves. They come out better than predicted, and
            checked ones do not, where learners are too kind to themselves.
        checked: Those that were marked.
    """

    together: TrackRecord
    cards: TrackRecord
    checked: TrackRecord


@dataclass(frozen=True)
class PredictionReport:
    """How the predictions of a class, or of several, came true.

    Attributes:
        n: Answers with a prediction, those too that neither kind counts.
        learners: How many learners gave them.
        reviews: Of items answered before, on an earlier day.
        first_answers: Of items never answered before.
    """

    n: int
    learners: int
    reviews: TrackRecords
    first_answers: TrackRecords


def prediction_report(predictions: Sequence[Prediction]) -> PredictionReport:
    """All that can be said by these answers."""
    return PredictionReport(
        n=len(predictions),
        learners=_learners(predictions),
        reviews=_records(of_reviews(predictions)),
        first_answers=_records(of_first_answers(predictions)),
    )


def track_record(predictions: Sequence[Prediction]) -> TrackRecord:
    """What can be said of answers of one kind."""
    n, learners = len(predictions), _learners(predictions)
    if not is_enough_of_a_class(predictions):
        return TrackRecord(n, learners)
    return TrackRecord(
        n=n,
        learners=learners,
        shown=calibration([Outcome(each.shown, each.is_right) for each in predictions]),
        plain=calibration([Outcome(each.plain, each.is_right) for each in predictions]),
        gain=prediction_gain(predictions),
    )


def _records(predictions: Sequence[Prediction]) -> TrackRecords:
    return TrackRecords(
        together=track_record(predictions),
        cards=track_record([each for each in predictions if each.is_card]),
        checked=track_record([each for each in predictions if not each.is_card]),
    )


def _learners(predictions: Sequence[Prediction]) -> int:
    return len({each.learner for each in predictions})

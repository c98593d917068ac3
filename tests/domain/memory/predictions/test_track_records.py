"""What can be said of a class's predictions, kind by kind, and of a learner's own."""

from __future__ import annotations

import math

import pytest

from quizapp.domain.memory.predictions.prediction_gain import Word
from quizapp.domain.memory.predictions.recorded import Prediction
from quizapp.domain.memory.predictions.tenths import Tenths, tenths
from quizapp.domain.memory.predictions.track_records import prediction_report, track_record


def predictions(n: int, right: int, shown: float = 0.8, **changed) -> list[Prediction]:
    """So many reviews of five learners in turn, of which the first so many came right."""
    return [
        Prediction(
            **{
                "learner": str(number % 5),
                "shown": shown,
                "plain": 0.7,
                "is_right": number < right,
                "days": 3,
                **changed,
            }
        )
        for number in range(n)
    ]


def test_a_hundred_answers_of_five_learners_have_their_figures():
    record = track_record(predictions(100, right=80))

    assert (record.n, record.learners) == (100, 5)
    assert record.shown is not None
    assert record.shown.predicted == pytest.approx(0.8)
    assert record.shown.right == 0.8
    assert record.shown.brier == pytest.approx(0.8 * 0.04 + 0.2 * 0.64)
    assert record.shown.auc == 0.5
    assert record.plain is not None
    assert record.plain.log_loss == pytest.approx(-0.8 * math.log(0.7) - 0.2 * math.log(0.3))
    assert record.gain is not None
    assert record.gain.mean == pytest.approx(record.shown.log_loss - record.plain.log_loss)
    assert record.gain.word is Word.BETTER


@pytest.mark.parametrize("few", [predictions(99, right=80), predictions(200, 180, learner="a")])
def test_too_few_answers_or_learners_have_their_numbers_alone(few):
    record = track_record(few)

    assert record.n == len(few)
    assert (record.shown, record.plain, record.gain) == (None, None, None)


def test_reviews_and_first_answers_stand_apart_and_so_do_cards_and_what_is_checked():
    made = [
        *predictions(110, right=100, is_card=True),
        *predictions(120, right=60),
        *predictions(130, right=40, days=None),
        *predictions(7, right=7, days=0),
    ]

    report = prediction_report(made)

    assert (report.n, report.learners) == (367, 5)
    reviews, first = report.reviews, report.first_answers
    assert (reviews.together.n, reviews.cards.n, reviews.checked.n) == (230, 110, 120)
    assert (first.together.n, first.cards.n, first.checked.n) == (130, 0, 130)
    assert reviews.cards.shown is not None
    assert reviews.cards.shown.right == pytest.approx(100 / 110)
    assert reviews.checked.shown is not None
    assert reviews.checked.shown.right == 0.5
    assert first.cards.shown is None


def test_a_learner_reads_out_of_ten_from_sixty_answers_on():
    made = [*predictions(40, right=32), *predictions(20, right=5, shown=0.32)]

    assert tenths(made[:59]) == ()
    assert tenths(made) == (Tenths(3, 2, 20), Tenths(8, 8, 40))


def test_bins_that_would_read_the_same_are_told_as_one():
    made = [*predictions(30, right=20, shown=0.77), *predictions(30, right=28, shown=0.82)]

    assert tenths(made) == (Tenths(8, 8, 60),)

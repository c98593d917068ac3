"""Whether predictions came true: by hand, against an oracle, and where it is too few to say."""

from __future__ import annotations

import math
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quizapp.domain.memory.predictions.calibration import (
    Bin,
    Outcome,
    bins,
    calibration,
    log_loss,
)
from quizapp.domain.memory.predictions.prediction_gain import (
    Word,
    is_enough_of_a_class,
    is_enough_of_a_learner,
    prediction_gain,
)
from quizapp.domain.memory.predictions.recorded import Prediction, of_first_answers, of_reviews

outcomes = st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), min_size=1, max_size=200)


def prediction(learner: str, shown: float, plain: float, *, right: bool = True) -> Prediction:
    return Prediction(learner, shown, plain, right, days=3)


def test_figures_of_four_answers_by_hand():
    answers = [Outcome(0.9, True), Outcome(0.8, True), Outcome(0.7, False), Outcome(0.6, True)]

    figures = calibration(answers)

    assert figures is not None
    assert (figures.n, figures.right) == (4, 0.75)
    assert figures.predicted == pytest.approx(0.75)
    assert figures.brier == pytest.approx((0.01 + 0.04 + 0.49 + 0.16) / 4)
    assert figures.log_loss == pytest.approx(-math.log(0.9 * 0.8 * 0.3 * 0.6) / 4)
    assert (figures.auc, figures.bins) == (None, ())


def test_no_answers_have_no_figures():
    assert calibration([]) is None
    assert prediction_gain([]) is None


def test_a_prediction_that_was_quite_sure_costs_no_more_than_at_ninety_nine():
    assert log_loss(1.0, is_right=False) == pytest.approx(-math.log(0.01))


def test_the_order_of_right_and_wrong_is_mann_and_whitneys():
    dice = Random(5)
    answers = [Outcome(round(dice.random(), 1), dice.random() < 0.6) for _ in range(300)]
    right = [each.chance for each in answers if each.is_right]
    wrong = [each.chance for each in answers if not each.is_right]

    figures = calibration(answers)

    expected = stats.mannwhitneyu(right, wrong).statistic / (len(right) * len(wrong))
    assert figures is not None
    assert figures.auc == pytest.approx(expected)


def test_bins_of_few_answers_are_joined_with_a_neighbour():
    answers = [Outcome(0.05, False)] * 15 + [Outcome(0.15, False)] * 10
    answers += [Outcome(0.5, True)] * 20 + [Outcome(0.95, True)] * 5

    joined = bins(answers)

    low, high = joined
    assert low == Bin(0.0, 0.2, 25, low.predicted, 0.0)
    assert low.predicted == pytest.approx(0.09)
    assert (high.low, high.high, high.n, high.right) == (0.2, 1.0, 25, 1.0)


@given(outcomes)
def test_bins_hold_every_answer_or_there_are_none(answers):
    joined = bins(answers)

    assert sum(each.n for each in joined) == (len(answers) if len(answers) >= 20 else 0)
    assert all(each.n >= 20 for each in joined)


def mean_differences(made: list[Prediction]) -> list[float]:
    """Of each learner: mean log loss of what is shown, less that of the own memory alone."""
    return [
        fmean(
            log_loss(each.shown, is_right=True) - log_loss(each.plain, is_right=True)
            for each in made
            if each.learner == name
        )
        for name in sorted({each.learner for each in made})
    ]


def test_the_gain_of_the_class_is_told_from_the_sums_of_its_learners():
    dice = Random(7)
    made = [
        prediction(f"learner {who}", dice.uniform(0.6, 0.95), dice.uniform(0.5, 0.8))
        for who in range(8)
        for _ in range(20)
    ]

    gain = prediction_gain(made)

    # With as many answers of each learner, it is the t interval of their means, but for n - 1.
    means = mean_differences(made)
    spread = math.sqrt(sum((each - fmean(means)) ** 2 for each in means)) / 8
    assert gain is not None
    assert gain.interval is not None
    assert gain.mean == pytest.approx(fmean(means))
    assert gain.interval.high - gain.mean == pytest.approx(stats.t.ppf(0.975, 7) * spread)
    assert gain.word is Word.BETTER


def test_better_and_worse_are_said_only_where_the_interval_leaves_out_nought():
    better = [prediction(who, 0.9, 0.8) for who in "abcde"]
    worse = [prediction(who, 0.8, 0.9) for who in "abcde"]
    mixed = [prediction(who, *((0.9, 0.8) if who in "ace" else (0.8, 0.9))) for who in "abcde"]

    gains = [prediction_gain(each) for each in (better, worse, mixed)]

    assert [gain and gain.word for gain in gains] == [Word.BETTER, Word.WORSE, Word.NO_TELLING]


def test_one_learner_alone_has_no_interval():
    gain = prediction_gain([prediction("a", 0.9, 0.8)])

    assert gain is not None
    assert (gain.interval, gain.word) == (None, Word.NO_TELLING)


@pytest.mark.parametrize(
    ("answers", "learners", "is_enough"), [(100, 5, True), (99, 5, False), (100, 4, False)]
)
def test_a_class_is_spoken_of_from_a_hundred_answers_of_five_learners(answers, learners, is_enough):
    made = [prediction(f"learner {each % learners}", 0.9, 0.8) for each in range(answers)]

    assert is_enough_of_a_class(made) is is_enough
    assert is_enough_of_a_learner(made[:59]) is False
    assert is_enough_of_a_learner(made[:60]) is True


def test_reviews_are_told_from_first_answers_and_from_what_was_just_seen():
    review = Prediction("a", 0.9, 0.8, True, days=1)
    first = Prediction("a", 0.3, 0.3, True, days=None)
    same_day = Prediction("a", 1.0, 1.0, True, days=0)
    after_key = Prediction("a", 0.9, 0.8, True, days=4, is_after_key=True)
    made = [review, first, same_day, after_key]

    assert of_reviews(made) == [review]
    assert of_first_answers(made) == [first]

"""How much of a drift is shown: laws."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.predictions.class_statistics import NO_STATISTICS, shown_recall
from quizapp.domain.memory.predictions.drifts import FIRST_WEIGHT, NO_DRIFT, SHOWN_WEIGHT, Drift
from quizapp.domain.memory.updates import MemoryState

factors = st.floats(-1.5, 1.5)
weights = st.floats(FIRST_WEIGHT, 1e6)
BEGINNING = date(2026, 3, 1)


@given(st.floats(0.01, 400), st.floats(1, 10), st.integers(0, 200))
def test_with_nothing_gathered_fsrs_is_shown_as_it_is(stability, difficulty, days):
    state, day = MemoryState(stability, difficulty, BEGINNING), BEGINNING + timedelta(days=days)
    nothing = NO_STATISTICS.of_difficulty(difficulty)

    recall = shown_recall(state, day, NO_DRIFT, NO_DRIFT, 30, nothing)

    assert recall == state.recall_on(day)


def test_a_drift_is_shown_as_if_it_had_begun_with_the_greater_weight():
    surprise, information = -3.0, 5.0
    folded = Drift(surprise / (FIRST_WEIGHT + information), FIRST_WEIGHT + information)

    assert folded.shown == pytest.approx(surprise / (SHOWN_WEIGHT + information))


@given(factors, weights)
def test_what_is_shown_lies_between_nought_and_what_was_gathered(factor, weight):
    shown = Drift(factor, weight).shown

    assert abs(shown) <= abs(factor)
    assert shown * factor >= 0


@given(st.lists(factors, min_size=2), weights)
def test_what_is_shown_grows_with_what_was_gathered(several, weight):
    shown = [Drift(factor, weight).shown for factor in sorted(several)]

    assert all(one <= other for one, other in pairwise(shown))


@given(factors.filter(bool), st.lists(weights, min_size=2))
def test_the_more_is_known_the_more_is_shown(factor, several):
    shown = [abs(Drift(factor, weight).shown) for weight in sorted(several)]

    assert all(one <= other * (1 + 1e-12) for one, other in pairwise(shown))


@given(factors)
def test_with_much_known_all_is_shown(factor):
    assert Drift(factor, 1e7).shown == pytest.approx(factor, rel=1e-5)

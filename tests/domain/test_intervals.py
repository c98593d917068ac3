"""Intervals against figures in print, and what they are at the ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.intervals import (
    Interval,
    alpha_interval,
    correlation_interval,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_as_newcombe_prints_it(right, n, low, high):
    interval = wilson_interval(right / n, n)

    assert round(interval.low, 4) == low
    assert round(interval.high, 4) == high


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_its_share_and_stays_within_0_and_1(case):
    right, n = case

    interval = wilson_interval(right / n, n)

    assert 0 <= interval.low <= right / n <= interval.high <= 1
    assert interval.low < interval.high


@settings(deadline=None)
@given(st.floats(0, 1), st.integers(1, 5000))
def test_wilson_interval_is_the_same_seen_from_the_wrong_answers(share, n):
    interval, mirrored = wilson_interval(share, n), wilson_interval(1 - share, n)

    assert interval.low == pytest.approx(1 - mirrored.high, abs=1e-9)


def test_correlation_interval_by_hand():
    # atanh(0.5) = 0.549306; 1.959964 / sqrt(28 - 3) = 0.391993; tanh of 0.157313 and 0.941299.
    interval = correlation_interval(0.5, 28)

    assert interval
    assert interval.low == pytest.approx(0.156028, abs=1e-5)
    assert interval.high == pytest.approx(0.735818, abs=1e-5)


def test_correlation_interval_of_few_or_of_a_perfect_one():
    assert correlation_interval(0.5, 3) is None
    assert correlation_interval(-1.0, 30) == Interval(-1.0, -1.0)


@settings(deadline=None)
@given(st.floats(-5, 0.999), st.integers(2, 50), st.integers(3, 500))
def test_alpha_interval_holds_alpha(alpha, k, n):
    interval = alpha_interval(alpha, k, n)

    assert interval
    assert interval.low < alpha < interval.high <= 1


def test_alpha_interval_of_two_learners_or_of_a_perfect_alpha():
    assert alpha_interval(0.5, 3, 2) is None
    assert alpha_interval(1.0, 3, 30) is None

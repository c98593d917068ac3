"""Differences of two groups, against published values to the printed digits."""

from __future__ import annotations

import math

import pytest

from quizapp.domain.differences import Group, newcombe_interval, welch_interval
from quizapp.domain.student_t import incomplete_beta, t_reach, t_within

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
NEWCOMBE = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((0, 10), (0, 10), (-0.2775, 0.2775)),
    ((10, 10), (0, 20), (0.6791, 1.0000)),
    ((10, 10), (0, 10), (0.6075, 1.0000)),
]

# Two-sided 95 % points of Student's t as printed in tables, by degrees of freedom.
T_TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 5: 2.571, 10: 2.228, 20: 2.086, 30: 2.042, 120: 1.980}


def share(right: int, n: int) -> Group:
    return Group(n, right / n)


@pytest.mark.parametrize(("one", "other", "printed"), NEWCOMBE)
def test_differences_of_shares_agree_with_newcombes_table(one, other, printed) -> None:
    interval = newcombe_interval(share(*one), share(*other))

    assert (round(interval.low, 4), round(interval.high, 4)) == printed


def test_turning_a_difference_round_turns_its_interval_round() -> None:
    there = newcombe_interval(share(56, 70), share(48, 80))
    back = newcombe_interval(share(48, 80), share(56, 70))

    assert back.low == pytest.approx(-there.high)
    assert back.high == pytest.approx(-there.low)


@pytest.mark.parametrize("freedom", T_TABLE)
def test_the_reach_of_t_agrees_with_the_tables(freedom: int) -> None:
    assert round(t_reach(freedom), 3) == T_TABLE[freedom]


@pytest.mark.parametrize("freedom", [1, 1.5, 2, 7.3, 40, 1998, 1e6])
def test_t_comes_back_from_its_share(freedom: float) -> None:
    assert t_within(t_reach(freedom), freedom) == pytest.approx(0.95, abs=1e-9)


def test_t_with_one_degree_of_freedom_is_cauchys_curve() -> None:
    for t in (0.0, 0.3, 1.0, 12.7):
        assert t_within(t, 1) == pytest.approx(2 * math.atan(t) / math.pi, abs=1e-14)


def test_the_incomplete_beta_function_has_its_known_values() -> None:
    assert incomplete_beta(0.0, 2, 3) == 0.0
    assert incomplete_beta(1.0, 2, 3) == 1.0
    assert incomplete_beta(0.4, 1, 1) == pytest.approx(0.4, abs=1e-15)
    assert incomplete_beta(0.25, 2, 3) == pytest.approx(67 / 256, abs=1e-15)


def test_welchs_interval_agrees_with_one_worked_out_by_hand() -> None:
    # Variances 4 and 9 over 10 and 15 learners: 0.4 + 0.6 = 1, so one standard error is 1, and
    # the degrees of freedom are 1 / (0.16/9 + 0.36/14) = 23.0 (22.99...).
    interval = welch_interval(Group(10, 5.0, 4.0), Group(15, 3.0, 9.0))

    assert interval is not None
    reach = t_reach(1 / (0.16 / 9 + 0.36 / 14))
    assert reach == pytest.approx(2.0687, abs=1e-4)  # t for 23 degrees, as tables print it
    assert (interval.low, interval.high) == pytest.approx((2 - reach, 2 + reach))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Group(1, 0.5), Group(30, 0.5, 0.1)),
        (Group(30, 0.5, 0.1), Group(0, 0.0)),
        (Group(30, 0.5), Group(30, 0.6)),
    ],
    ids=["one learner", "nobody", "no spread at all"],
)
def test_where_there_is_no_spread_to_go_by_no_interval_is_made_up(one, other) -> None:
    assert welch_interval(one, other) is None

"""What a discussion moved: figures by hand, and laws."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.intervals import Interval, wilson_interval
from quizapp.domain.lessons.discussion import Moved, Share, afterwards, moved


def interval_of(found: Moved) -> Interval:
    interval = found.gain_interval
    assert interval is not None
    return interval


counts = st.integers(0, 40)
some_moved = st.builds(Moved, counts, counts, counts, counts)


def test_the_gain_by_hand():
    # 8 of 20 right before, 16 of 20 after: (80 - 40) / (100 - 40).
    found = Moved(stayed_right=7, became_right=9, became_wrong=1, stayed_wrong=3)

    assert found.n == 20
    assert found.gain == pytest.approx(40 / 60)


def test_the_interval_of_the_gain_by_hand():
    # Wilson: 9 of 12 is .4677 to .9111, 1 of 8 is .0224 to .4709; r = 8 / 12. So
    # .6667 - sqrt((.75 - .4677)^2 + (2/3)^2 (.4709 - .125)^2) = .6667 - .3645, and
    # .6667 + sqrt((.9111 - .75)^2 + (2/3)^2 (.125 - .0224)^2) = .6667 + .1750.
    found = interval_of(Moved(stayed_right=7, became_right=9, became_wrong=1, stayed_wrong=3))

    assert (found.low, found.high) == pytest.approx((0.3022, 0.8417), abs=1e-4)


def test_as_many_right_as_wrong_before_is_newcombes_difference():
    # 56 of 70 gained and 42 of 70 lost, so that r = 1: method 10 of Newcombe (1998).
    found = Moved(stayed_right=28, became_right=56, became_wrong=42, stayed_wrong=14)

    gained, lost = wilson_interval(0.8, 70), wilson_interval(0.6, 70)
    low = 0.2 - ((0.8 - gained.low) ** 2 + (lost.high - 0.6) ** 2) ** 0.5
    assert found.gain == pytest.approx(0.2)
    assert interval_of(found).low == pytest.approx(low)


def test_nobody_wrong_before_has_nothing_to_gain():
    found = Moved(stayed_right=9, became_right=0, became_wrong=1, stayed_wrong=0)

    assert (found.gain, found.gain_interval) == (None, None)


def test_nobody_right_before_is_a_share():
    found = Moved(stayed_right=0, became_right=6, became_wrong=0, stayed_wrong=4)

    assert found.gain_interval == wilson_interval(0.6, 10)


@given(some_moved)
def test_the_gain_is_what_its_formula_says_and_lies_in_its_interval(found):
    if found.gain is None:
        return
    pre = 100 * found.first_right / found.n
    post = 100 * (found.stayed_right + found.became_right) / found.n

    assert found.gain == pytest.approx((post - pre) / (100 - pre))
    assert found.gain_interval.low <= found.gain <= found.gain_interval.high <= 1


@pytest.mark.slow
@pytest.mark.parametrize(("right", "wrong", "p", "q"), [(8, 12, 0.6, 0.1), (15, 15, 0.4, 0.2)])
def test_the_interval_holds_the_truth_nineteen_times_in_twenty(right, wrong, p, q):
    rng, held, tries = random.Random(2001), 0, 4_000
    for _ in range(tries):
        gained, lost = (
            sum(rng.random() < it for _ in range(n)) for it, n in ((p, wrong), (q, right))
        )
        interval = interval_of(Moved(right - lost, gained, lost, wrong - gained))
        held += interval.low <= p - q * right / wrong <= interval.high

    assert 0.93 <= held / tries <= 0.98


def test_who_voted_once_moved_nothing():
    first = {"ada": True, "ben": False, "cem": False}
    second = {"ben": True, "cem": False, "dora": True}

    assert moved(first, second) == Moved(0, 1, 0, 1)


def test_afterwards_of_all_and_of_those_who_were_moved():
    first = {"ada": True, "ben": False, "cem": False, "dora": False}
    second = {"ada": True, "ben": True, "cem": True, "dora": False}
    solo = {"ada": True, "ben": True, "cem": False, "eva": True}

    found = afterwards(first, second, solo)

    assert (found.everybody, found.moved) == (Share(3, 4), Share(1, 2))
    assert found.moved.interval == wilson_interval(0.5, 2)
    assert Share(0, 0).share is None
    assert Share(0, 0).interval is None

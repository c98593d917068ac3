"""The spread of intervals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.fuzz import MAXIMUM_DAYS, fuzz_range, fuzzed_interval

# One day, and 15 % of the days from 2.5 to 7, 10 % of those to 20, 5 % of those beyond; worked
# out by hand.
RANGES = [
    (1, (1, 1)),
    (2, (2, 2)),
    (3, (2, 4)),
    (5, (4, 6)),
    (7, (5, 9)),
    (10, (8, 12)),
    (20, (17, 23)),
    (60, (55, 65)),
    (100, (93, 107)),
    (1000, (948, 1052)),
    (MAXIMUM_DAYS, (34673, MAXIMUM_DAYS)),
]

intervals = st.integers(1, MAXIMUM_DAYS)
seeds = st.text("abcdef0123456789:", max_size=12)


@pytest.mark.parametrize(("days", "range_"), RANGES)
def test_an_interval_may_stray_as_far_as_ankis(days, range_):
    assert fuzz_range(days) == range_


@given(intervals, seeds)
def test_a_fuzzed_interval_lies_within_its_range(days, seed):
    shortest, longest = fuzz_range(days)

    assert shortest <= fuzzed_interval(days, seed) <= longest


@given(st.integers(1, 400), seeds)
def test_a_longer_interval_never_becomes_the_shorter_one(days, seed):
    fuzzed = [fuzzed_interval(each, seed) for each in range(days, days + 10)]

    assert all(earlier <= later for earlier, later in pairwise(fuzzed))


def test_every_day_of_the_range_is_used():
    used = {fuzzed_interval(10, f"item:{number}") for number in range(300)}

    assert used == {8, 9, 10, 11, 12}


def test_a_seed_always_gives_the_same_interval():
    fuzzed = [fuzzed_interval(100, f"item:{number}") for number in range(1, 6)]

    assert fuzzed == [105, 96, 103, 97, 94]  # written down once: no version may move cards

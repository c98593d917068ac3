"""Who belongs to the strongest and the weakest."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.item_analysis.tallies import (
    EXTREME,
    extreme_size,
    half_size,
    highest,
    lowest,
    third_size,
    thirds,
)

classes = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=12)


@given(st.integers(0, 100_000))
def test_a_third_and_a_half_are_the_nearest_whole_numbers(n):
    third, half = third_size(n), half_size(n)

    assert abs(third - Fraction(n, 3)) <= Fraction(1, 2)
    assert half - Fraction(n, 2) in (0, Fraction(1, 2))


@pytest.mark.parametrize(("n", "third"), [(3, 1), (4, 1), (5, 2), (8, 3), (20, 7), (30, 10)])
def test_the_strongest_third_of_a_class(n, third):
    weakest, middle, strongest = thirds([float(each) for each in range(n)], [1] * n)

    assert (sum(weakest), sum(middle), sum(strongest)) == (third, n - 2 * third, third)
    assert strongest == [0.0] * (n - third) + [1.0] * third


@given(st.integers(2, 100_000))
def test_the_extreme_groups_are_the_nearest_to_27_percent_that_do_not_overlap(n):
    size = extreme_size(n)

    assert 1 <= size <= n // 2
    assert n < 4 or abs(size - EXTREME * n) <= 0.5


@given(classes, st.data())
def test_a_group_has_its_size_and_nobody_outside_is_lower(pairs, data):
    values, counts = [float(value) for value, _ in pairs], [count for _, count in pairs]
    size = data.draw(st.integers(1, sum(counts)))

    parts = lowest(values, counts, size)

    assert sum(parts) == pytest.approx(size)
    inside = max(value for value, part in zip(values, parts, strict=True) if part)
    left = [value for value, part, n in zip(values, parts, counts, strict=True) if part < n - 1e-9]
    assert all(value >= inside for value in left)


@given(classes, st.data())
def test_counted_learners_belong_as_if_they_were_written_out(pairs, data):
    values, counts = [float(value) for value, _ in pairs], [count for _, count in pairs]
    size = data.draw(st.integers(1, sum(counts)))
    each = [value for value, count in zip(values, counts, strict=True) for _ in range(count)]

    for group in (lowest, highest):
        one_by_one = dict(zip(each, group(each, [1] * len(each), size), strict=True))
        wanted = [one_by_one[value] * n for value, n in zip(values, counts, strict=True)]
        assert group(values, counts, size) == pytest.approx(wanted)

"""Gains between two tests, held against Student's own data and other ways to the same figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.gains import FEWEST_IN_HALF, FEWEST_PAIRS, BothTests, form_effect, gain
from quizapp.domain.student_t import t_reach, t_within

SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
"""Hours of sleep more by one drug than by another: Student (1908), Biometrika 6, p. 20."""

# Fisher and Yates (1963), Statistical Tables, table III, P = 0.05.
TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 9: 2.262, 10: 2.228, 29: 2.045, 60: 2.000}

shares = st.floats(0, 1)
classes = st.lists(
    st.builds(BothTests, shares, shares, st.sampled_from("AB")), min_size=FEWEST_PAIRS, max_size=40
)


def class_of(differences: Sequence[float], form: str = "A") -> list[BothTests]:
    return [BothTests(0.0, difference, form) for difference in differences]


@pytest.mark.parametrize("freedom", TABLE)
def test_the_quantile_is_that_of_the_printed_tables(freedom):
    assert round(t_reach(freedom), 3) == TABLE[freedom]


@pytest.mark.parametrize("freedom", [1, 2, 3, 7, 24, 101])
def test_the_probability_is_the_area_under_the_density(freedom):
    """By Simpson's rule."""
    reach, steps = t_reach(freedom), 20_000
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    width = reach / steps
    heights = [(1 + (at * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for at in range(steps + 1)]
    simpson = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    area = 2 * scale / math.sqrt(freedom * math.pi) * simpson * width / 3

    assert area == pytest.approx(0.95, abs=1e-9)
    assert t_within(reach, freedom) == pytest.approx(0.95, abs=1e-12)


def test_many_degrees_of_freedom_come_near_the_normal_curve():
    assert t_reach(100_000) == pytest.approx(1.959964, abs=3e-5)


def test_the_gain_of_students_sleepers_is_the_published_one():
    """Mean 1.58 and SD 1.23; the interval as R prints it for `sleep`: 0.7001142 to 2.4598858."""
    found = gain(class_of(SLEEP))

    assert found is not None
    assert found.interval is not None
    assert found.is_seen
    assert (found.n, round(found.mean, 2), round(found.sd, 2)) == (10, 1.58, 1.23)
    assert found.interval.low == pytest.approx(0.7001142, abs=1e-7)
    assert found.interval.high == pytest.approx(2.4598858, abs=1e-7)


@given(classes)
def test_the_gain_is_the_distance_of_the_means_and_lies_in_its_interval(learners):
    found = gain(learners)

    assert found is not None
    assert found.mean == pytest.approx(found.post - found.pre, abs=1e-9)
    if found.interval is not None:
        assert found.interval.low <= found.mean <= found.interval.high


@given(classes)
def test_before_and_after_exchanged_the_gain_is_a_loss(learners):
    found = gain(learners)
    back = gain([BothTests(each.post, each.pre, each.first_form) for each in learners])

    assert found
    assert back
    assert back.mean == pytest.approx(-found.mean, abs=1e-9)
    assert back.is_seen == found.is_seen
    if found.interval and back.interval:
        assert back.interval.low == pytest.approx(-found.interval.high, abs=1e-9)


def test_too_few_learners_have_no_gain_and_small_halves_no_effect():
    assert gain(class_of(SLEEP[:-1])) is None
    assert form_effect(class_of([0.1] * 20)) is None
    assert form_effect(class_of([0.1] * 20) + class_of([0.1] * (FEWEST_IN_HALF - 1), "B")) is None


def test_everybody_gaining_the_same_is_a_gain_without_spread():
    found = gain(class_of([0.25] * 12))

    assert found is not None
    assert (found.mean, found.sd, found.interval) == (0.25, 0.0, None)
    assert not found.is_seen


def test_an_easier_form_shows_as_an_effect_and_leaves_the_gain_alone():
    """Everybody gains 0.2; form B gives 0.1 more than form A."""
    noise = [-0.02, -0.01, 0.0, 0.01, 0.02]
    learners = class_of([0.3 + each for each in noise]) + class_of(
        [0.1 + each for each in noise], "B"
    )

    effect, found = form_effect(learners), gain(learners)

    assert effect
    assert found
    assert effect.mean == pytest.approx(0.1)
    assert found.mean == pytest.approx(0.2)
    assert effect.is_seen


def test_the_effect_of_the_form_is_half_a_two_sample_interval():
    """Worked by hand: means 2 and 5, pooled variance 2.5, standard error 1, t(8) = 2.306004."""
    learners = class_of([0, 1, 2, 3, 4]) + class_of([3, 4, 5, 6, 7], "B")

    effect = form_effect(learners)

    assert effect is not None
    assert effect.interval is not None
    assert effect.mean == pytest.approx(-1.5)
    assert effect.interval.high - effect.mean == pytest.approx(2.306004135 / 2, abs=1e-8)

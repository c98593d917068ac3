"""Drifts of items and learners: the worked example, who may be shown them, and laws."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.curve import DECAY, FACTOR, recall_after
from quizapp.domain.memory.log.folding import Update
from quizapp.domain.memory.predictions.class_statistics import (
    MOST_DRIFT,
    NO_DRIFT,
    NO_STATISTICS,
    Drift,
    chance_of_full_marks,
    shown_recall,
    statistics_after,
)
from quizapp.domain.memory.predictions.priors import prior_of
from quizapp.domain.memory.updates import MemoryState

BEGINNING, THE_END = date(2026, 3, 1), date(2027, 1, 1)


def update(learner: str, days: int, stability: float, *, right: bool, g: float = 0.25) -> Update:
    before = MemoryState(stability, 5.0, BEGINNING)
    on = BEGINNING + timedelta(days=days)
    return Update(learner, "i1", on, before, float(right), g, right)


def first(learner: str, item: str, known: float) -> Update:
    return Update(learner, item, BEGINNING, None, known, 0.25, known > 0)


EXAMPLE = [
    update("ann", 7, 2.3065, right=True),
    update("ben", 7, 2.3065, right=False),
    update("cem", 14, 4.0, right=False, g=0.0),
]

updates = st.builds(
    update,
    st.sampled_from(["ann", "ben", "cem"]),
    st.integers(0, 200),
    st.floats(0.01, 400),
    right=st.booleans(),
    g=st.sampled_from([0.0, 0.25, 0.5]),
)


def expected(number: int) -> float:
    """What the statistics of the updates before expect of one of the example."""
    each = EXAMPLE[number]
    assert each.before is not None
    so_far = statistics_after(NO_STATISTICS, EXAMPLE[:number], THE_END)
    item = so_far.items.get("i1", NO_DRIFT)
    learner = so_far.learners.get(each.learner, NO_DRIFT)
    recall = shown_recall(each.before, each.day, item, learner, learners_with_two=5)
    return chance_of_full_marks(recall, each.guess_chance)


def test_the_worked_example_of_three_learners():
    statistics = statistics_after(NO_STATISTICS, EXAMPLE, THE_END)

    assert [round(expected(number), 4) for number in range(3)] == [0.8562, 0.859, 0.776]
    assert statistics.items["i1"].log_factor == pytest.approx(-0.3993, abs=1e-4)
    assert statistics.items["i1"].weight == pytest.approx(2.1334, abs=1e-4)
    assert statistics.learners["cem"].log_factor == pytest.approx(-0.2099, abs=1e-4)


def test_days_one_by_one_give_what_all_at_once_gives():
    ordered = sorted(EXAMPLE, key=lambda each: each.day)
    statistics = NO_STATISTICS

    for day in range(30):
        statistics = statistics_after(statistics, ordered, BEGINNING + timedelta(days=day))

    assert statistics == statistics_after(NO_STATISTICS, ordered, THE_END)


def test_today_is_not_folded_yet():
    statistics = statistics_after(NO_STATISTICS, EXAMPLE, BEGINNING + timedelta(days=14))

    assert set(statistics.learners) == {"ann", "ben"}
    assert statistics.through == BEGINNING + timedelta(days=7)


def test_a_change_of_a_folded_day_makes_them_stale():
    statistics = statistics_after(NO_STATISTICS, EXAMPLE, THE_END)

    assert statistics.is_stale_by(BEGINNING + timedelta(days=14))
    assert not statistics.is_stale_by(BEGINNING + timedelta(days=15))
    assert not NO_STATISTICS.is_stale_by(BEGINNING)


@pytest.mark.parametrize(("learners", "shown"), [(4, 0.8083), (5, 0.8702)])
def test_an_items_drift_is_shown_from_five_learners_on(learners, shown):
    state = MemoryState(2.3065, 5.0, BEGINNING)

    recall = shown_recall(
        state, BEGINNING + timedelta(days=7), Drift(log_factor=0.7), NO_DRIFT, learners
    )

    assert recall == pytest.approx(shown, abs=1e-3)


@pytest.mark.parametrize(("drift", "factor"), [(1.5, 2.0), (-1.5, -2.0), (0.75, 1.5)])
def test_item_and_learner_together_change_a_stability_by_e_squared_at_most(drift, factor):
    state, day = MemoryState(3.0, 5.0, BEGINNING), BEGINNING + timedelta(days=7)
    both = Drift(log_factor=drift)

    recall = shown_recall(state, day, both, both, learners_with_two=5)

    assert recall == pytest.approx(recall_after(7, 3.0 * math.exp(factor)))


def test_a_miss_of_what_seemed_sure_counts_as_at_ninety_eight_of_a_hundred():
    x = FACTOR / 1000
    slope = DECAY * (1 + x) ** -DECAY * x / (1 + x)
    variance = 0.98 * 0.02

    statistics = statistics_after(
        NO_STATISTICS, [update("ann", 1, 1000.0, right=False, g=0.0)], THE_END
    )

    expected = -0.98 * slope / variance / (2 + slope**2 / variance)
    assert statistics.items["i1"].log_factor == pytest.approx(expected)


@pytest.mark.parametrize(("right", "bound"), [(True, 1.5), (False, -1.5)])
def test_a_drift_ends_at_its_bound(right, bound):
    many = [update("ann", 60, 5.0 if right else 300.0, right=right, g=0.0)] * 300

    statistics = statistics_after(NO_STATISTICS, many, THE_END)

    assert statistics.items["i1"].log_factor == bound


@pytest.mark.parametrize(("known", "bound"), [(1.0, 0.95), (0.0, 0.05)])
def test_a_prior_ends_at_its_bound(known, bound):
    others = [first("ben", "i2", 1 - known)] * 100
    statistics = statistics_after(
        NO_STATISTICS, [*others, *[first("ann", "i1", known)] * 50], THE_END
    )

    assert prior_of(statistics, "i1", "ann") == bound


def test_an_answer_of_the_same_day_moves_nothing():
    statistics = statistics_after(NO_STATISTICS, [update("ann", 0, 3.0, right=False)], THE_END)

    assert statistics.items["i1"] == NO_DRIFT


@given(st.lists(updates, max_size=40))
def test_a_drift_stays_within_its_bounds_and_its_weight_only_grows(many):
    statistics = statistics_after(NO_STATISTICS, sorted(many, key=lambda each: each.day), THE_END)

    for drift in (*statistics.items.values(), *statistics.learners.values()):
        assert abs(drift.log_factor) <= MOST_DRIFT
        assert drift.weight >= 2


def test_without_first_answers_the_prior_is_the_engines():
    assert prior_of(NO_STATISTICS, "i1", "ann") == pytest.approx(0.3)


def test_the_prior_follows_the_item_and_the_learner():
    others = [first(name, "i1", 0.9) for name in ("ben", "cem", "dot")]
    own = [first("ann", item, 0.0) for item in ("i2", "i3", "i4")]
    statistics = statistics_after(NO_STATISTICS, [*others, *own], THE_END)

    prior = prior_of(statistics, "i1", "ann")

    # By hand: class 5.7 / 16, item 6.2625 / 13, learner 3.5625 / 13;
    # their logits are -0.5916, -0.0731 and -0.9741, and the sum of the last two less the first
    # is -0.4556.
    assert prior == pytest.approx(0.3880, abs=1e-4)


@given(st.lists(st.builds(first, st.just("ann"), st.just("i1"), st.floats(0, 1)), max_size=60))
def test_no_prior_is_quite_sure(many):
    statistics = statistics_after(NO_STATISTICS, many, THE_END)

    assert 0.05 <= prior_of(statistics, "i1", "ann") <= 0.95

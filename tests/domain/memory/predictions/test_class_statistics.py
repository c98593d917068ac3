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
    ClassStatistics,
    Drift,
    shown_recall,
    statistics_after,
    whole_difficulty,
)
from quizapp.domain.memory.predictions.drifts import pull_of
from quizapp.domain.memory.predictions.priors import prior_of
from quizapp.domain.memory.updates import MemoryState

BEGINNING, THE_END = date(2026, 3, 1), date(2027, 1, 1)


def update(
    learner: str,
    days: int,
    stability: float,
    *,
    right: bool,
    g: float = 0.25,
    difficulty: float = 5.0,
) -> Update:
    before = MemoryState(stability, difficulty, BEGINNING)
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
    difficulty=st.floats(1, 10),
)
SURE_OF = 1e9
"""A weight at which a drift is shown as it is."""


def expected(number: int) -> float:
    """What the fold of the updates before expects of one of the example."""
    each = EXAMPLE[number]
    assert each.before is not None
    so_far = statistics_after(NO_STATISTICS, EXAMPLE[:number], THE_END)
    together = so_far.items.get("i1", NO_DRIFT).log_factor
    together += so_far.learners.get(each.learner, NO_DRIFT).log_factor
    days = each.before.days_to(each.day)
    return pull_of(each.before, days, each.guess_chance, together, is_full=each.is_full).expected


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
        state, BEGINNING + timedelta(days=7), Drift(0.7, SURE_OF), NO_DRIFT, learners
    )

    assert recall == pytest.approx(shown, abs=1e-3)


@pytest.mark.parametrize(("drift", "factor"), [(1.5, 2.0), (-1.5, -2.0), (0.75, 1.5)])
def test_item_and_learner_together_change_a_stability_by_e_squared_at_most(drift, factor):
    state, day = MemoryState(3.0, 5.0, BEGINNING), BEGINNING + timedelta(days=7)
    both = Drift(drift, SURE_OF)

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


HARD, EASY = 8.4, 3.7


def forgotten_by(learners: int) -> list[Update]:
    """What was hard, missed by so many learners a week after."""
    return [
        update(f"learner {number}", 7, 2.3065, right=False, difficulty=HARD)
        for number in range(learners)
    ]


def test_what_is_hard_for_all_is_shown_as_such_for_an_item_that_nobody_was_asked_twice():
    statistics = statistics_after(NO_STATISTICS, forgotten_by(30), THE_END)
    state, day = MemoryState(2.3065, HARD, BEGINNING), BEGINNING + timedelta(days=7)

    recall = shown_recall(state, day, NO_DRIFT, NO_DRIFT, 0, statistics.of_difficulty(HARD))

    assert recall < state.recall_on(day) - 0.03
    assert statistics.of_difficulty(EASY) == NO_DRIFT


@pytest.mark.parametrize(("learners", "is_shown"), [(4, False), (5, True)])
def test_a_difficultys_drift_is_shown_from_five_learners_on(learners, is_shown):
    statistics = statistics_after(NO_STATISTICS, forgotten_by(learners), THE_END)

    assert (statistics.of_difficulty(HARD) != NO_DRIFT) is is_shown
    assert statistics.difficulties[8].log_factor < 0


def test_learners_who_only_met_the_items_are_not_among_the_five():
    new = [first(f"new {number}", "i1", 0.0) for number in range(9)]

    statistics = statistics_after(NO_STATISTICS, [*new, *forgotten_by(4)], THE_END)

    assert statistics.of_difficulty(HARD) == NO_DRIFT


def test_a_difficulty_is_left_what_items_and_learners_do_not_explain():
    one, another = forgotten_by(1)[0], forgotten_by(1)[0]
    alone = statistics_after(NO_STATISTICS, [one], THE_END).difficulties[8]
    explained = ClassStatistics({"i1": Drift(-1.5, SURE_OF)})

    beside = statistics_after(explained, [another], THE_END).difficulties[8]

    assert alone.log_factor < beside.log_factor < 0


@pytest.mark.parametrize(("difficulty", "place"), [(1.0, 1), (8.99, 8), (9.0, 9), (10.0, 9)])
def test_a_difficulty_goes_with_those_of_its_whole_number(difficulty, place):
    assert whole_difficulty(difficulty) == place


def test_an_answer_of_the_same_day_moves_nothing():
    statistics = statistics_after(NO_STATISTICS, [update("ann", 0, 3.0, right=False)], THE_END)

    assert statistics.items["i1"] == NO_DRIFT
    assert statistics.difficulties == {}


@given(st.lists(updates, max_size=40))
def test_a_drift_stays_within_its_bounds_and_its_weight_only_grows(many):
    statistics = statistics_after(NO_STATISTICS, sorted(many, key=lambda each: each.day), THE_END)

    of_all = (statistics.items, statistics.learners, statistics.difficulties)
    for drift in (each for drifts in of_all for each in drifts.values()):
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

"""What holds for any responses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import correlation, pvariance, variance
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.item_analysis import Item, ItemFigures, ResponseMatrix, ScoreFigures
from tests.domain.item_analysis.building import figures_of, matrix


def tables(cells: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[list[list[Any]]]:
    """Any tables of 1 to 9 learners and 1 to 6 items; where they are to agree, of more."""
    return st.integers(least, 6).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=2 * least - 1, max_size=9
        )
    )


right_or_wrong = st.sampled_from([0.0, 1.0])
tenths = st.integers(0, 10).map(lambda each: each / 10)
with_holes = st.none() | tenths
missing_rules = st.sampled_from(["zero", "leave-out"])


def same(figure: float | None) -> Any:
    return figure if figure is None else pytest.approx(figure, abs=1e-9)


def assert_same_items(found: Sequence[ItemFigures], wanted: Sequence[ItemFigures]) -> None:
    for item, other in zip(found, wanted, strict=True):
        for name in ("facility", "sd", "item_rest", "upper_lower", "alpha_if_deleted"):
            assert getattr(item, name) == same(getattr(other, name)), (other.item_id, name)
        assert item.undefined == other.undefined
        assert (item.n, item.omitted_share) == (other.n, other.omitted_share)


def assert_same_score(found: ScoreFigures, wanted: ScoreFigures, factor: float = 1.0) -> None:
    assert found.alpha == same(wanted.alpha)
    for name in ("mean", "sd", "median", "sem", "standard_error"):
        figure = getattr(wanted, name)
        assert getattr(found, name) == same(figure and figure * factor), name


@settings(deadline=None)
@given(tables(with_holes), missing_rules, st.randoms(use_true_random=False))
def test_order_of_learners_does_not_matter(rows, missing, dice):
    shuffled = dice.sample(rows, len(rows))

    before, after = figures_of(matrix(rows), missing), figures_of(matrix(shuffled), missing)

    assert_same_items(after.items, before.items)
    assert_same_score(after.score, before.score)
    assert after.score.counts == before.score.counts


@settings(deadline=None)
@given(tables(with_holes), missing_rules, st.randoms(use_true_random=False))
def test_order_of_items_does_not_matter(rows, missing, dice):
    whole = matrix(rows)
    order = dice.sample(range(len(whole.items)), len(whole.items))
    shuffled = ResponseMatrix(whole.learners, tuple(whole.items[place] for place in order))

    before, after = figures_of(whole, missing), figures_of(shuffled, missing)

    assert_same_items(after.items, [before.items[place] for place in order])
    assert_same_score(after.score, before.score)


@settings(deadline=None)
@given(tables(with_holes), missing_rules, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_marks_may_be_counted_in_other_units(rows, missing, factor):
    whole = matrix(rows)
    scaled = ResponseMatrix(whole.learners, tuple(times(item, factor) for item in whole.items))

    before, after = figures_of(whole, missing), figures_of(scaled, missing)

    for item, other in zip(after.items, before.items, strict=True):
        for name in ("facility", "item_rest", "upper_lower", "alpha_if_deleted"):
            assert getattr(item, name) == same(getattr(other, name)), name
        assert item.sd == same(other.sd and other.sd * factor)
    assert_same_score(after.score, before.score, factor)


def times(item: Item, factor: float) -> Item:
    marks = tuple(None if mark is None else mark * factor for mark in item.marks)
    return replace(item, marks=marks, max_mark=item.max_mark * factor)


@settings(deadline=None)
@given(tables(right_or_wrong, least=2))
def test_alpha_of_right_and_wrong_is_kr20(rows):
    score = figures_of(matrix(rows)).score
    totals = pvariance([sum(row) for row in rows])
    shares = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    k = len(shares)

    assert score.is_kr20
    if totals == 0:
        assert score.alpha is None
    else:
        kr20 = k / (k - 1) * (1 - sum(p * (1 - p) for p in shares) / totals)
        assert score.alpha == pytest.approx(kr20, abs=1e-9)


@settings(deadline=None)
@given(tables(tenths, least=2))
def test_complete_data_agree_with_the_standard_library(rows):
    """Each figure again in the plainest way, one item at a time."""
    figures = figures_of(matrix(rows), "leave-out")

    for number, item in enumerate(figures.items):
        marks = [row[number] for row in rows]
        rests = [round(sum(row) - row[number], 9) for row in rows]
        assert item.sd == pytest.approx(variance(marks) ** 0.5, abs=1e-9)
        if len(set(marks)) > 1 and len(set(rests)) > 1:
            assert item.item_rest == pytest.approx(correlation(marks, rests), abs=1e-9)
        else:
            assert item.item_rest is None


@settings(deadline=None)
@given(tables(tenths), missing_rules)
def test_without_holes_the_rule_for_them_makes_no_difference(rows, missing):
    zero, other = figures_of(matrix(rows), "zero"), figures_of(matrix(rows), missing)

    assert other.items == zero.items
    assert other.score == zero.score


@settings(deadline=None)
@given(tables(with_holes), missing_rules)
def test_figures_stay_in_their_bounds_and_none_has_a_reason(rows, missing):
    figures = figures_of(matrix(rows), missing)

    for item in figures.items:
        for name, low in (("facility", 0), ("item_rest", -1), ("upper_lower", -1)):
            figure = getattr(item, name)
            assert (figure is None) == (name in item.undefined)
            assert figure is None or low <= figure <= 1
        if item.facility is not None:
            assert item.facility_interval.low <= item.facility <= item.facility_interval.high
    score = figures.score
    for name in ("mean", "sd", "alpha", "sem", "median", "standard_error"):
        assert (getattr(score, name) is None) == (name in score.undefined)
    assert score.alpha is None or score.alpha <= 1 + 1e-9
    assert sum(count for _, count in score.counts) == score.n


@settings(deadline=None)
@given(tables(with_holes), missing_rules, st.sampled_from([0.0, 1.0]))
def test_item_that_everyone_has_right_or_wrong_leaves_the_others_as_they_are(rows, missing, mark):
    before = figures_of(matrix(rows), missing)

    after = figures_of(matrix([[*row, mark] for row in rows]), missing)

    for item, other in zip(after.items, before.items, strict=False):
        assert item.facility == other.facility
        assert item.sd == other.sd
    assert after.items[-1].facility == mark
    assert after.items[-1].item_rest is None


@settings(deadline=None)
@given(tables(with_holes), missing_rules, st.integers(2, 4))
def test_more_learners_of_the_same_kind_change_no_share(rows, missing, times):
    before = figures_of(matrix(rows), missing)

    after = figures_of(matrix(rows * times), missing)

    for item, other in zip(after.items, before.items, strict=True):
        assert item.facility == same(other.facility)
        if other.item_rest is not None:
            assert item.item_rest == same(other.item_rest)

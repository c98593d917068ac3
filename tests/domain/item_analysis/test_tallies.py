"""Figures from tallies are those of the same attempts one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.item_analysis import (
    Choice,
    Item,
    Reason,
    ResponseMatrix,
    TalliedItem,
    Tally,
    analysis,
    item_figures,
    score_figures,
)
from quizapp.domain.item_analysis.moments import quantile
from quizapp.domain.item_analysis.score_figures import alphas_if_deleted, is_dichotomous

OPTIONS = "ABCD"
letters = st.sampled_from([*OPTIONS, "", None])
ALONE = Reason.ONE_ITEM
ANY_ALPHA = {"alpha_if_deleted": ALONE}


def rows(cells: st.SearchStrategy[Any], most: int = 40) -> st.SearchStrategy[list[list[Any]]]:
    return st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=most
        )
    )


def one_by_one(table: list[list[str | None]], *, unasked: bool) -> ResponseMatrix:
    """A is right everywhere; None is an item that was not asked, or not answered."""

    def column(number: int) -> Item:
        given = [row[number] for row in table]
        marks = tuple(
            (None if unasked else 0.0) if each is None else float(each == "A") for each in given
        )
        chosen = tuple(None if each is None else Choice(each) for each in given)
        return Item(f"q{number}", marks, 1.0, chosen, Choice("A"), tuple(OPTIONS))

    return ResponseMatrix(
        tuple(map(str, range(len(table)))), tuple(map(column, range(len(table[0]))))
    )


def tallied(table: list[list[str | None]], *, unasked: bool) -> list[TalliedItem]:
    """The same, counted."""
    items = []
    for number in range(len(table[0])):
        counted: Counter[Any] = Counter()
        for row in table:
            asked = [each for each in row if each is not None] if unasked else row
            if row[number] is None and unasked:
                continue
            score = float(sum(each == "A" for each in asked))
            chosen = None if row[number] is None else Choice(row[number] or "")
            counted[float(row[number] == "A"), score, float(len(asked)), chosen] += 1
        items.append(
            TalliedItem(
                f"q{number}",
                tuple(
                    Tally(mark, score, top, count, chosen)
                    for (mark, score, top, chosen), count in counted.items()
                ),
                keys=Choice("A"),
                options=tuple(OPTIONS),
                chance=0.25,
            )
        )
    return items


def near(figure: float | None) -> Any:
    return figure if figure is None else pytest.approx(figure, abs=1e-9)


def thirds(use: Any) -> tuple[float, ...]:
    by = use.by_third
    return (by.weakest, by.middle, by.strongest) if by else ()


def assert_same(found: Any, wanted: Any) -> None:
    for name in ("facility", "sd", "item_rest", "upper_lower", "alpha_if_deleted"):
        assert getattr(found, name) == near(getattr(wanted, name)), name
    assert found.n == wanted.n
    assert found.item_rest_n == wanted.item_rest_n
    if found.facility_interval or wanted.facility_interval:
        assert found.facility_interval.low == near(wanted.facility_interval.low)
        assert found.facility_interval.high == near(wanted.facility_interval.high)
    assert [use.option for use in found.options] == [use.option for use in wanted.options]
    for use, other in zip(found.options, wanted.options, strict=True):
        assert (use.count, use.is_key) == (other.count, other.is_key)
        assert use.is_functioning == other.is_functioning
        assert thirds(use) == pytest.approx(thirds(other), abs=1e-9)
    assert [each.kind for each in found.verdicts] == [each.kind for each in wanted.verdicts]
    assert [each.options for each in found.verdicts] == [each.options for each in wanted.verdicts]
    assert [each.n for each in found.verdicts] == [each.n for each in wanted.verdicts]


@settings(deadline=None, max_examples=150)
@given(rows(letters))
def test_a_quiz_that_asks_everybody_the_same(table):
    items = tallied(table, unasked=False)
    wanted: Any = analysis(one_by_one(table, unasked=False), "zero")
    scores = Counter(float(sum(each == "A" for each in row)) for row in table)

    score = score_figures(scores, float(len(items)), items, is_kr20=is_dichotomous(items))

    for item, without, other in zip(items, alphas_if_deleted(items), wanted.items, strict=True):
        found = item_figures(item, without)
        assert_same(found, other)
        assert found.undefined == other.undefined
    for name in ("mean", "standard_error", "sd", "median", "alpha", "sem"):
        assert getattr(score, name) == near(getattr(wanted.score, name)), name
    assert score.undefined == wanted.score.undefined
    assert score.counts == wanted.score.counts
    assert score.is_kr20
    if score.alpha_interval:
        assert score.alpha_interval.low == near(wanted.score.alpha_interval.low)
        assert score.alpha_interval.high == near(wanted.score.alpha_interval.high)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(rows(letters))
def test_a_quiz_that_picks_other_items_for_each(table):
    wanted = analysis(one_by_one(table, unasked=True), "leave-out")

    for item, other in zip(tallied(table, unasked=True), wanted.items, strict=True):
        found = item_figures(item, ALONE)
        assert_same(found, replaced_alpha(other))
        assert {**found.undefined, **ANY_ALPHA} == {**other.undefined, **ANY_ALPHA}


def test_a_wrong_key_is_suspected_from_tallies_as_well():
    strong = [["C", "A", "A", "A"]] * 12
    weak = [["A", "B", "B", "B"]] * 9 + [["D", "A", "B", "B"]] * 9
    table: list[list[str | None]] = [list(row) for row in strong + weak]

    found = item_figures(tallied(table, unasked=False)[0], ALONE)

    assert_same(found, replaced_alpha(analysis(one_by_one(table, unasked=False)).items[0]))
    assert found.verdicts[0].kind == "check-key"
    assert found.verdicts[0].options == ("C", "A")


def replaced_alpha(figures: Any) -> Any:
    return replace(figures, alpha_if_deleted=None)


def test_an_item_nobody_was_asked_has_no_figures():
    found = item_figures(TalliedItem("q", ()), ALONE)

    assert (found.n, found.facility, found.omitted_share) == (0, None, None)
    assert found.undefined["facility"] is Reason.NO_RESPONSES
    assert found.undefined["upper_lower"] is Reason.NO_RESPONSES


def test_no_attempts_have_no_score():
    score = score_figures({}, 10.0, [], is_kr20=True)

    assert (score.n, score.mean, score.alpha) == (0, None, None)
    assert score.undefined["mean"] is Reason.NO_RESPONSES


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=30), st.sampled_from([0.25, 0.5, 0.75]))
def test_a_quantile_is_that_of_the_values_written_out(values, part):
    ordered = sorted(values)
    rank = part * (len(values) - 1)
    low, high = ordered[int(rank)], ordered[min(int(rank) + 1, len(values) - 1)]

    found = quantile(Counter(map(float, values)), part)

    assert found == pytest.approx(low + (high - low) * (rank - int(rank)))

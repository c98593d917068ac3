"""Classes beside one another, worked out by hand."""

from __future__ import annotations

import pytest

from quizapp.domain.comparing import MarkSum, NoShare, item_row, overall, shared_rows


def cells(*classes: dict[str, MarkSum], never: tuple[str, ...] = ()):
    return item_row("item", classes, never).cells


def test_classes_are_set_beside_the_first_one() -> None:
    first, other = cells({"m": MarkSum(80, 48.0)}, {"m": MarkSum(70, 56.0)})

    assert first.difference is None
    assert (first.share, other.share) == (0.6, 0.8)
    assert other.difference is not None
    assert other.difference.interval is not None
    # Newcombe (1998), table II, method 10, contrast (a).
    assert round(other.difference.interval.low, 4) == 0.0524
    assert round(other.difference.interval.high, 4) == 0.3339
    assert other.difference.can_be_told


def test_what_chance_can_do_cannot_be_told() -> None:
    _, other = cells({"m": MarkSum(20, 10.0)}, {"m": MarkSum(20, 13.0)})

    assert other.difference is not None
    assert other.difference.value == pytest.approx(0.15)
    assert not other.difference.can_be_told


def test_nobody_has_a_mean_of_nought() -> None:
    group = MarkSum(0, 0.0).group

    assert (group.n, group.mean) == (0, 0.0)


def test_only_marks_by_the_same_marking_are_compared() -> None:
    before, after = {"old": MarkSum(30, 3.0)}, {"new": MarkSum(40, 30.0), "old": MarkSum(5, 5.0)}

    row = item_row("item", [before, after])

    assert row.marking == "old"
    assert not row.is_comparable
    assert row.cells[1].missing is NoShare.OTHER_MARKING
    assert row.cells[1].n == 5


def test_the_marking_that_most_classes_share_is_chosen() -> None:
    row = item_row(
        "item",
        [
            {"old": MarkSum(30, 15.0), "new": MarkSum(25, 5.0)},
            {"new": MarkSum(40, 20.0)},
            {"new": MarkSum(22, 11.0), "old": MarkSum(19, 1.0)},
        ],
    )

    assert row.marking == "new"
    assert all(cell.share is not None for cell in row.cells)
    assert row.cells[0].share == 0.2


def test_full_marks_for_everybody_compare_nothing() -> None:
    row = item_row("item", [{"full": MarkSum(30, 30.0)}, {"full": MarkSum(30, 30.0)}], ("full",))

    assert {cell.missing for cell in row.cells} == {NoShare.OTHER_MARKING}


@pytest.mark.parametrize(
    ("sums", "missing"), [({}, NoShare.NOT_ASKED), ({"m": MarkSum(19, 9.0)}, NoShare.TOO_FEW)]
)
def test_a_class_without_enough_answers_says_so_and_hides_nothing_else(sums, missing) -> None:
    row = item_row("item", [{"m": MarkSum(30, 15.0)}, sums, {"m": MarkSum(30, 20.0)}])

    assert [cell.missing for cell in row.cells] == [None, missing, None]
    assert (row.cells[1].share, row.cells[1].interval, row.cells[1].difference) == (None,) * 3
    assert row.is_comparable


def test_without_the_first_class_nothing_is_comparable() -> None:
    row = item_row("item", [{"m": MarkSum(3, 1.0)}, {"m": MarkSum(30, 20.0)}])

    assert not row.is_comparable
    assert row.cells[1].share is not None


def test_a_small_class_does_not_keep_the_others_from_sharing_items() -> None:
    enough, few = {"m": MarkSum(30, 15.0)}, {"m": MarkSum(3, 1.0)}
    both = item_row("both", [enough, enough, few])
    one = item_row("one", [enough, few, few])

    assert shared_rows([both, one]) == [both]
    assert shared_rows([one]) == []


def test_means_of_learners_are_compared_by_welch() -> None:
    first, other = overall([[0.4, 0.6] * 12, [0.5, 0.9] * 10])

    assert (first.n, other.n) == (24, 20)
    assert (first.share, other.share) == pytest.approx((0.5, 0.7))
    assert other.difference is not None
    assert other.difference.interval is not None
    # Squared standard errors 0.01/23 and 0.04/19, together 0.0504 squared; 26.7 degrees of
    # freedom, for which tables give a t of 2.052 to 2.056.
    assert other.difference.interval.low == pytest.approx(0.2 - 2.053 * 0.0504, abs=1e-4)
    assert other.difference.interval.high == pytest.approx(0.2 + 2.053 * 0.0504, abs=1e-4)


def test_means_of_few_learners_or_without_spread_are_left_without_an_interval() -> None:
    few, none = overall([[0.5] * 19, []])
    assert (few.missing, none.missing) == (NoShare.TOO_FEW, NoShare.NOT_ASKED)

    _, same = overall([[0.5] * 20, [0.6] * 20])
    assert same.difference is not None
    assert same.difference.interval is None
    assert not same.difference.can_be_told

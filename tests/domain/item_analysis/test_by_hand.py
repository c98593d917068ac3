"""Small quizzes worked out on paper, with the arithmetic in view."""

from __future__ import annotations

from math import sqrt

import pytest

from quizapp.domain.item_analysis import Item, Reason, ResponseMatrix
from tests.domain.item_analysis.building import beside_a_ruler, figures_of, item_of, matrix

# Essay marks of 0 to 4, four learners by three items, and the scores.
ESSAYS = [
    [4, 3, 2],  # 9
    [3, 1, 2],  # 6
    [1, 2, 0],  # 3
    [0, 0, 2],  # 2
]


@pytest.fixture(scope="module")
def essays():
    return figures_of(matrix(ESSAYS, max_mark=4.0))


def test_partial_credit_facility_is_the_mean_over_the_maximum(essays):
    # (4 + 3 + 1 + 0) / 4 = 2, of 4; (3 + 1 + 2 + 0) / 4 = 1.5; (2 + 2 + 0 + 2) / 4 = 1.5.
    assert [item.facility for item in essays.items] == [0.5, 0.375, 0.375]


def test_partial_credit_spread(essays):
    # Squares about 2: 4 + 1 + 1 + 4 = 10; about 1.5: 2.25 + 0.25 + 0.25 + 2.25 = 5, and
    # 0.25 + 0.25 + 2.25 + 0.25 = 3. Each over 3.
    assert [item.sd for item in essays.items] == pytest.approx(
        [sqrt(10 / 3), sqrt(5 / 3), sqrt(3 / 3)]
    )


def test_partial_credit_alpha(essays):
    # Scores 9, 6, 3, 2 have mean 5 and squares 16 + 1 + 4 + 9 = 30, over 3: 10.
    # The items' variances sum to 18/3 = 6. alpha = 3/2 * (1 - 6/10) = 0.6.
    assert essays.score.alpha == pytest.approx(0.6)
    assert not essays.score.is_kr20
    # SEM = sqrt(10) * sqrt(1 - 0.6) = 2.
    assert essays.score.sem == pytest.approx(2.0)
    assert essays.score.standard_error == pytest.approx(sqrt(10) / 2)


def test_partial_credit_item_rest(essays):
    # Item 1 about 2: 2, 1, -1, -2. Rest 5, 3, 2, 2 about 3: 2, 0, -1, -1.
    # Products 4 + 0 + 1 + 2 = 7; squares 10 and 6.
    assert essays.items[0].item_rest == pytest.approx(7 / sqrt(60))


def test_partial_credit_alpha_if_deleted(essays):
    # Without item 1 the scores are 5, 3, 2, 2: squares 6, over 3: 2. Items: (5 + 3)/3.
    # alpha = 2/1 * (1 - (8/3)/2) = -2/3: negative, and shown.
    assert essays.items[0].alpha_if_deleted == pytest.approx(-2 / 3)


def test_upper_lower_index_of_ten_learners():
    # 27 % of 10 is 2.7: 3 learners. Whole scores 11 + 1, 10 + 1, 9 + 0 are the upper three with
    # marks 1, 1, 0; the lower three have 1 + 0, 2 + 0, 3 + 1. (2 - 1) / 3.
    marks = (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0)
    item = Item("x", marks)

    figures = figures_of(beside_a_ruler(item, [1, 2, 3, 5, 6, 7, 8, 9, 10, 11]))

    assert figures.items[0].upper_lower == pytest.approx(1 / 3)


def test_learners_tied_at_the_border_share_the_place():
    # Four learners, groups of one; the best score, 3 of 3, is had by two, one right and one wrong
    # on the item. Each is half a member: 0.5. The weakest is wrong: 0. Index 0.5.
    item = Item("x", (1.0, 0.0, 1.0, 0.0))
    other = Item("y", (2.0, 3.0, 1.0, 0.0), max_mark=3.0)

    figures = figures_of(ResponseMatrix(("a", "b", "c", "d"), (item, other)))

    assert figures.items[0].upper_lower == pytest.approx(0.5)


def test_options_by_third_of_the_score_on_other_items():
    # Nine learners, weakest first, thirds of three.
    item = item_of(["B", "B", None, "A", "B", "A", "A", "A", "C"], key="A")

    (figures, _) = figures_of(beside_a_ruler(item, range(1, 10))).items
    use = {each.option: each for each in figures.options}

    assert [use[option].count for option in "ABC"] == [4, 3, 1]
    assert use["A"].share == pytest.approx(4 / 9)
    assert use["A"].by_third.weakest == 0
    assert use["A"].by_third.middle == pytest.approx(2 / 3)
    assert use["A"].by_third.strongest == pytest.approx(2 / 3)
    assert use["B"].by_third.weakest == pytest.approx(2 / 3)
    assert use["C"].by_third.strongest == pytest.approx(1 / 3)
    assert [use[option].is_key for option in "ABC"] == [True, False, False]


HOLES: list[list[float | None]] = [
    [1, 1, 0],
    [1, None, 1],
    [0, 0, 0],
    [None, 1, 1],
    [1, 0, None],
    [1, 1, 1],
]


def test_omitted_responses_count_as_0_unless_told_otherwise():
    figures = figures_of(matrix(HOLES))

    assert figures.omitted_count == 3
    assert [item.n for item in figures.items] == [6, 6, 6]
    assert [item.facility for item in figures.items] == pytest.approx([4 / 6, 3 / 6, 3 / 6])
    assert [item.omitted_share for item in figures.items] == pytest.approx([1 / 6] * 3)
    assert figures.score.n == 6
    assert figures.score.counts == ((0, 1), (1, 1), (2, 3), (3, 1))


def test_left_out_responses_count_for_nothing():
    figures = figures_of(matrix(HOLES), "leave-out")

    assert [item.n for item in figures.items] == [5, 5, 5]
    assert [item.facility for item in figures.items] == pytest.approx([4 / 5, 3 / 5, 3 / 5])
    # Item 1: marks 1, 1, 0, 1, 1 with rest shares 1/2, 1/1, 0/2, 0/1, 2/2, mean 1/2.
    # Marks about 0.8: 0.2, 0.2, -0.8, 0.2, 0.2; rests: 0, 0.5, -0.5, -0.5, 0.5.
    # Products 0.1 + 0.4 - 0.1 + 0.1 = 0.5; squares 0.8 and 1.
    assert figures.items[0].item_rest == pytest.approx(0.5 / sqrt(0.8))
    assert figures.items[0].item_rest_n == 5
    # Three rows are complete, with scores 2, 0, 3: mean 5/3, squares 14/3, over 2: 7/3.
    # Items 1, 0, 1 and 1, 0, 1 vary by 1/3 each, 0, 0, 1 too. alpha = 3/2 * (1 - 1/(7/3)) = 6/7.
    assert figures.score.n == 3
    assert figures.score.mean == pytest.approx(5 / 3)
    assert figures.score.alpha == pytest.approx(6 / 7)


def test_quiz_of_which_everyone_answered_another_part_has_no_alpha():
    figures = figures_of(matrix([[1, 0, None], [None, 1, 1], [0, None, 1]]), "leave-out")

    assert figures.score.alpha is None
    assert figures.score.undefined["alpha"] is Reason.NO_COMPLETE_ROWS
    assert figures.items[0].facility == 0.5


def test_alpha_interval_is_bonetts():
    # k = 3, n = 4, alpha 0.6: the logarithm of 0.4 plus or minus 1.96 * sqrt(6 / (2 * 2)).
    figures = figures_of(matrix(ESSAYS, max_mark=4.0))

    interval = figures.score.alpha_interval
    assert interval.low == pytest.approx(1 - 0.4 * 11.0287, abs=1e-3)
    assert interval.high == pytest.approx(1 - 0.4 / 11.0287, abs=1e-3)

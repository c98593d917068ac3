"""What is not defined is None with its reason: never 0, and never a crash."""

from __future__ import annotations

import pytest

from quizapp.domain.item_analysis import Item, Reason, ResponseMatrix, analysis
from quizapp.domain.item_analysis.record import as_record
from quizapp.domain.item_analysis.score_figures import standard_error_of_measurement
from quizapp.domain.item_analysis.text import as_text
from quizapp.domain.item_analysis.verdicts import Verdict, VerdictKind
from quizapp.domain.item_analysis.wording import REASONS, sentence
from tests.domain.item_analysis.building import matrix

TINY = {
    "nothing": ResponseMatrix((), ()),
    "no learner": ResponseMatrix((), (Item("q1", ()),)),
    "no item": ResponseMatrix(("Ann",), ()),
    "one learner": matrix([[1, 0, 1]]),
    "one learner, one item": matrix([[1]]),
    "two learners": matrix([[1, 0, 1], [1, 1, 0]]),
    "one item": matrix([[1], [0], [1]]),
    "two items": matrix([[1, 0], [0, 1], [1, 1]]),
    "all omitted": matrix([[None, None], [None, None]]),
    "all right": matrix([[1, 1, 1], [1, 1, 1], [1, 1, 1]]),
    "one constant item": matrix([[1, 1, 0], [1, 0, 1], [1, 1, 1]]),
}


@pytest.mark.parametrize("missing", ["zero", "leave-out"])
@pytest.mark.parametrize("name", TINY)
def test_tiny_data_are_told_in_words(name, missing):
    figures = analysis(TINY[name], missing)

    assert as_record(figures)["learners"] == len(TINY[name].learners)
    assert "learners," in as_text(figures)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("no learner", Reason.NO_RESPONSES), ("all omitted", Reason.NO_COMPLETE_ROWS)],
)
def test_a_mean_of_nobody_says_whether_there_were_learners_at_all(name, reason):
    score = analysis(TINY[name], "leave-out").score

    assert score.mean is None
    assert score.undefined["mean"] is reason


def test_every_reason_has_its_words():
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize("kind", VerdictKind)
def test_every_verdict_has_its_sentence(kind):
    verdict = Verdict(kind, 30, ("C", "A"), 0.4, 0.25)

    assert "30" in sentence(verdict)


def test_constant_item_has_no_correlation():
    item = analysis(TINY["one constant item"]).items[0]

    assert item.facility == 1
    assert item.sd == 0
    assert item.item_rest is None
    assert item.undefined["item_rest"] is Reason.CONSTANT_ITEM


def test_item_beside_constant_scores_has_no_correlation():
    figures = analysis(matrix([[1, 1], [0, 1], [1, 1]]))

    assert figures.items[0].undefined["item_rest"] is Reason.CONSTANT_REST


def test_where_all_have_the_same_score_nothing_tells_them_apart():
    figures = analysis(matrix([[1, 0], [0, 1], [1, 0]]))

    assert figures.score.sd == 0
    assert figures.score.undefined["alpha"] is Reason.CONSTANT_SCORE
    assert figures.items[0].undefined["upper_lower"] is Reason.CONSTANT_SCORE
    assert figures.items[0].item_rest == pytest.approx(-1)


def test_scores_that_only_rounding_tells_apart_are_the_same():
    figures = analysis(matrix([[0.1, 0.2, 0.0], [0.0, 0.0, 0.3], [0.3, 0.0, 0.0]]))

    assert figures.score.sd == 0
    assert figures.score.undefined["alpha"] is Reason.CONSTANT_SCORE


def test_one_learner_has_a_score_and_no_spread():
    figures = analysis(TINY["one learner"])

    assert figures.score.mean == 2
    assert figures.score.sd is None
    assert figures.score.undefined["alpha"] is Reason.ONE_LEARNER
    assert [item.facility for item in figures.items] == [1, 0, 1]
    assert {item.undefined["item_rest"] for item in figures.items} == {Reason.ONE_LEARNER}


def test_two_learners_say_nothing_of_how_items_agree():
    figures = analysis(matrix([[1, 1, 1], [0, 0, 0]]))

    assert figures.score.sd == pytest.approx(2.1213, abs=1e-4)
    assert figures.score.undefined == dict.fromkeys(("alpha", "sem"), Reason.TWO_LEARNERS)
    for item in figures.items:
        names = ("item_rest", "upper_lower", "alpha_if_deleted")
        assert item.undefined == dict.fromkeys(names, Reason.TWO_LEARNERS)
    assert "too few to say" in as_text(figures)


def test_one_item_cannot_be_compared():
    figures = analysis(TINY["one item"])

    assert figures.score.undefined["alpha"] is Reason.ONE_ITEM
    assert figures.items[0].undefined["item_rest"] is Reason.ONE_ITEM
    assert figures.items[0].undefined["upper_lower"] is Reason.ONE_ITEM


def test_item_whose_learners_answered_nothing_else_cannot_be_compared():
    figures = analysis(matrix([[1, None], [0, None], [None, 1]]), "leave-out")

    assert figures.items[0].facility == 0.5
    assert figures.items[0].undefined["item_rest"] is Reason.ONE_ITEM
    assert figures.items[0].undefined["upper_lower"] is Reason.ONE_ITEM


def test_two_items_have_an_alpha_and_none_without_either():
    figures = analysis(TINY["two items"])

    assert figures.score.alpha == pytest.approx(-2)
    assert figures.items[0].undefined["alpha_if_deleted"] is Reason.TWO_ITEMS


def test_negative_alpha_is_shown_and_has_no_error_of_measurement():
    figures = analysis(TINY["two items"])

    assert figures.score.undefined == {"sem": Reason.NEGATIVE_ALPHA}
    assert "KR-20   -2.00" in as_text(figures)


def test_responses_that_nobody_gave_have_no_facility_when_left_out():
    item = analysis(TINY["all omitted"], "leave-out").items[0]

    assert item.n == 0
    assert item.omitted_share == 1
    assert item.undefined["facility"] is Reason.NO_RESPONSES


def test_without_a_spread_there_is_no_error_of_measurement():
    assert standard_error_of_measurement(0.5, Reason.ONE_LEARNER) is Reason.ONE_LEARNER


@pytest.mark.parametrize(
    "item",
    [
        Item("x", (1.0,)),
        Item("x", (2.0, 0.0)),
        Item("x", (-1.0, 0.0)),
        Item("x", (float("nan"), 0.0)),
        Item("x", (1.0, 0.0), max_mark=0.0),
        Item("x", (1.0, 0.0), max_mark=float("inf")),
        Item("x", (1.0, 0.0), chosen=(frozenset("A"),)),
    ],
)
def test_columns_that_do_not_fit_are_refused(item):
    with pytest.raises(ValueError, match="item x"):
        ResponseMatrix(("Ann", "Bob"), (item,))


def test_items_of_one_name_are_refused():
    with pytest.raises(ValueError, match="not distinct: x"):
        ResponseMatrix(("Ann",), (Item("x", (1.0,)), Item("x", (1.0,))))

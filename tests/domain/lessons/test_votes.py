"""Votes counted, and what is advised after them."""

from __future__ import annotations

import pytest

from quizapp.domain.items.content import ItemContent, Mode, Option, Question
from quizapp.domain.lessons.votes import (
    Advice,
    VoteCount,
    advice,
    lesson_arrangement,
    votable_questions,
    vote_count,
)

A, B, C = Option("a", "A", is_key=True), Option("b", "B"), Option("c", "C")


def item(mode: Mode = "one", options: tuple[Option, ...] = (A, B, C)) -> ItemContent:
    return ItemContent("it", "choice", "t", "T", (Question("Which?", options, mode),))


@pytest.mark.parametrize(
    ("right", "n", "wanted"),
    [
        (0, 0, Advice.TOO_FEW),
        (7, 7, Advice.TOO_FEW),
        (2, 8, Advice.EXPLAIN),
        (29, 100, Advice.EXPLAIN),
        (30, 100, Advice.DISCUSS),
        (3, 10, Advice.DISCUSS),
        (7, 10, Advice.DISCUSS),
        (70, 100, Advice.DISCUSS),
        (71, 100, Advice.GO_ON),
        (8, 8, Advice.GO_ON),
    ],
)
def test_what_is_advised(right, n, wanted):
    assert advice(right, n) is wanted


def test_votes_are_counted_by_option():
    found = vote_count(item().questions[0], [["a"], ["a"], ["b"], []])

    assert found == VoteCount(4, 2, 1, {"a": 2, "b": 1})
    assert found.share_right == 0.5
    assert VoteCount(0, 0, 0, {}).share_right is None


def test_half_of_several_keys_is_not_right():
    keys = (A, Option("b", "B", is_key=True), C)

    found = vote_count(item("many", keys).questions[0], [["a"], ["a", "b"], ["a", "b", "c"]])

    assert (found.right, found.counts) == (1, {"a": 3, "b": 2, "c": 1})


@pytest.mark.parametrize("mode", ["order", "each", "typed"])
def test_what_has_no_options_to_choose_is_not_voted_on(mode):
    assert votable_questions(item(mode)) == ()


def test_what_has_options_is_voted_on():
    assert votable_questions(item("one")) == votable_questions(item("many")) == (0,)
    assert votable_questions(item("one", (A,))) == ()


def test_the_order_of_options_follows_from_the_seed_and_the_place():
    orders = {lesson_arrangement(item(), 7, place).option_ids for place in range(20)}

    assert lesson_arrangement(item(), 7, 3) == lesson_arrangement(item(), 7, 3)
    assert len(orders) > 1


def test_advice_keeps_its_names():
    assert [str(each) for each in Advice] == ["too-few", "explain", "discuss", "go-on"]


def test_the_shares_of_a_count():
    found = VoteCount(4, 1, 1, {"a": 1, "b": 2})

    assert (found.share_right, found.share(2)) == (0.25, 0.5)
    assert VoteCount(0, 0, 0, {}).share(0) is None


def test_which_question_of_an_item_is_asked_is_drawn_from_those_that_can_be_voted_on():
    order = Question("Sort.", (A, B, C), "order")
    two = ItemContent("it", "cloze", "t", "T", (order, item().questions[0], item().questions[0]))

    assert votable_questions(two) == (1, 2)
    assert {lesson_arrangement(two, 1, place).question for place in range(20)} == {1, 2}

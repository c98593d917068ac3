"""The order that gives little away: the same items, told before teller, near to the shuffle."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.giveaways.clues import clues_of
from quizapp.domain.bank.giveaways.ordering import least_given_away, told_first
from quizapp.domain.bank.giveaways.tells import Pair, tells_among
from tests.support.places import SHIPPED_BANK

IDS = "abcdefgh"

some_tells = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from([0.25, 0.5, 1.0]),
    max_size=14,
)
some_order = st.permutations(list(IDS))


def reach(tells: dict[Pair, float]) -> set[Pair]:
    """All pairs of which the first tells the second, also by way of others."""
    pairs = set(tells)
    while new := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= new
    return pairs


@given(some_tells, some_order)
def test_the_same_items_are_asked_and_the_same_order_gives_the_same(tells, order):
    ordered = told_first(order, tells)

    assert sorted(ordered) == sorted(order)
    assert told_first(order, tells) == ordered


@given(some_tells, some_order)
def test_none_that_tells_comes_before_what_it_tells_unless_in_a_circle(tells, order):
    ordered, reached = told_first(order, tells), reach(tells)

    for teller, told in tells:
        is_circle = (told, teller) in reached
        assert is_circle or ordered.index(told) < ordered.index(teller)


@given(some_order)
def test_where_nothing_is_told_the_shuffle_is_kept(order):
    assert told_first(order, {}) == tuple(order)


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_of_a_circle_the_pair_is_the_wrong_way_round_that_gives_away_least(order):
    tells = {("a", "b"): 1.0, ("b", "c"): 0.5, ("c", "a"): 1.0}

    assert told_first(order, tells) == ("b", "a", "c")


def test_what_tells_an_item_of_a_circle_comes_after_it_however_little_it_tells():
    tells = {("a", "b"): 0.1, ("b", "c"): 1.0, ("c", "b"): 1.0}

    assert told_first("abc", tells) == ("b", "a", "c")


def test_an_item_that_is_told_moves_no_further_than_before_its_teller():
    assert told_first("abcd", {("b", "d"): 1.0}) == ("a", "c", "d", "b")


def test_orders_of_the_shipped_bank_differ_and_give_less_away_than_the_shuffle():
    bank = read_bank(SHIPPED_BANK.read_bytes()).bank
    assert bank is not None
    listed = next(quiz.item_ids for quiz in bank.quizzes.values() if quiz.item_ids)
    ids = [item_id for item_id in listed if bank.content_of(item_id).questions]
    shuffles = [random.Random(seed).sample(ids, len(ids)) for seed in range(20)]

    orders = [least_given_away(bank, shuffle) for shuffle in shuffles]

    assert len(set(orders)) > 10
    assert sum(map(lost(bank, ids), orders)) < sum(map(lost(bank, ids), shuffles)) / 3


def lost(bank: Bank, ids: Sequence[str]) -> Callable[[Sequence[str]], float]:
    """Return what sums up how much an order of these items gives away."""

    tells = tells_among({each: clues_of(bank.content_of(each)) for each in ids})
    return lambda order: sum(
        lead for (teller, told), lead in tells.items() if order.index(teller) < order.index(told)
    )

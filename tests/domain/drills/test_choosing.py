"""Which items an attempt asks."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank, Quiz, read_bank
from quizapp.domain.drills.choosing import (
    askable_items,
    asked_items,
    chosen_items,
    item_count,
)
from tests.support.places import SMALL_BANK

READING = read_bank(SMALL_BANK.read_bytes())
ITEM_IDS = tuple(READING.bank.items) if READING.bank else ()
TOPICS = ("moon", "shore")

quizzes = st.builds(
    Quiz,
    id=st.just("q"),
    title=st.just("Q"),
    order=st.sampled_from(["shuffled", "as-listed"]),
    item_ids=st.none(),
    pick=st.integers(1, 12) | st.dictionaries(st.sampled_from(TOPICS), st.integers(1, 9)),
) | st.builds(
    Quiz,
    id=st.just("q"),
    title=st.just("Q"),
    order=st.sampled_from(["shuffled", "as-listed"]),
    item_ids=st.lists(st.sampled_from(ITEM_IDS), unique=True).map(tuple),
    pick=st.none(),
)
seeds = st.integers(0, 2**62 - 1)


def chosen(bank: Bank, quiz: Quiz, seed: int = 1) -> tuple[str, ...]:
    return chosen_items(bank, quiz, random.Random(seed))


def without_quiz_drill(bank: Bank, item_id: str) -> Bank:
    """The bank with this item kept to the cards."""
    item = bank.items[item_id].model_copy(update={"drills": ("card",)})
    return replace(bank, items={**bank.items, item_id: item})


def test_a_quiz_that_lists_its_items_asks_them_in_that_order(bank):
    quiz = replace(bank.quizzes["all"], order="as-listed")

    assert chosen(bank, quiz) == ("what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb")


def test_a_shuffled_quiz_asks_the_listed_items_in_changing_orders(bank):
    quiz = replace(bank.quizzes["all"], order="shuffled")

    orders = {chosen(bank, quiz, seed) for seed in range(20)}

    assert len(orders) > 10
    assert {frozenset(order) for order in orders} == {frozenset(quiz.item_ids)}


def test_a_listed_item_that_is_only_a_card_is_left_out(bank):
    changed = without_quiz_drill(bank, "who-reads")

    assert "who-reads" not in chosen(changed, bank.quizzes["all"])
    assert item_count(changed, bank.quizzes["all"]) == 4


def test_a_pick_draws_that_many_items_from_the_whole_bank(bank):
    quiz = Quiz("q", "Q", pick=3)

    drawn = Counter(item_id for seed in range(200) for item_id in chosen(bank, quiz, seed))

    assert drawn.total() == 3 * 200
    assert set(drawn) == set(askable_items(bank))


def test_a_pick_by_topic_draws_from_each_topic_what_was_asked_for(bank):
    quiz = Quiz("q", "Q", pick={"moon": 1, "shore": 2})

    for seed in range(20):
        topics = Counter(bank.items[item_id].topic for item_id in chosen(bank, quiz, seed))

        assert topics == {"moon": 1, "shore": 2}


def test_a_pick_by_topic_in_order_goes_topic_by_topic(bank):
    quiz = Quiz("q", "Q", order="as-listed", pick={"shore": 2, "moon": 2})

    topics = [bank.items[item_id].topic for item_id in chosen(bank, quiz)]

    assert topics == ["shore", "shore", "moon", "moon"]


def test_a_pick_larger_than_the_bank_asks_everything(bank):
    assert set(chosen(bank, Quiz("q", "Q", pick=99))) == set(askable_items(bank))


def test_a_topic_with_too_few_items_gives_all_it_has(bank):
    quiz = Quiz("q", "Q", pick={"moon": 99})

    assert set(chosen(bank, quiz)) == set(askable_items(bank, "moon"))


def test_a_topic_that_has_left_the_bank_gives_nothing(bank):
    assert chosen(bank, Quiz("q", "Q", pick={"sky": 2})) == ()


def test_askable_items_keep_the_order_of_the_bank_and_can_be_narrowed_to_a_topic(bank):
    assert askable_items(bank) == tuple(bank.items)
    assert askable_items(bank, "shore") == ("who-reads", "bare-flats", "ebb", "flood")


def test_terms_with_too_few_siblings_cannot_be_asked(bank):
    few = replace(bank, items={key: item for key, item in bank.items.items() if key != "slack"})

    assert not {"ebb", "flood", "neap"} & set(askable_items(few))


@given(quizzes, seeds)
def test_the_same_seed_chooses_the_same_items(quiz, seed):
    assert READING.bank

    assert chosen(READING.bank, quiz, seed) == chosen(READING.bank, quiz, seed)


@given(quizzes, seeds)
def test_no_item_is_asked_twice_and_each_can_be_asked(quiz, seed):
    assert READING.bank

    ids = chosen(READING.bank, quiz, seed)

    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(askable_items(READING.bank))


@given(quizzes, seeds)
def test_the_announced_number_of_items_is_asked(quiz, seed):
    assert READING.bank

    assert item_count(READING.bank, quiz) == len(chosen(READING.bank, quiz, seed))


@given(quizzes, seeds)
def test_what_gives_little_away_are_the_same_items_and_a_list_as_it_is(quiz, seed):
    assert READING.bank

    chosen_ids = chosen(READING.bank, quiz, seed)
    asked = asked_items(READING.bank, quiz, random.Random(seed))

    assert sorted(asked) == sorted(chosen_ids)
    assert quiz.order == "shuffled" or asked == chosen_ids


def test_a_shuffled_quiz_asks_what_is_told_before_what_tells_it(bank):
    telling = bank.items["ebb"].model_copy(
        update={"explanation": "The harbour master and the pilots wait for it."}
    )
    changed = replace(bank, items={**bank.items, "ebb": telling})
    quiz = replace(bank.quizzes["all"], order="shuffled")

    orders = [asked_items(changed, quiz, random.Random(seed)) for seed in range(20)]

    assert all(order.index("who-reads") < order.index("ebb") for order in orders)


def test_items_that_are_held_back_are_not_asked(bank):
    held = replace(bank, held_item_ids=frozenset({"who-reads", "neap"}))
    everything = replace(bank.quizzes["all"], item_ids=None, pick=100)

    assert set(askable_items(held)) == set(askable_items(bank)) - {"who-reads", "neap"}
    assert chosen(held, bank.quizzes["all"]) == ("what-pulls", "bare-flats", "spring-tide", "ebb")
    assert not {"who-reads", "neap"} & {*chosen(held, everything)}
    assert item_count(held, bank.quizzes["all"]) == 4

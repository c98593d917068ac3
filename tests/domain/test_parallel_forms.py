"""Two forms that share no item, as alike as they can be made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.errors import NothingToAsk, TooFewItems
from quizapp.domain.parallel_forms import (
    FEWEST_ITEMS,
    FORMS,
    FormItem,
    first_form,
    forms_of_quiz,
    items_of_form,
    other_form,
    parallel_forms,
)
from tests.support.places import SHIPPED_BANK, SMALL_BANK


def bank_in(path) -> Bank:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank


SMALL, SHIPPED = bank_in(SMALL_BANK), bank_in(SHIPPED_BANK)
seeds = st.integers(0, 2**31)
facilities = st.none() | st.floats(0, 1)
item_lists = st.lists(
    st.tuples(st.sampled_from("pqr"), st.sampled_from(["recall", "reason"]), facilities),
    max_size=40,
).map(
    lambda rows: [FormItem(f"i{at}", topic, level, f) for at, (topic, level, f) in enumerate(rows)]
)


@given(item_lists, seeds)
def test_the_forms_share_nothing_and_are_as_long_as_the_items_allow(items, seed):
    forms = parallel_forms(items, seed)

    assert not set(forms.a) & set(forms.b)
    assert set(forms.a) | set(forms.b) <= {item.id for item in items}
    assert len(forms.a) == len(forms.b) == len(items) // 2


@given(item_lists, seeds)
def test_each_topic_and_each_level_in_it_has_as_many_on_each_form_or_one_more(items, seed):
    forms = parallel_forms(items, seed)
    by_id = {item.id: item for item in items}

    for alike in (lambda item: item.topic, lambda item: (item.topic, item.level)):
        a, b = (Counter(alike(by_id[each]) for each in form) for form in (forms.a, forms.b))
        assert all(abs(a[group] - b[group]) <= 1 for group in a | b)


@given(
    st.lists(st.tuples(st.sampled_from("pq"), st.floats(0, 1)), min_size=2, max_size=40),
    seeds,
)
def test_sums_of_facility_differ_by_no_more_than_the_widest_possible_pair(rows, seed):
    items = [FormItem(f"i{at}", topic, "recall", f) for at, (topic, f) in enumerate(rows)]
    forms = parallel_forms(items, seed)
    known = {f"i{at}": facility for at, (_, facility) in enumerate(rows)}
    gap = abs(sum(known[each] for each in forms.a) - sum(known[each] for each in forms.b))

    assert gap <= max(known.values()) - min(known.values()) + 1e-9


def test_neighbours_in_facility_are_parted():
    items = [FormItem(f"i{at}", "t", "recall", at / 10) for at in (1, 9, 2, 8)]

    for seed in range(50):
        forms = parallel_forms(items, seed)
        assert {frozenset(forms.a), frozenset(forms.b)} == {
            frozenset({"i9", "i1"}),
            frozenset({"i8", "i2"}),
        }


@given(item_lists, seeds)
def test_the_same_seed_deals_the_same(items, seed):
    assert parallel_forms(items, seed) == parallel_forms(items, seed)


@given(seeds)
def test_a_quiz_that_lists_its_items_has_half_of_them_on_each_form(seed):
    quiz = SHIPPED.quizzes["retaking"]
    forms = forms_of_quiz(SHIPPED, quiz, {}, seed)

    listed = set(quiz.item_ids or ())
    assert set(forms.a) | set(forms.b) <= listed
    assert len(forms.a) == len(forms.b) == len(listed) // 2


@given(seeds)
def test_a_quiz_that_picks_has_as_many_of_each_topic_on_each_form_as_it_picks(seed):
    quiz = SHIPPED.quizzes["check-in"]
    forms = forms_of_quiz(SHIPPED, quiz, {}, seed)

    for form in (forms.a, forms.b):
        assert Counter(SHIPPED.items[each].topic for each in form) == quiz.pick


def test_different_seeds_draw_different_forms():
    quiz = SHIPPED.quizzes["check-in"]

    assert len({forms_of_quiz(SHIPPED, quiz, {}, seed) for seed in range(20)}) > 10


def test_too_few_items_make_no_forms():
    with pytest.raises(TooFewItems) as caught:
        forms_of_quiz(SMALL, SMALL.quizzes["all"], {}, 1)

    assert (caught.value.wanted, caught.value.forms) == (FEWEST_ITEMS, 2)


def test_a_quiz_of_which_nothing_is_left_makes_no_forms():
    held = replace(SMALL, held_item_ids=frozenset(SMALL.items))

    with pytest.raises(NothingToAsk):
        forms_of_quiz(held, SMALL.quizzes["all"], {}, 1)


@given(seeds)
def test_a_form_asks_what_the_bank_still_can_in_an_order_of_the_attempts_own(seed):
    ids = list(SMALL.items)
    held = replace(SMALL, held_item_ids=frozenset(ids[:1]))

    asked = items_of_form(held, [*ids, "long-gone"], seed)

    assert sorted(asked) == sorted(ids[1:])
    assert asked == items_of_form(held, [*ids, "long-gone"], seed)


@given(seeds, st.integers(0, 60))
def test_halves_are_filled_evenly(seed, learners):
    taken = Counter[str]()
    for _ in range(learners):
        taken[first_form(seed, taken)] += 1

    assert abs(taken["A"] - taken["B"]) <= 1


def test_a_coin_decides_between_even_halves():
    assert {first_form(seed, {"A": 3, "B": 3}) for seed in range(20)} == set(FORMS)
    assert [other_form(letter) for letter in FORMS] == ["B", "A"]

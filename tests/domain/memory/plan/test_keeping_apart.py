"""The order of a day: neighbours of different topics, none of which gives the next away."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.plan.candidates import Today, candidates
from quizapp.domain.memory.plan.keeping_apart import kept_apart
from tests.domain.memory.plan.plan_making import item, today

IDS = "abcdef"


def day(tells: set[tuple[str, str]], last_item: str | None = None) -> Today:
    return today(tells=lambda teller, told: (teller, told) in tells, last_item=last_item)


def order(ids: str, on: Today, topics: str = "") -> str:
    topic_of = dict(zip(ids, topics or ids, strict=True))
    chosen = candidates([item(each, topic=topic_of[each]) for each in ids], on)
    return "".join(each.item.id for each in kept_apart(chosen, on))


def test_what_the_last_item_tells_lets_another_go_first():
    assert order("abc", day({("a", "b")})) == "acb"
    assert order("abc", day({("a", "b")}, last_item="a")) == "acb"
    assert order("bc", day({("a", "b")}, last_item="a")) == "cb"


def test_not_to_be_told_comes_before_another_topic():
    assert order("abc", day({("a", "b")}), "xyx") == "acb"


def test_what_is_told_by_all_that_is_left_goes_before_its_teller():
    assert order("ab", day({("a", "b")})) == "ba"
    assert order("cab", day({("a", "b"), ("c", "b")})) == "bca"


def test_what_cannot_be_kept_apart_is_asked_all_the_same():
    assert order("ab", day({("a", "b"), ("b", "a")})) == "ab"
    assert order("a", day({("b", "a")}, last_item="b")) == "a"


@given(
    st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=3),
    st.permutations(list(IDS)),
)
def test_the_same_items_are_asked_and_few_tells_are_always_kept_apart(tells, ids):
    ordered = order("".join(ids), day(tells))

    assert sorted(ordered) == sorted(ids)
    assert not set(pairwise(ordered)) & tells

"""Which items cite the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.plan.citing import WordsOfADay, WordsShared, sharing_words
from quizapp.domain.memory.plan.items import Citation, PlanItem
from tests.domain.memory.plan.plan_making import banks, item


def test_items_share_words_where_their_phrases_overlap():
    items = [
        item("one", citations=(Citation("p1", 0, 20), Citation("p2", 0, 9))),
        item("two", citations=(Citation("p1", 15, 40),)),
        item("three", citations=(Citation("p2", 5, 9), Citation("p1", 40, 50))),
        item("four"),
    ]

    assert sharing_words(items) == {
        "one": {"one", "two", "three"},
        "two": {"one", "two"},
        "three": {"one", "three"},
        "four": set(),
    }


@given(banks(), st.data())
def test_what_was_compared_beforehand_is_what_a_day_would_find(
    items: list[PlanItem], data: st.DataObject
) -> None:
    asked = data.draw(st.lists(st.sampled_from(items), max_size=5) if items else st.just([]))
    of_a_day, shared = WordsOfADay(), WordsShared(sharing_words(items))

    for each in asked:
        of_a_day.cite(each)
        shared.cite(each)

    assert [of_a_day.have_any_of(each) for each in items] == [
        shared.have_any_of(each) for each in items
    ]

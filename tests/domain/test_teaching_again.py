"""The ready lesson: which passages, which questions, in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.article import Passage
from quizapp.domain.class_map import ItemRecall, PassageRecall
from quizapp.domain.teaching_again import (
    MOST_PASSAGES,
    QUESTIONS_EACH,
    passages_again,
    ready_lesson,
    telling_questions,
)

recalls = st.floats(0, 1)
points = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), recalls), max_size=5, unique_by=lambda i: i[0]),
    max_size=6,
)


def passage(number: int, items: dict[str, float] | list[tuple[str, float]]) -> PassageRecall:
    recalled = tuple(ItemRecall(key, 10, 10, 10 * share) for key, share in dict(items).items())
    return PassageRecall(recalled, Passage(f"part-{number}", "part", "Words."), "Part", number)


def test_each_passage_is_asked_by_its_weakest_question_and_one_more():
    first = passage(1, {"a": 0.8, "b": 0.4, "c": 0.6})
    second = passage(2, {"d": 0.7})

    assert ready_lesson([first, second]) == ("b", "c", "d")


def test_questions_as_weak_as_each_other_are_asked_in_their_order():
    assert ready_lesson([passage(1, {"b": 0.5, "a": 0.5, "c": 0.5})]) == ("b", "a")


def test_what_cites_two_passages_is_asked_once_and_makes_room_for_another():
    first = passage(1, {"a": 0.2, "b": 0.3})
    second = passage(2, {"a": 0.2, "b": 0.3, "c": 0.9})

    assert ready_lesson([first, second]) == ("a", "b", "c")


def test_what_a_lesson_cannot_ask_leaves_its_place_to_another():
    asked = ready_lesson([passage(1, {"a": 0.1, "b": 0.2, "c": 0.3})], lambda key: key != "a")

    assert asked == ("b", "c")


def test_no_more_than_three_passages_fit_into_ten_minutes():
    many = [passage(number, {f"q{number}": 0.5}) for number in range(1, 6)]

    assert ready_lesson(many) == ("q1", "q2", "q3")


def test_what_cites_no_passage_is_no_passage_to_teach_again():
    lone = PassageRecall((ItemRecall("z", 10, 10, 1.0),))

    assert passages_again([lone, passage(1, {"a": 0.5})]) == [passage(1, {"a": 0.5})]
    assert ready_lesson([lone]) == ()


def test_a_question_that_cites_two_passages_is_named_once():
    first = passage(1, {"a": 0.2, "b": 0.9})
    second = passage(2, {"a": 0.2, "b": 0.9, "c": 0.7})

    assert [item.item_id for item in telling_questions([first, second])] == ["a", "c"]


def test_a_passage_that_is_weak_by_the_same_question_alone_leaves_its_place_to_another():
    first, second = passage(1, {"a": 0.2}), passage(2, {"a": 0.2})
    third = passage(3, {"c": 0.8})

    assert passages_again([first, second, third]) == [first, third]
    assert [item.item_id for item in telling_questions([first, second, third])] == ["a", "c"]
    assert ready_lesson([first, second, third]) == ("a", "c")


def test_a_question_that_nobody_has_met_is_not_named():
    unmet = ItemRecall("z", 10)
    first = passage(1, {"a": 0.2})
    second = PassageRecall((unmet, *first.items), first.passage)

    assert passages_again([first, second]) == [first]


@given(points)
def test_no_item_comes_twice_and_never_more_than_two_for_a_passage(made):
    passages = [passage(number, items) for number, items in enumerate(made, 1)]

    asked = ready_lesson(passages)

    assert len(set(asked)) == len(asked) <= MOST_PASSAGES * QUESTIONS_EACH
    for point in passages_again(passages):
        wanted = min(QUESTIONS_EACH, len(point.items))
        assert sum(item.item_id in asked for item in point.items) >= wanted

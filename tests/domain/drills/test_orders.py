"""Orders: how they are posed, taken, marked, marked anew, and looked back on."""

from __future__ import annotations

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.looking_back import RecordedResponse, look_back
from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import (
    Arrangement,
    arrange,
    chosen_option_ids,
    posed_item,
)
from quizapp.domain.drills.remarking import is_widened, remark
from quizapp.domain.drills.sequences import counted_ids, counted_parts
from quizapp.domain.errors import UnusableChoice
from quizapp.domain.items.content import Credit, ItemContent, Option, Question
from quizapp.domain.memory.guesses import guess_at


def question_of(entries: str, credit: Credit = "proportional", **said: str) -> Question:
    """A question whose entries are letters, in their right order."""
    options = tuple(Option(each, said.get(each, each), is_key=True) for each in entries)
    return Question("In what order?", options, mode="order", credit=credit)


def item_of(question: Question) -> ItemContent:
    return ItemContent("it", "order", "t", "T", (question,))


def choice_of(entries: str) -> ItemContent:
    options = tuple(Option(each, each, is_key=each == "a") for each in entries)
    return ItemContent("it", "choice", "t", "T", (Question("In what order?", options),))


orders = st.integers(3, 8).flatmap(lambda count: st.permutations("abcdefgh"[:count]))


@pytest.mark.parametrize(
    ("credit", "given_order", "earned"),
    [
        ("proportional", "abcd", 1.0),
        ("proportional", "bacd", 2 / 3),  # 5 pairs right, 1 wrong, of 6
        ("proportional", "abdc", 2 / 3),
        ("proportional", "badc", 1 / 3),
        ("proportional", "dabc", 0.0),  # 3 and 3
        ("proportional", "cdab", 0.0),  # 2 and 4: never below nought
        ("proportional", "dcba", 0.0),
        ("proportional", "", 0.0),
        ("exact", "abcd", 1.0),
        ("exact", "bacd", 0.0),
        ("exact", "", 0.0),
    ],
)
def test_an_order_earns_its_pairs_in_order_less_those_out_of_order(credit, given_order, earned):
    assert mark(question_of("abcd", credit), tuple(given_order)) == pytest.approx(earned)


@given(orders)
def test_only_the_right_order_earns_all_and_its_reverse_earns_nothing(given_order):
    right = sorted(given_order)
    question = question_of("".join(right))

    assert (mark(question, given_order) == 1.0) == (given_order == right)
    assert mark(question, right[::-1]) == 0.0


@given(orders)
def test_what_the_entries_are_called_changes_no_mark(given_order):
    right = sorted(given_order)
    renamed = [each.upper() for each in given_order]

    other = mark(question_of("".join(right).upper()), renamed)

    assert other == mark(question_of("".join(right)), given_order)


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("credit", ["proportional", "exact"])
def test_the_luck_of_a_guesser_is_what_all_orders_give(count, credit):
    question = question_of("abcde"[:count], credit)
    marks = [mark(question, order) for order in permutations("abcde"[:count])]

    assert guess_at(question).chance == pytest.approx(marks.count(1.0) / len(marks))
    assert guess_at(question).mark == pytest.approx(fmean(marks))


@given(st.integers(0, 2**30), st.integers(1, 9))
def test_it_is_never_shown_in_its_right_order_and_always_alike(seed, position):
    content = item_of(question_of("abc"))

    shown = arrange(content, seed, position).option_ids

    assert shown != ("a", "b", "c")
    assert sorted(shown) == ["a", "b", "c"]
    assert shown == arrange(content, seed, position).option_ids


def test_what_is_posed_has_the_numbers_as_shown_and_no_place():
    posed = posed_item(
        item_of(question_of("abc")), Arrangement(0, ("c", "a", "b")), position=1, total=1
    )

    assert [(option.number, option.text) for option in posed.options] == [
        (1, "c"),
        (2, "a"),
        (3, "b"),
    ]
    assert posed.mode == "order"


def test_a_second_try_begins_with_the_order_of_the_first():
    shown = Arrangement(0, ("c", "a", "b"))

    posed = posed_item(
        item_of(question_of("abc")), shown, position=1, total=1, tried=("b", "a", "c")
    )

    assert posed.tried == (3, 2, 1)


def test_the_order_of_the_numbers_is_kept():
    question, shown = question_of("abc"), Arrangement(0, ("c", "a", "b"))

    assert chosen_option_ids(question, shown, (2, 3, 1)) == ("a", "b", "c")
    assert chosen_option_ids(question, shown, (1, 2, 3)) == ("c", "a", "b")


@pytest.mark.parametrize("numbers", [(), (1,), (1, 2), (1, 1, 2), (1, 2, 3, 3), (0, 1, 2)])
def test_what_leaves_an_entry_out_or_has_one_twice_is_no_order(numbers):
    with pytest.raises(UnusableChoice):
        chosen_option_ids(question_of("abc"), Arrangement(0, ("c", "a", "b")), numbers)


@pytest.mark.parametrize(
    ("new", "chosen", "earned"),
    [
        (question_of("abdc"), "abcd", 2 / 3),
        (question_of("abdc"), "abdc", 1.0),
        (question_of("abcd", "exact"), "abdc", 0.0),
        (question_of("abcde"), "abcd", None),  # one came that nobody could place
        (question_of("abc"), "abcd", None),  # one went
        (question_of("abc"), "", 0.0),  # "I don't know" stays that
    ],
)
def test_an_order_is_marked_anew_by_the_corrected_one(new, chosen, earned):
    old, shown = item_of(question_of("abcd")), Arrangement(0, tuple("dbca"))

    marked = remark(old, item_of(new), shown, tuple(chosen))

    assert marked == (None if earned is None else pytest.approx(earned))
    assert not is_widened(old, item_of(new))


def test_reworded_entries_keep_their_places():
    before = question_of("abc", a="The moon pulls at the sea", b="The water rises")
    reworded = Question(
        before.stem,
        (Option("x", "The moon pulls at the water", is_key=True), *before.options[1:]),
        mode="order",
        credit="proportional",
    )
    shown = Arrangement(0, tuple("cab"))

    assert remark(item_of(before), item_of(reworded), shown, tuple("abc")) == 1.0
    assert remark(item_of(before), item_of(reworded), shown, tuple("bac")) == pytest.approx(1 / 3)


def test_an_order_that_became_a_choice_cannot_be_marked_by_it_nor_the_other_way():
    order, shown = item_of(question_of("abc")), Arrangement(0, tuple("cab"))

    assert remark(order, choice_of("abc"), shown, tuple("abc")) is None
    assert remark(choice_of("abc"), order, shown, ("a",)) is None


def looked(*chosen: str, second: tuple[str, ...] | None = None, **facts: bool):
    return look_back(
        item_of(question_of("abcd")),
        Arrangement(0, tuple("dbca")),
        position=1,
        total=1,
        response=RecordedResponse(chosen, 0.5, second_chosen=second, **facts),
    )


def test_it_is_looked_back_on_as_it_was_put_with_the_right_place_of_each():
    look = looked("b", "a", "c", "d")

    assert [(each.text, each.given_place, each.right_place) for each in look.options] == [
        ("b", 1, 2),
        ("a", 2, 1),
        ("c", 3, 3),
        ("d", 4, 4),
    ]
    assert look.pairs == (5, 6)
    assert look.keys == ("a", "b", "c", "d")


def test_after_a_second_try_both_orders_are_told():
    look = looked("b", "a", "c", "d", second=("a", "b", "c", "d"))

    assert [(each.text, each.first_place) for each in look.options] == [
        ("a", 2),
        ("b", 1),
        ("c", 3),
        ("d", 4),
    ]
    assert (look.pairs, look.verdict) == ((6, 6), "second")


def test_without_an_answer_the_right_order_is_shown():
    look = looked(is_unknown=True)

    assert [each.text for each in look.options] == ["a", "b", "c", "d"]
    assert look.pairs is None


def test_what_is_counted_of_an_order_is_its_neighbours():
    question = question_of("abcd")

    assert [part.id for part in counted_parts(question)] == ["a>b", "b>c", "c>d"]
    assert counted_ids(question, "bacd") == ("b>c", "c>d")
    assert counted_ids(question, "dcba") == ()
    assert counted_ids(question, "") == ()


def test_of_a_choice_the_options_are_counted():
    question = choice_of("abc").questions[0]

    assert counted_parts(question) == question.options
    assert counted_ids(question, ("b",)) == ("b",)

"""Prompts with one option each: how they are posed, and how what is given is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.drills.matches import right_answers
from quizapp.domain.drills.posing import (
    Arrangement,
    PosedItem,
    arrange,
    asked_question,
    chosen_option_ids,
    posed_item,
)
from quizapp.domain.errors import UnusableChoice
from quizapp.domain.items.content import ItemContent
from quizapp.domain.items.each import each_question
from tests.domain.drills.matches.odd_and_even import ARRANGED, PAIRS, given_as, item_of, question_of


def test_prompts_stand_in_one_order_whatever_their_answers_and_their_place_in_the_file():
    turned = dict(reversed(PAIRS.items()))
    other = each_question("Which is it?", turned.items(), ("odd", "even", "prime"), credit="exact")
    swapped = question_of(one="even", two="odd")

    order = [prompt.id for prompt in question_of().prompts]
    assert [prompt.id for prompt in other.prompts] == order == sorted(order)
    assert [prompt.id for prompt in swapped.prompts] == order


def test_what_is_posed_tells_no_answer():
    content = item_of(question_of())

    posed = posed_item(content, arrange(content, seed=1, position=1), position=1, total=1)

    assert sorted(prompt.text for prompt in posed.prompts) == sorted(PAIRS)
    assert [prompt.number for prompt in posed.prompts] == [1, 2, 3, 4]
    assert {option.text for option in posed.options} == {"odd", "even", "prime"}


def test_each_attempt_has_its_own_order_of_prompts_which_is_kept():
    content = item_of(question_of())

    arranged = [arrange(content, seed, 1) for seed in range(40)]

    shown = {tuple(it.text for it in posed_of(content, each).prompts) for each in arranged}
    assert len(shown) > 10
    assert {frozenset(texts) for texts in shown} == {frozenset(PAIRS)}
    assert arranged == [arrange(content, seed, 1) for seed in range(40)]


def test_an_attempt_without_an_order_of_prompts_has_that_of_the_question():
    content = item_of(question_of())
    older = replace(arrange(content, 1, 1), prompt_ids=())

    shown = [prompt.text for prompt in posed_of(content, older).prompts]

    assert shown == [prompt.text for prompt in question_of().prompts]


def test_what_is_given_belongs_to_the_prompts_as_they_are_shown():
    content = item_of(question_of())

    for seed in range(10):
        arrangement = arrange(content, seed, 1)
        posed = posed_of(content, arrangement)
        numbers = {option.text: option.number for option in posed.options}
        given = [numbers[PAIRS[prompt.text]] for prompt in posed.prompts]

        question = asked_question(content, arrangement)
        assert chosen_option_ids(question, arrangement, given) == right_answers(question)


def posed_of(content: ItemContent, arrangement: Arrangement) -> PosedItem:
    return posed_item(content, arrangement, position=1, total=1)


def test_numbers_of_options_become_pairs_in_one_order():
    question = question_of()
    numbers = [2 if PAIRS[prompt.text] == "odd" else 3 for prompt in question.prompts]

    chosen = chosen_option_ids(question, ARRANGED, numbers)

    assert chosen == given_as() == right_answers(question)
    assert list(chosen) == sorted(chosen)


@pytest.mark.parametrize("numbers", [(), (1, 2, 3), (1, 2, 3, 0), (1, 2, 3, 4), (1, 1, 1, 1, 1)])
def test_a_prompt_without_an_option_is_no_response(numbers):
    with pytest.raises(UnusableChoice):
        chosen_option_ids(question_of(), ARRANGED, numbers)


def test_a_second_try_begins_with_the_first():
    question = question_of()

    posed = posed_item(
        item_of(question), ARRANGED, position=1, total=1, tried=given_as(one="prime")
    )

    tried = {
        prompt.text: posed.options[number - 1].text
        for prompt, number in zip(posed.prompts, posed.tried, strict=True)
    }
    assert tried == {**PAIRS, "one": "prime"}

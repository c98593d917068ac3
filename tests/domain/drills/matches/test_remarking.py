"""Prompts with one option each: what an old response earns after an edit."""

from __future__ import annotations

import pytest

from quizapp.domain.drills.looking_back import corrected_keys
from quizapp.domain.drills.matches import as_chosen
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.drills.remarking import is_widened, remark
from quizapp.domain.items.content import ItemContent, Option, Question, option_id
from quizapp.domain.items.each import each_question
from tests.domain.drills.matches.odd_and_even import ARRANGED, PAIRS, given_as, item_of, question_of


def test_a_corrected_answer_is_marked_anew():
    old, new = item_of(question_of()), item_of(question_of(one="prime"))

    assert remark(old, new, ARRANGED, given_as()) == 3 / 4
    assert remark(old, new, ARRANGED, given_as(one="prime")) == 1.0
    assert "one → prime" in corrected_keys(old, new, ARRANGED)


def test_reworded_prompts_and_options_are_the_same():
    long = {"The joint statement of the allies": "a", "What the ministers said later": "b"}
    reworded = {"The joint statement of all the allies": "a", "What the ministers said later": "b"}
    old, new = (
        item_of(each_question("Who?", pairs.items(), ("a", "b"), credit="proportional"))
        for pairs in (long, reworded)
    )
    chosen = as_chosen({option_id(prompt): option_id(to) for prompt, to in long.items()})

    assert remark(old, new, Arrangement(0, (option_id("a"), option_id("b"))), chosen) == 1.0


@pytest.mark.parametrize("pairs", [{"five": "odd"}, {"one": "zero"}])
def test_it_cannot_be_said_where_a_prompt_or_its_answer_was_not_there(pairs):
    new = each_question(
        "Which is it?",
        {**PAIRS, **pairs}.items(),
        ("odd", "even", "prime", "zero"),
        credit="proportional",
    )

    assert remark(item_of(question_of()), item_of(new), ARRANGED, given_as()) is None


def test_it_cannot_be_said_where_a_prompt_or_a_chosen_option_is_gone():
    old = item_of(question_of())
    fewer = {prompt: answer for prompt, answer in PAIRS.items() if prompt != "four"}
    without = each_question("?", fewer.items(), ("odd", "even", "prime"), credit="proportional")
    no_prime = each_question("?", PAIRS.items(), ("odd", "even"), credit="proportional")

    assert remark(old, item_of(without), ARRANGED, given_as()) is None
    assert remark(old, item_of(no_prime), ARRANGED, given_as(one="prime")) is None
    assert remark(old, item_of(no_prime), ARRANGED, given_as(one="even")) == 3 / 4


def test_a_question_of_another_kind_is_another():
    options = tuple(Option(option_id(each), each, each == "odd") for each in ("odd", "even"))
    choice = ItemContent("it", "choice", "t", "T", (Question("Which is it?", options),))

    assert remark(item_of(question_of()), choice, ARRANGED, given_as()) is None
    assert not is_widened(item_of(question_of()), item_of(question_of()))

"""Prompts with one option each: what a response earns, and what a guess does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.matches import right_answers
from quizapp.domain.drills.sequences import counted_ids, counted_parts
from quizapp.domain.items.content import Option, Prompt, option_id
from quizapp.domain.memory.guesses import guess_at
from tests.domain.drills.matches.odd_and_even import PAIRS, given_as, question_of

answers = st.fixed_dictionaries({prompt: st.sampled_from(["odd", "even"]) for prompt in PAIRS})


@pytest.mark.parametrize(
    ("credit", "changed", "earned"),
    [
        ("proportional", {}, 1.0),
        ("proportional", {"one": "even"}, 3 / 4),
        ("proportional", {"one": "prime", "two": "prime"}, 2 / 4),
        ("proportional", {"one": "even", "two": "odd", "three": "even", "four": "odd"}, 0.0),
        ("exact", {}, 1.0),
        ("exact", {"one": "even"}, 0.0),
    ],
)
def test_each_prompt_with_its_right_option_earns_its_share(credit, changed, earned):
    assert mark(question_of(credit), given_as(**changed)) == pytest.approx(earned)


def test_nothing_chosen_earns_nothing():
    assert mark(question_of(), ()) == 0.0


@given(answers)
def test_one_more_right_answer_earns_more_and_only_all_earn_all(given_answers):
    question = question_of()
    earned = mark(question, given_as(**given_answers))
    mended = mark(question, given_as(**{**given_answers, "one": "odd"}))

    assert mended - earned == (0.25 if given_answers["one"] != "odd" else 0.0)
    assert (earned == 1.0) == (given_answers == PAIRS)


@given(answers)
def test_the_mark_is_the_share_of_the_parts_that_are_counted(given_answers):
    question, chosen = question_of(), given_as(**given_answers)

    assert mark(question, chosen) == len(counted_ids(question, chosen)) / len(
        counted_parts(question)
    )


def test_guessers_earn_one_in_so_many_options():
    partly, whole = guess_at(question_of()), guess_at(question_of("exact"))

    assert (partly.chance, partly.mark) == ((1 / 3) ** 4, 1 / 3)
    assert (whole.chance, whole.mark) == ((1 / 3) ** 4, (1 / 3) ** 4)


def test_a_prompt_and_an_option_may_say_the_same():
    prompts = (
        Prompt(option_id("a"), "a", option_id("a")),
        Prompt(option_id("b"), "b", option_id("a")),
    )
    options = (Option(option_id("a"), "a", is_key=True), Option(option_id("b"), "b"))
    question = replace(question_of(), prompts=prompts, options=options)

    assert mark(question, right_answers(question)) == 1.0

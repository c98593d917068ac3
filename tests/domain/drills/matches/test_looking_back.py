"""Prompts with one option each: what is told of one response, and of those of a class."""

from __future__ import annotations

from quizapp.domain.drills.looking_back import RecordedResponse, look_back
from quizapp.domain.drills.matches import (
    answers_of,
    chosen_texts,
    commonest_wrong,
)
from quizapp.domain.drills.sequences import counted_parts
from quizapp.domain.items.content import option_id
from quizapp.domain.live import Tally, spread
from tests.domain.drills.matches.odd_and_even import ARRANGED, given_as, item_of, question_of


def test_looking_back_says_for_each_prompt_what_was_given_and_what_is_right():
    response = RecordedResponse(given_as(one="prime"), 0.75, second_chosen=given_as(two="odd"))

    look = look_back(item_of(question_of()), ARRANGED, position=1, total=1, response=response)

    by_text = {prompt.text: prompt for prompt in look.prompts}
    assert (by_text["one"].given, by_text["one"].first, by_text["one"].is_right) == (
        "odd",
        "prime",
        True,
    )
    assert (by_text["two"].given, by_text["two"].right) == ("odd", "even")
    assert not by_text["two"].is_right
    assert "two → even" in look.keys
    assert not any(option.is_chosen for option in look.options)


def test_looking_back_on_nothing_given_says_what_is_right():
    look = look_back(item_of(question_of()), ARRANGED, position=1, total=1, response=None)

    assert {prompt.given for prompt in look.prompts} == {None}
    assert look.verdict == "unanswered"


def test_what_was_chosen_is_told_in_words():
    words = chosen_texts(question_of(), given_as(one="prime"))

    assert set(words) == {"one → prime", "two → even", "three → odd", "four → even"}


def test_ids_are_read_back_and_others_left_out():
    assert answers_of(["a:b", "c", "d:e"]) == {"a": "b", "d": "e"}


def test_the_wrong_answer_given_most_is_found_for_each_prompt():
    responses = [
        (given_as(one="prime"), 3),
        (given_as(one="even", two="odd"), 1),
        (given_as(two="prime"), 1),
        ((), 5),
    ]

    wrong = commonest_wrong(question_of(), responses)

    assert wrong == {option_id("one"): ("prime", 3)}  # of two, two wrong ones were given as often


def test_a_class_is_counted_by_prompt():
    question = question_of()
    tallies = [
        Tally(given_as(), 2),
        Tally(given_as(one="prime"), 1),
        Tally((), 1),
        Tally(None, 1),
    ]

    counted = spread(tallies, question)

    assert (counted.asked, counted.answered, counted.unknown, counted.in_order) == (5, 4, 1, 2)
    assert counted.counts[option_id("one")] == 2
    assert counted.counts[option_id("two")] == 3
    assert counted.beyond(counted_parts(question)) == 0

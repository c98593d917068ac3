"""Prompts with one option each: how they are posed, taken, marked, marked anew, looked back on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.looking_back import RecordedResponse, corrected_keys, look_back
from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.matches import (
    answers_of,
    as_chosen,
    chosen_texts,
    commonest_wrong,
    right_answers,
)
from quizapp.domain.drills.posing import (
    Arrangement,
    PosedItem,
    arrange,
    asked_question,
    chosen_option_ids,
    posed_item,
)
from quizapp.domain.drills.remarking import is_widened, remark
from quizapp.domain.drills.sequences import counted_ids, counted_parts
from quizapp.domain.errors import UnusableChoice
from quizapp.domain.items.content import Credit, ItemContent, Option, Prompt, Question, option_id
from quizapp.domain.items.each import each_question
from quizapp.domain.live import Tally, spread
from quizapp.domain.memory.guesses import guess_at

PAIRS = {"one": "odd", "two": "even", "three": "odd", "four": "even"}


def question_of(credit: Credit = "proportional", **changed: str) -> Question:
    pairs = {**PAIRS, **changed}
    return each_question("Which is it?", pairs.items(), ("odd", "even", "prime"), credit=credit)


def item_of(question: Question) -> ItemContent:
    return ItemContent("it", "match", "t", "T", (question,))


def given_as(**changed: str) -> tuple[str, ...]:
    """The right response with some answers changed."""
    return as_chosen(
        {option_id(prompt): option_id(answer) for prompt, answer in {**PAIRS, **changed}.items()}
    )


ARRANGED = Arrangement(0, tuple(map(option_id, ("prime", "odd", "even"))))
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


def test_what_was_chosen_is_told_in_words():
    words = chosen_texts(question_of(), given_as(one="prime"))

    assert set(words) == {"one → prime", "two → even", "three → odd", "four → even"}


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


def test_ids_are_read_back_and_others_left_out():
    assert answers_of(["a:b", "c", "d:e"]) == {"a": "b", "d": "e"}


def test_a_prompt_and_an_option_may_say_the_same():
    prompts = (
        Prompt(option_id("a"), "a", option_id("a")),
        Prompt(option_id("b"), "b", option_id("a")),
    )
    options = (Option(option_id("a"), "a", is_key=True), Option(option_id("b"), "b"))
    question = replace(question_of(), prompts=prompts, options=options)

    assert mark(question, right_answers(question)) == 1.0

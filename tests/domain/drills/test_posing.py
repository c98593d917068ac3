"""How an item is put to a learner, and what the page must not hold."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.posing import (
    Arrangement,
    PosedItem,
    PosedOption,
    arrange,
    arranged_options,
    asked_question,
    chosen_option_ids,
    posed_item,
)
from quizapp.domain.drills.words import OtherWords
from quizapp.domain.errors import UnusableChoice
from quizapp.domain.items.content import ItemContent, Option, Question

SHOWN = Arrangement(0, ("id-wind", "id-moon", "id-gull", "id-boat"))
TICKED = Arrangement(1, ("id-fish", "id-pilot", "id-master"))


def question_of(keys: int, distractors: int, shown: int | None) -> Question:
    return Question(
        "Which?",
        (
            *(Option(f"key{n}", f"Key {n}", is_key=True) for n in range(keys)),
            *(Option(f"not{n}", f"Distractor {n}") for n in range(distractors)),
        ),
        mode="many" if keys > 1 else "one",
        shown=shown,
    )


def item_of(*questions: Question) -> ItemContent:
    return ItemContent("item", "choice", "topic", "Topic", questions)


@st.composite
def items(draw: st.DrawFn) -> ItemContent:
    """Items of one to three questions, some showing a part of their distractors."""
    questions = []
    for _ in range(draw(st.integers(1, 3))):
        keys, distractors = draw(st.integers(1, 3)), draw(st.integers(1, 6))
        shown = draw(st.none() | st.integers(keys + 1, keys + distractors + 2))
        question = question_of(keys, distractors, shown)
        questions.append(replace(question, keep_order=draw(st.booleans())))
    return item_of(*questions)


seeds = st.integers(0, 2**62 - 1)
positions = st.integers(1, 100)


def test_a_posed_item_has_no_field_for_the_key_feedback_or_ids():
    assert {field.name for field in fields(PosedItem)} == {
        "position",
        "total",
        "type",
        "topic",
        "stem",
        "mode",
        "options",
        "prompts",
        "has_hint",
        "hint",
        "second_share",
        "tried",
        "version",
        "language",
        "is_untold",
        "beside",
        "tried_text",
        "unit",
    }
    assert {field.name for field in fields(OtherWords)} == {
        "version",
        "language",
        "stem",
        "options",
        "prompts",
        "explanation",  # of what is looked back on
    }
    assert {field.name for field in fields(PosedOption)} == {"number", "text"}


@pytest.mark.parametrize("arrangement", [SHOWN, TICKED])
def test_nothing_in_a_posed_item_gives_the_key_away(content, arrangement):
    posed = posed_item(content, arrangement, position=1, total=5)

    sent = json.dumps(asdict(posed))

    assert "id-" not in sent
    assert "feedback" not in sent
    assert "explanation" not in sent
    assert "phrase" not in sent
    assert "secret" not in sent
    assert "is_key" not in sent


def test_a_posed_item_shows_the_options_as_arranged_and_numbered_from_one(content):
    posed = posed_item(content, SHOWN, position=2, total=5)

    assert [(option.number, option.text) for option in posed.options] == [
        (1, "The wind"),
        (2, "The moon"),
        (3, "The gull"),
        (4, "The boat"),
    ]
    assert (posed.position, posed.total, posed.type, posed.topic, posed.mode, posed.stem) == (
        2,
        5,
        "choice",
        "The tides",
        "one",
        "What pulls at the sea?",
    )


def test_the_hint_is_announced_and_shown_only_when_asked_for(content):
    without = posed_item(content, SHOWN, position=1, total=1)
    with_hint = posed_item(content, SHOWN, position=1, total=1, with_hint=True)

    assert (without.has_hint, without.hint) == (True, None)
    assert with_hint.hint == "Look up at night."


def test_an_item_without_a_hint_has_none_to_show(content):
    posed = posed_item(replace(content, hint=None), SHOWN, position=1, total=1, with_hint=True)

    assert (posed.has_hint, posed.hint) == (False, None)


def test_all_of_an_items_questions_and_orders_turn_up(content):
    arrangements = {arrange(content, 7, position) for position in range(1, 200)}

    assert {arrangement.question for arrangement in arrangements} == {0, 1}
    assert len({each.option_ids for each in arrangements if each.question == 0}) == 24


def test_the_key_stands_in_every_place_equally_often(content):
    one = replace(content, questions=content.questions[:1])

    places = [arrange(one, seed, 1).option_ids.index("id-moon") for seed in range(4000)]

    for place in range(4):
        assert places.count(place) == pytest.approx(1000, abs=130)  # nearly five deviations


def test_options_that_keep_their_order_are_not_shuffled():
    content = item_of(replace(question_of(1, 4, None), keep_order=True))

    for position in range(1, 20):
        assert arrange(content, 3, position).option_ids == ("key0", "not0", "not1", "not2", "not3")


def test_the_asked_question_and_its_options_follow_from_the_arrangement(content):
    question = asked_question(content, TICKED)

    assert question is content.questions[1]
    assert [option.id for option in arranged_options(question, TICKED)] == list(TICKED.option_ids)


@given(items(), seeds, positions)
def test_an_arrangement_depends_on_nothing_but_content_seed_and_position(content, seed, position):
    for earlier in range(3):
        arrange(content, seed, earlier)

    assert arrange(content, seed, position) == arrange(content, seed, position)


@given(items(), seeds, positions)
def test_every_key_is_shown_among_as_many_options_as_wanted(content, seed, position):
    arrangement = arrange(content, seed, position)

    question = asked_question(content, arrangement)
    ids = arrangement.option_ids
    assert {option.id for option in question.options if option.is_key} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert len(ids) == min(question.shown or 99, len(question.options))


def test_which_distractors_are_shown_changes_with_the_seed():
    content = item_of(question_of(1, 6, 4))

    shown = {frozenset(arrange(content, seed, 1).option_ids) for seed in range(200)}

    assert len(shown) == 20  # three distractors of six


def test_chosen_numbers_become_option_ids_in_one_order(content):
    question = asked_question(content, TICKED)

    forwards = chosen_option_ids(question, TICKED, (2, 3))
    backwards = chosen_option_ids(question, TICKED, [3, 2, 2])

    assert forwards == backwards == ("id-master", "id-pilot")


@pytest.mark.parametrize("numbers", [(), (0,), (-1,), (5,), (1, 2), (1, 10**30)])
def test_a_choice_that_cannot_be_a_response_is_refused(content, numbers):
    with pytest.raises(UnusableChoice):
        chosen_option_ids(asked_question(content, SHOWN), SHOWN, numbers)


@pytest.mark.parametrize("numbers", [(), (0, 1), (1, 4)])
def test_ticking_something_that_was_not_shown_is_refused(content, numbers):
    with pytest.raises(UnusableChoice):
        chosen_option_ids(asked_question(content, TICKED), TICKED, numbers)

"""Lint of items in one quiz: which gives another away, where no order helps."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Finding
from tests.support.linting import choice, findings

TELLING = choice(
    "What warns?", "A bell", "A flag", more="explanation: The harbour master rings it."
)
TOLD = choice("Who lights the lamp?", "The harbour master", "The ferry crew")


def in_quiz(*items: str, more: str = "order: as-listed", language: str = "en") -> list[Finding]:
    listed = ", ".join(f"item-{number}" for number in range(len(items)))
    quiz = f"quizzes:\n  - {{id: q, title: Q, items: [{listed}], {more}}}\n"
    found = findings(*items, language=language, after=quiz)
    return [each for each in found if each.code == "W555"]


def test_an_item_that_gives_away_a_later_one_of_a_list_is_warned_of_where_it_says_so():
    (found,) = in_quiz(TELLING, TOLD)

    assert found.message == (
        "In the quiz `q`, this explanation tells the key of `item-1` after it: “harbour”, “master”."
    )
    assert found.span.line == 25


def test_a_list_that_asks_first_what_is_told_gives_nothing_away():
    assert in_quiz(TOLD, TELLING) == []


def test_a_shuffled_quiz_helps_itself_unless_two_tell_one_another():
    mutual = choice(
        "Who lights the lamp?", "The harbour master", "The crew", more="explanation: {}"
    )
    bell = choice("What warns?", "The copper bell", "A flag", more="explanation: {}")
    pair = (
        bell.format("The harbour master rings it."),
        mutual.format("He rings the copper bell as well."),
    )

    assert in_quiz(TELLING, TOLD, more="order: shuffled") == []
    assert len(in_quiz(*pair, more="order: shuffled")) == 1
    assert len(in_quiz(*pair)) == 1


@pytest.mark.parametrize(
    ("teller", "said"),
    [
        (
            "stem: Whom does the harbour master warn?\nkey: All\ndistractors: [None]",
            "this question",
        ),
        ("stem: Who rings?\nkey: The harbour master\ndistractors: [Ida]", "this key"),
        (
            "stem: Who rings?\nkey: Ida\ndistractors: [Kai: The harbour master wakes him.]",
            "this feedback",
        ),
    ],
)
def test_the_part_that_tells_is_named(teller, said):
    (found,) = in_quiz(teller, TOLD)

    assert f", {said} tells" in found.message


def test_a_passage_that_the_other_does_not_cite_is_named():
    fish = choice("What lives there?", "Fish", "Gulls", more="cites: fish live there")
    told = choice("How many?", "450 berths", "900 nets")

    (found,) = in_quiz(fish, told)

    assert "the passage cited tells the key of `item-1`" in found.message


def test_a_passage_that_both_cite_is_what_both_ask_about():
    fish = choice("What lives there?", "Fish", "Gulls", more="cites: fish live there")
    told = choice("How many?", "450 berths", "900 nets", more="cites: has 450 berths")

    assert in_quiz(fish, told) == []


@pytest.mark.parametrize("order", ["as-listed", "shuffled"])
def test_where_answers_come_at_the_end_what_is_asked_tells_in_any_order(order):
    asking = choice("When does the harbour master ring?", "In fog", "At noon")
    more = f"order: {order}, feedback: at-end"

    (found,) = in_quiz(TOLD, asking, more=more)

    assert found.message == (
        "In the quiz `q`, this question tells the key of `item-0`: “harbour”, “master”."
    )
    assert in_quiz(TOLD, TELLING, more=more) == []


def test_answers_at_the_end_a_single_word_or_another_language_are_no_matter():
    one_word = choice("Who lights the lamp?", "The master", "The crew")

    assert in_quiz(TELLING, TOLD, more="order: as-listed, feedback: at-end") == []
    assert in_quiz(TELLING, one_word) == []
    assert in_quiz(TELLING, TOLD, language="de") == []


GAP = "type: cloze\ntext: The {{mud flats}} lie bare.\ndistractors: {mud flats: [cliffs]}"


def gaps_told(*items: str, title: str = "Q", language: str = "en") -> list[str]:
    listed = ", ".join(f"item-{number}" for number in range(len(items)))
    quiz = f"quizzes:\n  - {{id: q, title: {title}, items: [{listed}]}}\n"
    found = findings(*items, language=language, after=quiz)
    return [each.message for each in found if each.code == "W557"]


def test_a_gap_that_stands_in_the_title_of_its_quiz_is_warned_of():
    assert gaps_told(GAP, title="On the Mud Flats") == [
        "“mud flats” is a gap here, and stands in the title of the quiz `q`."
    ]
    assert gaps_told(GAP, title="Auf mud flats", language="de") != []


def test_a_gap_that_stands_in_another_question_of_its_quiz_is_warned_of():
    asking = choice("Who walks on the mud flats?", "Ida", "Kai")

    (message,) = gaps_told(GAP, asking)

    assert message.endswith("in the question of `item-1`, which the quiz `q` asks as well.")


def test_a_gap_elsewhere_in_the_bank_in_other_words_or_of_a_short_word_is_no_matter():
    asking = choice("Who walks on the mud?", "Ida", "Kai")
    short = 'type: cloze\ntext: "The {{sea}} rises."\ndistractors: {sea: [sun]}'

    assert gaps_told(GAP, asking, title="Flats of mud") == []
    assert gaps_told(short, title="The sea") == []
    assert "W557" not in [each.code for each in findings(GAP, choice("On mud flats?", "I", "K"))]

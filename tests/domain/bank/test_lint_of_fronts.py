"""Lint of cards: what only its options can answer, no card can ask."""

from __future__ import annotations

import pytest

from tests.support.linting import choice, codes


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is wet?",
        "Which of the following is wet?",
        "Which statement is true?",
        "Who is wet? Tick all that apply.",
        "All of these are wet except?",
        "Which is **not** wet?",
        "Which is true of the sea?",
        "Which best describes the sea?",
        "Which of the reasons given is the main one?",
        "Pick the one that is wet.",
    ],
)
@pytest.mark.parametrize(
    ("more", "is_warned"),
    [("", True), ("front: What is wet?\n", False), ("drills: [quiz]\n", False)],
    ids=["as it is", "with a front", "kept to quizzes"],
)
def test_a_stem_that_needs_its_options_is_warned_of_unless_no_card_asks_it(stem, more, is_warned):
    item = choice(stem, "Rain", "Sand", "Dust", more=more)

    assert ("W530" in codes(item)) is is_warned


@pytest.mark.parametrize(
    "stem",
    [
        "Which city is wet?",
        "Which two are wet?",
        "In which of its parts is the sea wet?",
        "What did one of those who fled say?",
        "What is right of the harbour?",
        "All but one of the boats sank. Why?",
    ],
)
def test_a_stem_that_can_be_answered_by_itself_is_well(stem):
    assert "W530" not in codes(choice(stem, "Rain", "Sand", "Dust"))


def test_a_statement_is_no_card_unless_its_file_says_so():
    statement = "type: true-false\nstem: Which of these is wet is known.\nkey: true"

    assert "W530" not in codes(statement, f"{statement}\ndrills: [quiz, card]")

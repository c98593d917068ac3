"""A bank's questions listed, searched, and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.bank import read_bank
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import publish_review

pytestmark = on_sqlite


def test_taking_out_a_question_says_what_stays_and_leaves_the_rest(
    teacher: Visitor, bank_file: Path
) -> None:
    path = "/teach/bank/items/what-pulls/delete"

    asked = text_of(teacher.get(path).text)
    review = teacher.send(path)
    publish_review(teacher, review)

    assert "What learners have answered stays" in asked
    assert "It is taken out of the list of this quiz: all." in asked
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    assert "what-pulls" not in bank.items
    assert bank.quizzes["all"].item_ids == ("who-reads", "bare-flats", "spring-tide", "ebb")
    assert "[who-reads, bare-flats, spring-tide, ebb]" in bank_file.read_text()


def test_questions_are_found_by_words_topic_and_type(teacher: Visitor) -> None:
    everything = text_of(teacher.get("/teach/bank/items").text)
    by_words = text_of(teacher.get("/teach/bank/items?q=WAVES").text)
    by_both = text_of(teacher.get("/teach/bank/items?topic=moon&type=term").text)
    nothing = text_of(teacher.get("/teach/bank/items?q=zebra").text)

    assert "8 questions" in everything
    assert "What pulls at the sea" in by_words
    assert "1 question of 8" in by_words
    assert "2 questions of 8" in by_both
    assert "Nothing found" in nothing


@pytest.mark.parametrize(
    "path",
    [
        "/teach/bank/items/none/edit",
        "/teach/bank/items/none/delete",
        "/teach/bank/items/No%20Id/edit",
    ],
)
def test_a_question_that_is_not_there_is_not_there(path: str, teacher: Visitor) -> None:
    assert teacher.get(path).status_code == 404
    assert teacher.send(path).status_code == 404

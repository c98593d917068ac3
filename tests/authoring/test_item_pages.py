"""A bank's questions listed, searched, and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import document_fromstring

from quizapp.domain.bank import read_bank
from quizapp.domain.items import ITEM_TYPES
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
    assert "It is taken out of the list of this quiz: Everything about the tides." in asked
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


@pytest.mark.parametrize("kind", ITEM_TYPES)
def test_every_choice_in_the_form_of_a_question_is_told_in_words(
    kind: str, teacher: Visitor
) -> None:
    page = document_fromstring(teacher.get(f"/teach/bank/items/new?type={kind}").text)

    inputs = page.xpath("//main//input[@type = 'radio' or @name = 'drills']")
    told = [(each.get("value"), each.text.strip()) for each in page.xpath("//main//option")]
    told += [(each.get("value"), each.getparent().text_content().strip()) for each in inputs]
    assert {"recall", "reason", "evaluate", "quiz", "card"} <= {value for value, _ in told}
    assert all(words not in ("", value) for value, words in told)

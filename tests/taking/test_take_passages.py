"""Passages to mark: the page that poses one, what it keeps back, and how it is looked back on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.support.pages import text_of
from tests.support.passages import FIRST, add_passages
from tests.support.people import Visitor
from tests.support.records import attempt_row, on_sqlite

pytestmark = on_sqlite


@pytest.fixture(autouse=True)
def with_passages(bank_file: Path) -> None:
    add_passages(bank_file)


def test_the_passage_is_one_form_of_radio_buttons_in_its_order(learner: Visitor) -> None:
    attempt = learner.start("passages")

    page = learner.get(f"{attempt}/items/1").text

    assert re.findall(r'<input type="(\w+)"\s+name="choice"', page) == ["radio"] * 3
    labels = re.findall(r'<span class="place-words">(.*?)</span>', page)
    assert tuple(labels) == FIRST
    assert "Mark the sentence Which sentence is told at second hand?" in text_of(page)
    for secret in ("Right answer", "It is told as a fact", "Reportedly” says", "{{"):
        assert secret not in page


def test_several_marks_are_asked_for_with_boxes_to_tick(learner: Visitor) -> None:
    attempt = learner.start("passages")

    page = learner.get(f"{attempt}/items/2").text

    assert re.findall(r'<input type="(\w+)"\s+name="choice"', page) == ["checkbox"] * 3
    assert "Mark all that do" in text_of(page)


def test_a_sentence_marked_wrongly_is_asked_again_and_cannot_be_marked_twice(
    learner: Visitor,
) -> None:
    attempt = learner.start("passages")
    learner.respond(attempt, 1, 1)

    page = learner.get(f"{attempt}/items/1").text

    assert "Try once more" in text_of(page)
    assert f"{FIRST[0]} your first answer" in text_of(page)
    assert len(re.findall(r"data-choice\s+disabled", page)) == 1


def test_looking_back_shows_the_passage_with_what_was_marked_and_what_is_right(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("passages")
    learner.respond(attempt, 1, 1)
    learner.respond(attempt, 1, 2, second="1")

    words = text_of(learner.get(f"{attempt}/items/1").text)

    assert f"{FIRST[0]} ( Your first answer · Not right ) {FIRST[1]}" in words
    assert f"{FIRST[1]} ( Your answer · Right answer ) {FIRST[2]}" in words
    assert f"{FIRST[0]} It is told as a fact." in words  # its feedback, below the passage
    learner.respond(attempt, 2, 2, 3)
    learner.send(f"{attempt}/finish")
    assert attempt_row(app, attempt).score == 1.5


def test_some_of_several_marks_earn_their_share(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("passages")
    learner.respond(attempt, 2, 2)
    learner.respond(attempt, 2, second="1", dont_know="1")

    words = text_of(learner.get(f"{attempt}/items/2").text)

    assert "Partly right" in words
    assert "and the pilots read it. ( Right, not chosen )" in words


def test_nothing_marked_is_said_beside_the_passage(learner: Visitor) -> None:
    attempt = learner.start("passages")

    response = learner.respond(attempt, 1)

    assert response.status_code == 422
    assert 'aria-describedby="errors"' in response.text


def test_what_one_may_take_with_oneself_tells_the_sentence_that_was_marked(
    learner: Visitor,
) -> None:
    attempt = learner.start("passages")
    learner.respond(attempt, 1, 2)
    learner.send(f"{attempt}/finish")

    page = text_of(learner.get("/account/data.html").text)

    assert FIRST[1] in page

"""A quiz asks with each answer how sure one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.models import Response
from quizapp.web.extensions import db
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import TITLE_LINE
from tests.support.records import edit_bank, key_numbers, wrong_number


@pytest.fixture
def asking(bank_file: Path) -> None:
    """The quiz `all` asks how sure one is."""
    edit_bank(bank_file, (TITLE_LINE, f"{TITLE_LINE}    confidence: three-steps\n"))


def said(app: Flask) -> list[tuple[int | None, bool]]:
    """What is recorded of each response: the step, and whether there was doubt."""
    query = select(Response.confidence, Response.is_unsure).order_by(Response.id)
    with app.app_context():
        return [(row.confidence, row.is_unsure) for row in db.session.execute(query)]


@pytest.mark.usefixtures("asking")
def test_each_step_is_recorded_and_doubt_with_it(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")

    for position, step in ((1, "3"), (2, "2"), (3, "1")):
        learner.respond(attempt, position, *key_numbers(app, attempt, position), confidence=step)
    learner.respond(attempt, 4, *key_numbers(app, attempt, 4))
    learner.respond(attempt, 5, dont_know="1", confidence="3")

    assert said(app) == [(3, False), (2, True), (1, True), (None, False), (None, False)]


@pytest.mark.usefixtures("asking")
def test_the_results_say_how_often_each_step_was_right_and_what_to_look_at_first(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1), confidence="3")
    learner.respond(attempt, 3, wrong_number(app, attempt, 3), confidence="3")
    learner.respond(attempt, 5, *key_numbers(app, attempt, 5), confidence="1")
    assert "How sure: Sure" in text_of(learner.get(f"{attempt}/items/3").text)
    learner.send(f"{attempt}/finish")

    words = text_of(learner.get(attempt).text)

    assert "Sure: 1 of 2 were right" in words
    assert "Guessing: 1 of 1 was right" in words
    assert "You were sure of question 3, and it was not right. Look at it first." in words
    assert "Not quite sure:" not in words


@pytest.mark.usefixtures("asking")
def test_the_three_steps_stand_in_place_of_the_box(learner: Visitor) -> None:
    attempt = learner.start("all")

    page = learner.get(f"{attempt}/items/1").text

    assert page.count('name="confidence"') == 3
    assert 'name="unsure"' not in page
    assert "It does not change your score." in text_of(learner.get("/quizzes/all").text)


@pytest.mark.usefixtures("asking")
def test_what_was_said_stays_where_nothing_was_chosen(learner: Visitor) -> None:
    attempt = learner.start("all")

    refused = learner.respond(attempt, 1, confidence="2")

    assert refused.status_code == 422
    chosen = refused.text.split('id="confidence-2"')[1].split(">")[0]
    assert "checked" in chosen


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("step", ["0", "4", "sure", "-1"])
def test_another_step_is_refused(app: Flask, learner: Visitor, step: str) -> None:
    attempt = learner.start("all")

    refused = learner.respond(attempt, 1, *key_numbers(app, attempt, 1), confidence=step)

    assert refused.status_code == 400
    assert said(app) == []


def test_where_it_is_not_asked_a_step_is_not_recorded(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")

    learner.respond(attempt, 1, *key_numbers(app, attempt, 1), confidence="3")

    assert said(app) == [(None, False)]
    assert 'name="confidence"' not in learner.get(f"{attempt}/items/2").text

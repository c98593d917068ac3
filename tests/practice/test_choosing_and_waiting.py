"""The pages of a session: the part that a learner chooses, and what waits for something else."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask

from tests.practice.met import CLOSED, LATER, NOON, answer, item_of, meet_all, questions, rate
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers, on_sqlite


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("topic=moon", {"what-pulls", "spring-tide", "neap", "slack"}),
        ("section=shore", {"who-reads", "bare-flats"}),
        ("topic=none", set()),
        ("section=%00", set()),
    ],
)
def test_a_part_of_the_article_is_practised_alone(
    query: str, items: set[str], learner: Visitor
) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        shown = set()
        while CLOSED in (page := learner.get(f"/cards?{query}")).text:
            shown.add(item_of(page.text))
            response = sent(learner, page, f"/cards/ratings?{query}", rating="good")
            assert response.headers["Location"] == f"/cards?{query}"

    assert shown == items
    assert page.status_code == 200


@on_sqlite
@pytest.mark.parametrize("until", ["-1", "x", "9" * 30, "", "²"])
def test_a_wish_for_more_that_is_no_number_is_left_out(until: str, learner: Visitor) -> None:
    assert learner.get(f"/cards?until={until}").status_code == 200


def test_what_was_missed_today_can_be_gone_over_alone(learner: Visitor) -> None:
    meet_all(learner)
    with time_machine.travel(LATER, tick=False):
        rate(learner, "neap", "again", sequence=2)

        page = learner.get("/cards?missed=1")

    assert item_of(page.text) == "neap"
    assert "1 left for today" in text_of(page.text)


def test_a_question_left_behind_does_not_stand_in_the_way_of_a_part_that_is_chosen(
    learner: Visitor,
) -> None:
    put = learner.send("/cards/next?section=shore").headers["Location"]

    elsewhere = learner.send("/cards/next?section=moon").headers["Location"]
    missed = learner.get("/cards?missed=1")
    of_its_part = learner.get("/cards?section=shore").headers["Location"]

    assert elsewhere.split("?")[0] != put.split("?")[0]
    assert missed.status_code == 200
    assert of_its_part.split("?")[0] == put.split("?")[0]
    assert learner.get("/cards").status_code == 303


# What waits


def test_a_card_that_a_running_quiz_still_asks_is_held_back(learner: Visitor) -> None:
    attempt = learner.start("all")

    asked = learner.get("/cards?show=what-pulls")
    learner.respond(attempt, 1, dont_know="1")
    answered = learner.get("/cards?show=what-pulls")

    assert "The moon" not in asked.text.split("<footer")[0].split("<main")[1]
    assert 'name="rating"' not in asked.text
    assert 'name="rating"' in answered.text


def test_the_pages_say_how_many_questions_wait_for_a_quiz(learner: Visitor) -> None:
    learner.start("all")
    for question in questions(learner):
        answer(learner, question)

    home = learner.get("/")

    assert "5 questions wait until you finish the quizzes you have begun." in text_of(home.text)


def test_questions_of_a_session_are_none_that_a_running_quiz_asks(
    learner: Visitor, app: Flask
) -> None:
    with time_machine.travel(NOON, tick=False):
        learner.start("all")
        asked = 0
        for question in questions(learner):
            answer(learner, question, *key_numbers(app, question.removesuffix("/items/1"), 1))
            asked += 1

    assert asked == 3

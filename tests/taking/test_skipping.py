"""A question is left open, marked and come back to; or the quiz forbids it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.domain.assignments import FeedbackTime
from quizapp.models import AttemptItem, Response
from quizapp.web.extensions import db
from quizapp.web.parts import ASKED_BY
from tests.support.class_visits import visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import count_of, edit_bank
from tests.test_query_counts import statements_for

IN_TURN = ("    feedback: at-end\n", "    feedback: at-end\n    navigation: sequential\n")


@pytest.fixture
def in_turn(bank_file: Path) -> None:
    """The quiz `quiet` asks one question after the other."""
    edit_bank(bank_file, IN_TURN)


def page(person: Visitor, attempt: str, position: int) -> str:
    return person.get(f"{attempt}/items/{position}").text


def test_skipping_leads_to_the_next_one_and_saves_nothing(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")

    text = page(learner, attempt, 1)

    assert f'href="{attempt}/items/2"' in text
    assert "Skip" in text_of(text)
    assert count_of(app, Response) == 0


def test_after_the_last_one_the_way_leads_round_to_what_was_left_open(learner: Visitor) -> None:
    attempt = learner.start("all")
    for position in (1, 3, 4):
        learner.respond(attempt, position, dont_know="1")

    learner.respond(attempt, 5, dont_know="1")

    look = learner.get(f"{attempt}/items/5").text
    assert "Back to question 2" in text_of(look)
    assert f'href="{attempt}/items/2"' in look
    assert learner.get(attempt).headers["Location"] == f"{attempt}/items/2"
    learner.respond(attempt, 2, dont_know="1")
    assert "See the results" in text_of(page(learner, attempt, 2))


def test_where_answers_wait_for_the_end_the_next_open_one_follows_each(learner: Visitor) -> None:
    attempt = learner.start("quiet")

    after_two = learner.respond(attempt, 2, dont_know="1").headers["Location"]
    after_three = learner.respond(attempt, 3, dont_know="1").headers["Location"]

    assert (after_two, after_three) == (f"{attempt}/items/3", f"{attempt}/items/1")


def test_a_question_is_marked_to_come_back_to_and_left_open(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")

    went = learner.send(f"{attempt}/items/2/flag", flag="1")

    assert went.headers["Location"] == f"{attempt}/items/3"
    assert count_of(app, Response) == 0
    assert "5 open · 1 to come back to" in text_of(page(learner, attempt, 3))
    assert "You marked this one" in text_of(page(learner, attempt, 2))


def test_a_mark_can_be_taken_off_in_place(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/items/2/flag", flag="1")

    went = learner.send(f"{attempt}/items/2/flag", flag="0")

    assert went.headers["Location"] == f"{attempt}/items/2"
    assert "You marked this one" not in text_of(page(learner, attempt, 2))


def test_an_answer_settles_what_was_marked(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/items/1/flag", flag="1")

    learner.respond(attempt, 1, dont_know="1")

    text = page(learner, attempt, 2)
    assert 'class="place answered"' in text
    assert 'class="place flagged"' not in text


def test_the_last_open_question_cannot_be_skipped(learner: Visitor) -> None:
    attempt = learner.start("quiet")
    learner.respond(attempt, 1, dont_know="1")
    learner.respond(attempt, 2, dont_know="1")

    text = page(learner, attempt, 3)

    assert "data-skip" not in text
    assert "data-flag" not in text


def test_the_list_leads_to_every_question_that_may_be_looked_at(learner: Visitor) -> None:
    open_quiz, quiet = learner.start("all"), learner.start("quiet")
    for attempt in (open_quiz, quiet):
        learner.respond(attempt, 1, dont_know="1")

    shown, held = (
        page(learner, attempt, 2).split("place-list")[1] for attempt in (open_quiz, quiet)
    )

    assert f'href="{open_quiz}/items/1"' in shown
    assert f'href="{quiet}/items/1"' not in held
    assert f'href="{quiet}/items/3"' in held


def test_marking_in_place_brings_the_next_question_in_one_trip(learner: Visitor) -> None:
    attempt = learner.start("all")
    fields = {"csrf_token": learner.browser.token(), "flag": "1"}

    went = learner.browser.post(f"{attempt}/items/1/flag", data=fields, headers={ASKED_BY: "main"})

    assert went.headers["HX-Push-Url"] == f"{attempt}/items/2"
    assert "Question 2 of 5" in went.text


@pytest.mark.usefixtures("in_turn")
def test_a_quiz_that_asks_in_turn_offers_nothing_else(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("quiet")

    text = page(learner, attempt, 1)
    ahead = learner.get(f"{attempt}/items/3")
    learner.send(f"{attempt}/items/1/flag", flag="1")

    assert not any(word in text for word in ("data-skip", "data-flag", "All questions"))
    assert ahead.headers["Location"] == f"{attempt}/items/1"
    assert "cannot leave one open" in text_of(learner.get("/quizzes/quiet").text)
    with app.app_context():
        assert not any(db.session.scalars(select(AttemptItem.is_flagged)))


@pytest.mark.usefixtures("in_turn")
def test_a_quiz_that_asks_in_turn_takes_no_answer_out_of_turn(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("quiet")

    refused = learner.respond(attempt, 2, dont_know="1")

    assert refused.status_code == 409
    assert "Another question comes first" in refused.text
    assert f'href="{attempt}"' in refused.text
    assert count_of(app, Response) == 0
    for position in (1, 2, 3):
        assert learner.respond(attempt, position, dont_know="1").status_code == 303
    assert learner.respond(attempt, 2, dont_know="1").status_code == 303  # again, as it was


def test_an_assignment_can_ask_in_turn_whatever_its_quiz_says(app: Flask, learner: Visitor) -> None:
    class_ = visited_class(app, "lena")
    address = class_.assign(is_sequential=True, feedback=FeedbackTime.AT_END)

    words = text_of(learner.get(address).text)
    attempt = learner.send(f"{address}/attempts").headers["Location"]

    assert "cannot leave one open" in words
    assert learner.respond(attempt, 2, dont_know="1").status_code == 409
    assert "data-skip" not in page(learner, attempt, 1)


def test_leaving_leads_to_where_the_way_back_is(app: Flask, learner: Visitor) -> None:
    free = learner.start("all")
    assignment = visited_class(app, "lena").assign("quiet", time_limit=600)
    under = learner.send(f"{assignment}/attempts").headers["Location"]

    from_free, from_assignment = page(learner, free, 1), page(learner, under, 1)

    exit_at = '<a class="button quiet small" href="{}">'
    assert exit_at.format("/") in from_free
    assert exit_at.format(assignment) in from_assignment
    assert "The time goes on." in text_of(from_assignment)
    assert "Everything about the tides" in text_of(learner.get("/").text)


def test_ending_early_says_how_many_are_open(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")

    assert "4 questions are still open. They count as 0." in text_of(page(learner, attempt, 2))


def test_a_page_of_an_item_costs_no_more_for_knowing_all_the_others(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")

    assert statements_for(app, lambda: learner.get(f"{attempt}/items/2")) <= 3

from __future__ import annotations

from pathlib import Path

from flask import Flask

from quizapp.models import Attempt, User
from tests.support.pages import sent
from tests.support.people import Visitor
from tests.support.records import attempt_row, count_of, edit_bank


def test_the_button_on_the_page_starts_the_quiz(learner: Visitor) -> None:
    page = learner.get("/quizzes/all")

    response = sent(learner, page, "/quizzes/all/attempts")

    attempt = response.headers["Location"]
    assert response.status_code == 303
    assert learner.get(attempt).headers["Location"] == f"{attempt}/items/1"


def test_somebody_new_becomes_a_guest_by_starting(anonymous: Visitor, app: Flask) -> None:
    attempt = anonymous.start("all")

    assert anonymous.get(f"{attempt}/items/1").status_code == 200
    assert count_of(app, User) == 1


def test_starting_twice_goes_on_with_the_same_attempt(learner: Visitor, app: Flask) -> None:
    first = learner.start("all")
    second = learner.start("all")

    assert first == second
    assert count_of(app, Attempt) == 1


def test_two_quizzes_can_run_side_by_side(learner: Visitor) -> None:
    assert learner.start("all") != learner.start("quiet")


def test_a_finished_quiz_can_be_taken_again(learner: Visitor) -> None:
    assert learner.take("all") != learner.start("all")


def test_two_learners_have_an_attempt_each(learner: Visitor, stranger: Visitor) -> None:
    assert learner.start("all") != stranger.start("all")


def test_a_quiz_asks_its_items_in_the_order_listed(learner: Visitor) -> None:
    attempt = learner.start("all")

    stem = learner.get(f"{attempt}/items/1").text

    assert "What pulls at the sea" in stem


def test_a_quiz_that_picks_by_topic_asks_so_many(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("by-topic")

    assert attempt_row(app, attempt).item_count == 3


def test_a_quiz_that_is_not_in_the_bank_cannot_be_started(learner: Visitor, app: Flask) -> None:
    response = learner.send("/quizzes/none/attempts")

    assert response.status_code == 404
    assert count_of(app, Attempt) == 0


def test_a_quiz_taken_out_of_the_bank_cannot_be_started(learner: Visitor, bank_file: Path) -> None:
    edit_bank(bank_file, ("id: quiet", "id: loud"))

    assert learner.send("/quizzes/quiet/attempts").status_code == 404


def test_a_quiz_is_not_started_by_a_link(learner: Visitor, app: Flask) -> None:
    assert learner.get("/quizzes/all/attempts").status_code == 405
    assert count_of(app, Attempt) == 0

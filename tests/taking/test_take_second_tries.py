"""The pages of a second try: what they say, and what they keep back."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.domain.assignments import FeedbackTime, Terms
from tests.support.class_visits import visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import TITLE_LINE
from tests.support.records import attempt_row, edit_bank, key_numbers, wrong_number


@pytest.fixture(autouse=True)
def with_second_tries(bank_file: Path) -> None:
    edit_bank(bank_file, (TITLE_LINE, f"{TITLE_LINE}    second_try: 50 %\n    with_hint: 75 %\n"))


def test_the_quiz_says_beforehand_what_counts(learner: Visitor) -> None:
    words = text_of(learner.get("/quizzes/all").text)

    assert "After a wrong answer you can try once more." in words
    assert "Right at the second try counts 50 %." in words
    assert "Right after looking at the hint counts 75 %." in words


def test_after_a_wrong_answer_the_page_asks_again_and_tells_no_key(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")

    response = learner.respond(attempt, 1, wrong_number(app, attempt, 1))
    page = learner.get(response.headers["Location"]).text

    words = text_of(page)
    assert response.headers["Location"] == f"{attempt}/items/1"
    assert "Not right yet. Try once more: if you are right then, it counts 50 %." in words
    assert "<title>Not right yet. Question 1 of 5" in page
    assert "your first answer" in words
    assert "Show the answer" in words
    for secret in ("Right answer", "The harbour only feels it", "The moon pulls at the sea, and"):
        assert secret not in page


def test_the_results_tell_both_answers_and_what_they_count(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1), second="1")
    learner.send(f"{attempt}/items/1/hint")  # too late to cost anything
    learner.send(f"{attempt}/items/5/hint")
    learner.respond(attempt, 5, *key_numbers(app, attempt, 5))
    learner.send(f"{attempt}/finish")

    words = text_of(learner.get(attempt).text)

    assert "Right at the second try" in words
    assert "Your first answer · Not right" in words
    assert "Your answer · Right answer" in words
    assert "It counts 0.5 of 1." in words
    assert "It counts 0.75 of 1." in words
    assert attempt_row(app, attempt).score == 1.25


def test_the_answer_is_shown_to_whoever_asks_for_it(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))

    learner.respond(attempt, 1, dont_know="1", second="1")

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert "Not right" in words
    assert "Right answer" in words


def test_nothing_chosen_at_the_second_try_is_said_and_nothing_is_lost(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))

    response = learner.respond(attempt, 1, second="1")

    assert response.status_code == 422
    assert "your first answer" in text_of(response.text)
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1), second="1")
    assert "Right at the second try" in text_of(learner.get(f"{attempt}/items/1").text)


def test_what_one_may_take_with_oneself_tells_both_tries(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1), second="1")
    learner.send(f"{attempt}/finish")

    page = text_of(learner.get("/account/data.html").text)

    assert "second try: The moon" in page
    assert "it counts 0.5" in page


def test_after_a_hint_the_page_says_what_is_left_of_a_second_try(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/items/1/hint")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))

    words = text_of(learner.get(f"{attempt}/items/1").text)

    assert "if you are right then, it counts 38 %" in words


def test_a_page_from_before_the_first_try_does_not_use_up_the_second(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))

    response = learner.respond(attempt, 1, dont_know="1")

    assert response.status_code == 409
    page = learner.get(f"{attempt}/items/1").text
    assert '<input type="hidden" name="second" value="1">' in page
    assert "Not right yet." in text_of(page)


def test_a_test_of_a_pair_promises_no_second_try(
    bank_file: Path, app: Flask, learner: Visitor
) -> None:
    at_end = "    feedback: at-end\n"
    edit_bank(bank_file, (at_end, f"{at_end}    second_try: 50 %\n    with_hint: 75 %\n"))
    visited = visited_class(app, "lena")
    world = visited.world
    terms = Terms(opens_at=world.now - timedelta(hours=1))
    with app.app_context():
        bank = world.published.bank
        assert bank.quizzes["quiet"].second_try
        feedback = FeedbackTime.AFTER_EACH
        new = NewPair(bank.quizzes["quiet"], "Before", "After", terms, terms, feedback)
        create_pair(world.classroom.id, bank, new, world.teacher_id, world.now)
    addresses = re.findall(r"/assignments/[\w-]+", learner.get("/").text)

    pages = [text_of(learner.get(address).text) for address in addresses]

    assert len(pages) >= 2
    assert all("Right after looking at the hint" in page for page in pages)
    assert not any("try once more" in page for page in pages)

"""A quiz whose answers are typed, from its page to its score."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from quizapp.accounts.own_data import own_data
from quizapp.models import Attempt, Response
from quizapp.web import clock
from tests.support.pages import form_to, sent, text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.playing import all_rows
from tests.support.records import marks_of
from tests.support.typed import add_number
from tests.taking.test_resuming import MORNING, NEXT_MORNING

SECOND = ("    title: Typed answers", "    second_try: 50 %\n    title: Typed answers")


@pytest.fixture
def attempt(bank_file: Path, learner: Visitor) -> str:
    """An attempt that asks for a number."""
    add_number(bank_file)
    return learner.start("typed")


def field_of(page: str) -> str:
    """The field to type in, as it is written."""
    found = re.search(r'<input[^>]*name="typed"[^>]*>', page, re.DOTALL)
    assert found
    return " ".join(found[0].split())


def test_a_number_has_one_field_and_its_unit_and_no_key(learner: Visitor, attempt: str) -> None:
    page = learner.get(f"{attempt}/items/1")

    assert "typed" in form_to(page, "/responses").names
    assert 'inputmode="decimal"' in field_of(page.text)
    assert "boats" in text_of(page.text)
    assert "1.5" not in page.text
    assert "1.8" not in page.text


@pytest.mark.parametrize("typed", ["1.5 million", "1 500 000", "1,500,000 boats", "1425000"])
def test_the_right_number_in_any_writing_earns_the_mark(
    typed: str, app: Flask, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, typed=typed)

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: 1.0}
    assert f"{typed} Your answer · Right" in words
    assert "Everything from 1,425,000 to 1,575,000 boats counts." in words


@pytest.mark.parametrize(
    ("typed", "is_told"), [("1,500,000 boats", False), ("1,500,000", True), ("1500000", False)]
)
def test_how_it_was_read_is_told_where_it_says_more_than_what_was_typed(
    typed: str, is_told: bool, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, typed=typed)

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert ("Read as" in words) is is_told


def test_what_was_typed_is_recorded_with_how_it_was_read(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, typed=" 1,5 Mio. ")

    with app.app_context():
        (response,) = all_rows(Response)
        assert response.chosen == ["1,5 Mio.", "1500000"]


def test_a_known_wrong_number_is_told_why(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, typed="1800000")

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: 0.0}
    assert "That was the year before." in words
    assert "1.5 million boats Right answer" in words


@pytest.mark.parametrize("typed", ["many", "1e999999", "NaN", "9" * 5000, "1/0", "1,2,3", "<b>"])
def test_what_is_no_number_is_kept_and_told_how_to_write_one(
    typed: str, app: Flask, learner: Visitor, attempt: str
) -> None:
    response = learner.respond(attempt, 1, typed=typed)

    assert response.status_code == 422
    assert "or say that you don’t know." in text_of(response.text)
    assert 'aria-invalid="true"' in field_of(response.text)
    assert marks_of(app, attempt) == {}
    if len(typed) < 200 and typed != "<b>":
        assert f'value="{typed}"' in field_of(response.text)


def test_nothing_typed_is_no_answer(learner: Visitor, attempt: str) -> None:
    response = learner.respond(attempt, 1, typed="  ")

    assert response.status_code == 422
    assert "Type an answer, or say that you don’t know." in text_of(response.text)


def test_what_no_database_can_keep_is_left_out(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, typed="\x001.5\n\u202emillion\x00")

    with app.app_context():
        (response,) = all_rows(Response)
        assert response.chosen == ["1.5 million", "1500000"]


def test_not_knowing_needs_no_number(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, dont_know="1")

    assert marks_of(app, attempt) == {1: 0.0}
    assert "You said you don’t know" in text_of(learner.get(f"{attempt}/items/1").text)


def test_a_second_try_shows_the_first_and_counts_half(
    app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add_number(bank_file, SECOND)
    attempt = learner.start("typed")

    learner.respond(attempt, 1, typed="1.8 million")
    again = learner.get(f"{attempt}/items/1")
    learner.respond(attempt, 1, typed="1.5 million", second="1")

    assert "Your first answer: 1.8 million" in text_of(again.text)
    assert "That was the year before." not in again.text
    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert "Right at the second try" in words
    assert "1.8 million Your first answer" in words


def test_a_response_sent_twice_counts_once(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, typed="7")
    learner.respond(attempt, 1, typed="7")

    assert marks_of(app, attempt) == {1: 0.0}


def test_what_was_typed_after_the_session_ended_is_kept_through_login(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    with time_machine.travel(MORNING, tick=False):
        learner.send("/login", username="lena", password=PASSWORD)
        page = learner.get(f"{attempt}/items/1")

    with time_machine.travel(NEXT_MORNING, tick=False):
        refused = sent(learner, page, "/responses", typed="1,5 Mio.")
        login = learner.get(refused.headers["Location"])
        sent(learner, login, "", username="lena", password=PASSWORD)

    assert marks_of(app, attempt) == {1: 1.0}


def test_what_was_typed_in_an_old_page_can_be_sent_again(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    page = learner.get(f"{attempt}/items/1")
    learner.send("/logout")
    learner.send("/login", username="lena", password=PASSWORD)

    refused = sent(learner, page, "/responses", typed="1.5 million")
    sent(learner, refused, "/responses")

    assert refused.status_code == 400
    assert marks_of(app, attempt) == {1: 1.0}


def test_what_was_typed_is_in_the_learner_s_own_data(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, typed="2 million")

    with app.app_context():
        (row,) = all_rows(Attempt)
        found = json.dumps(own_data(row.user_id, clock.now()), default=str)
    assert '"chosen": ["2 million"]' in found


@pytest.mark.on_both
def test_both_databases_keep_what_was_typed(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, typed="１５０００００")

    assert marks_of(app, attempt) == {1: 1.0}


def test_the_words_of_the_bank_are_said_in_its_language(learner: Visitor, attempt: str) -> None:
    page = learner.get(f"{attempt}/items/1").text
    learner.respond(attempt, 1, typed="1.8 million")
    after = learner.get(f"{attempt}/items/1").text

    assert re.search(r'<h1 class="stem"[^>]* lang="en"', page)
    assert re.search(r'<p class="answer-text" dir="auto" lang="en">1.5 million', after)
    assert re.search(r'<p class="answer-feedback"\s*dir="auto"\s*lang="en">', after)

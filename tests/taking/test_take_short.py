"""A quiz whose answers are typed in words, from its page to its score."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Response
from tests.support.pages import form_to, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.records import marks_of
from tests.support.typed import add_short


@pytest.fixture
def attempt(bank_file: Path, learner: Visitor) -> str:
    """An attempt that asks for words."""
    add_short(bank_file)
    return learner.start("words")


def test_the_page_has_one_field_and_no_answer(learner: Visitor, attempt: str):
    page = learner.get(f"{attempt}/items/1")

    assert "typed" in form_to(page, "/responses").names
    assert "Type a short answer" in text_of(page.text)
    assert "master" not in page.text.casefold()
    assert "mason" not in page.text


@pytest.mark.parametrize("typed", ["harbour master", "the harbor master", "Harbourmaster"])
def test_what_says_it_earns_the_mark(typed: str, app: Flask, learner: Visitor, attempt: str):
    learner.respond(attempt, 1, typed=typed)

    assert marks_of(app, attempt) == {1: 1.0}
    assert f"{typed} Your answer · Right" in text_of(learner.get(f"{attempt}/items/1").text)


def test_a_known_wrong_answer_is_told_why(app: Flask, learner: Visitor, attempt: str):
    learner.respond(attempt, 1, typed="Harbour  Mason")

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: 0.0}
    assert "Masons build it." in words
    assert "the harbour master Right answer Counts as well: harbourmaster of the port" in words


@pytest.mark.parametrize("typed", ["?!", "  ", "…", "x" * 201])
def test_what_cannot_be_read_is_asked_for_again(
    typed: str, app: Flask, learner: Visitor, attempt: str
):
    response = learner.respond(attempt, 1, typed=typed)

    assert response.status_code == 422
    assert "or say that you don’t know." in text_of(response.text)
    assert marks_of(app, attempt) == {}


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "=1+1", "' OR 1=1", "🙂🙂 ok"])
def test_hostile_words_stay_words(typed: str, app: Flask, learner: Visitor, attempt: str):
    learner.respond(attempt, 1, typed=typed)

    page = learner.get(f"{attempt}/items/1")
    assert "<script>alert" not in page.text
    assert marks_of(app, attempt) == {1: 0.0}
    with app.app_context():
        (response,) = all_rows(Response)
        assert response.chosen[0] == typed

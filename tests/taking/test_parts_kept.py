"""Answers in parts, sent from a page opened before a log-in: none is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.matches import PAIRS, add_matches, answers
from tests.support.orders import ENTRIES, add_order, places
from tests.support.pages import form_to, sent, text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.records import marks_of

INCOMPLETE = "What you had sent was not complete, so it was not taken."


def log_out_and_in(learner: Visitor) -> None:
    learner.send("/logout")
    learner.send("/login", username="lena", password=PASSWORD)


def test_all_answers_can_be_sent_again(app: Flask, bank_file: Path, learner: Visitor) -> None:
    add_matches(bank_file)
    attempt = learner.start("matches")
    page = learner.get(f"{attempt}/items/1")
    log_out_and_in(learner)

    kept = sent(learner, page, "/responses", **answers(app, attempt, 1, PAIRS))
    sent(learner, kept, "/responses")

    assert marks_of(app, attempt) == {1: 1.0}


def test_an_order_can_be_sent_again(app: Flask, bank_file: Path, learner: Visitor) -> None:
    add_order(bank_file)
    attempt = learner.start("orders")
    page = learner.get(f"{attempt}/items/1")
    log_out_and_in(learner)

    kept = sent(learner, page, "/responses", **places(app, attempt, *ENTRIES))
    sent(learner, kept, "/responses")

    assert marks_of(app, attempt) == {1: 1.0}


def test_answers_that_are_not_complete_are_shown_again_as_they_were(
    app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add_matches(bank_file)
    attempt = learner.start("matches")
    page = learner.get(f"{attempt}/items/1")
    log_out_and_in(learner)

    kept = sent(learner, page, "/responses", **{"prompt-2": "3"})
    refused = sent(learner, kept, "/responses")

    assert refused.status_code == 422
    assert "Numbers 1, 3 have no answer yet." in text_of(refused.text)
    assert form_to(refused, "/responses").fields["prompt-2"] == "3"


def test_places_that_make_no_order_are_shown_again_as_they_were(
    app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add_order(bank_file)
    attempt = learner.start("orders")
    page = learner.get(f"{attempt}/items/1")
    log_out_and_in(learner)

    kept = sent(learner, page, "/responses", **{"place-1": "2", "place-3": "2"})
    refused = sent(learner, kept, "/responses")

    assert refused.status_code == 422
    assert "Two of them have the same place." in text_of(refused.text)
    fields = form_to(refused, "/responses").fields
    assert (fields["place-1"], fields["place-3"]) == ("2", "2")


@pytest.mark.parametrize("given", [{"prompt-2": "3"}, {"place-1": "2"}, {}])
def test_what_was_not_complete_when_somebody_had_to_log_in_is_told(
    given: dict[str, str], bank_file: Path, app: Flask, learner: Visitor
) -> None:
    add_matches(bank_file)
    attempt = learner.start("matches")
    learner.send("/logout")
    learner.respond(attempt, 1, **given)

    response = learner.send("/login", username="lena", password=PASSWORD)

    assert INCOMPLETE in learner.get(response.headers["Location"]).text
    assert marks_of(app, attempt) == {}

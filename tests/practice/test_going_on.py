"""What the script of a page gets for a rating: what comes next, and not the way there."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.models import Attempt, Review
from quizapp.web.parts import ASKED_BY
from tests.support.missed_cards import miss_every_card
from tests.support.pages import form_to, text_of
from tests.support.people import Visitor
from tests.support.records import count_of


@pytest.fixture
def reviser(learner: Visitor, app: Flask) -> Visitor:
    """A learner whose session asks cards."""
    miss_every_card(app, learner)
    return learner


def sent_in_place(person: Visitor, path: str, fields: Mapping[str, str]) -> TestResponse:
    """The answer to a form that the script of the page sends."""
    data = {"csrf_token": person.browser.token(), **fields}
    return person.browser.post(path, data=data, headers={ASKED_BY: "main"})


def rated_in_place(person: Visitor, rating: str = "good") -> tuple[dict[str, str], TestResponse]:
    """The form of the card that comes next, and the answer to its rating."""
    fields = form_to(person.get("/cards"), "/cards/ratings").fields
    return fields, sent_in_place(person, "/cards/ratings", {**fields, "rating": rating})


def page_in(response: TestResponse) -> str:
    return gzip.decompress(response.data).decode() if response.content_encoding else response.text


def test_a_rating_is_answered_by_the_next_card_itself(reviser: Visitor, app: Flask) -> None:
    before = count_of(app, Review)

    fields, response = rated_in_place(reviser)

    assert response.status_code == 200
    assert response.headers["HX-Push-Url"] == "/cards"
    page = page_in(response)
    assert "<html" not in page
    assert "Turn the card" in page
    assert f'name="item_id" value="{fields["item_id"]}"' not in page.split("data-drill")[1]
    assert count_of(app, Review) == before + 1


def test_the_same_rating_sent_again_is_answered_alike_and_counts_once(
    reviser: Visitor, app: Flask
) -> None:
    before = count_of(app, Review)
    fields, first = rated_in_place(reviser)

    again = sent_in_place(reviser, "/cards/ratings", {**fields, "rating": "good"})

    assert again.status_code == 200
    assert text_of(page_in(again)) == text_of(page_in(first))
    assert count_of(app, Review) == before + 1


def test_undoing_is_answered_by_the_card_turned_over(reviser: Visitor) -> None:
    fields, _ = rated_in_place(reviser)
    undo = form_to(reviser.get("/cards"), "/cards/ratings/undo").fields

    response = sent_in_place(reviser, "/cards/ratings/undo", undo)

    assert response.status_code == 200
    number = int(fields["sequence"])
    assert response.headers["HX-Push-Url"] == f"/cards?show={fields['item_id']}&look={number}"
    page = page_in(response)
    assert f'name="item_id" value="{fields["item_id"]}"' in page
    assert '<details class="card" open>' in page


def test_undoing_twice_says_that_nothing_was_changed(reviser: Visitor) -> None:
    rated_in_place(reviser)
    undo = form_to(reviser.get("/cards"), "/cards/ratings/undo").fields
    sent_in_place(reviser, "/cards/ratings/undo", undo)

    response = sent_in_place(reviser, "/cards/ratings/undo", undo)

    assert response.status_code == 200
    assert "can no longer be undone" in page_in(response)


def test_a_rating_after_which_a_question_comes_is_answered_by_the_question(
    learner: Visitor, app: Flask
) -> None:
    fields = {"item_id": "ebb", "sequence": "1", "rating": "good"}

    response = sent_in_place(learner, "/cards/ratings", fields)

    assert response.status_code == 200
    assert response.headers["HX-Push-Url"].startswith("/attempts/")
    assert 'id="answer"' in page_in(response)
    assert count_of(app, Attempt) == 1


def test_going_on_is_answered_by_the_question_that_was_put(learner: Visitor, app: Flask) -> None:
    response = sent_in_place(learner, "/cards/next", {})

    assert response.headers["HX-Push-Url"].endswith("/items/1")
    assert 'id="answer"' in page_in(response)
    assert count_of(app, Attempt) == 1


def test_without_the_script_a_rating_leads_to_the_next_card(reviser: Visitor) -> None:
    fields = form_to(reviser.get("/cards"), "/cards/ratings").fields

    response = reviser.browser.post("/cards/ratings", data={**fields, "rating": "good"})

    assert (response.status_code, response.headers["Location"]) == (303, "/cards")


def test_a_card_that_may_not_be_turned_gives_way_to_the_next_unturned(reviser: Visitor) -> None:
    page = reviser.get("/cards?show=nothing")

    assert page.status_code == 200
    assert '<details class="card" open>' not in page.text

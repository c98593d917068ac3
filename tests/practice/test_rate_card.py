from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from quizapp.models import Card, Review, User
from tests.support.pages import sent
from tests.support.people import Visitor
from tests.support.records import count_of, on_sqlite

RATED = {"item_id": "what-pulls", "sequence": "1", "rating": "good"}


def test_a_rating_is_recorded_and_leads_to_the_next_card(learner: Visitor, app: Flask) -> None:
    back = learner.get("/cards?show=what-pulls")

    response = sent(learner, back, "/cards/ratings", rating="good")

    assert response.status_code == 303
    assert response.headers["Location"] == "/cards"
    assert count_of(app, Review) == 1
    assert 'href="/cards?show=who-reads"' in learner.get("/cards").text


def test_somebody_new_becomes_a_guest_by_rating(anonymous: Visitor, app: Flask) -> None:
    anonymous.send("/cards/ratings", **RATED)

    assert count_of(app, User) == 1
    assert count_of(app, Card) == 1


def test_a_rating_sent_twice_counts_once(learner: Visitor, app: Flask) -> None:
    learner.send("/cards/ratings", **RATED)

    response = learner.send("/cards/ratings", **RATED)

    assert response.status_code == 303
    assert count_of(app, Review) == 1


def test_a_rating_from_a_tab_that_was_overtaken_changes_nothing(
    learner: Visitor, app: Flask
) -> None:
    learner.send("/cards/ratings", **RATED)

    learner.send("/cards/ratings", **{**RATED, "rating": "again"})
    learner.send("/cards/ratings", **{**RATED, "sequence": "3"})

    assert count_of(app, Review) == 1


@on_sqlite
@pytest.mark.parametrize(
    "changed",
    [
        {"item_id": "none"},
        {"item_id": "what-pulls\x00"},
        {"item_id": "a" * 65},
        {"sequence": "0"},
        {"sequence": "-1"},
        {"sequence": "first"},
        {"sequence": str(2**31)},
        {"sequence": ""},
        {"rating": "perfect"},
        {"rating": "GOOD\x00"},
        {"rating": ""},
    ],
)
def test_a_rating_that_no_page_of_ours_would_send_changes_nothing(
    changed: dict[str, Any], learner: Visitor, app: Flask
) -> None:
    response = learner.send("/cards/ratings", **{**RATED, **changed})

    assert response.status_code in {400, 404}
    assert count_of(app, Review) == 0


@on_sqlite
def test_a_card_is_not_rated_by_a_link(learner: Visitor, app: Flask) -> None:
    response = learner.get("/cards/ratings?item_id=what-pulls&sequence=1&rating=good")

    assert response.status_code == 405
    assert count_of(app, Review) == 0

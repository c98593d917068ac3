from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.domain.memory import Rating
from quizapp.models import Card, Review, User
from quizapp.web.extensions import db
from quizapp.web.parts import ASKED_BY
from tests.practice.met import LATER, meet_all, rate
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import count_of, on_sqlite

ELSEWHERE = "You went on with that card in another tab"
RATED = {"item_id": "what-pulls", "sequence": "1", "rating": "good"}


def test_a_rating_is_recorded_and_leads_to_the_next_card(learner: Visitor, app: Flask) -> None:
    back = learner.get("/cards?show=what-pulls")

    response = sent(learner, back, "/cards/ratings", rating="good")

    assert response.status_code == 303
    assert response.headers["Location"].startswith("/attempts/")  # a question comes next
    assert count_of(app, Review) == 1


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
    learner.send("/cards/ratings", **{**RATED, "sequence": "2"})

    learner.send("/cards/ratings", **{**RATED, "rating": "again"})
    learner.send("/cards/ratings", **{**RATED, "sequence": "4"})

    assert count_of(app, Review) == 2


@pytest.mark.parametrize("late", [{"rating": "again"}, {"sequence": "4"}])
def test_the_next_page_says_that_a_rating_was_overtaken(learner: Visitor, late: dict[str, str]):
    learner.send("/cards/ratings", **RATED)
    learner.send("/cards/ratings", **{**RATED, "sequence": "2"})

    response = learner.send("/cards/ratings", **{**RATED, **late})

    assert ELSEWHERE in learner.get(response.headers["Location"]).text
    assert ELSEWHERE not in learner.get("/").text


def test_where_a_script_asked_the_status_of_the_response_says_it(learner: Visitor):
    learner.send("/cards/ratings", **RATED)
    learner.send("/cards/ratings", **{**RATED, "sequence": "2"})

    fields = {**RATED, "rating": "again", "csrf_token": learner.browser.token()}
    part = learner.browser.post("/cards/ratings", data=fields, headers={ASKED_BY: "main"})

    status, main = part.text.split('<div id="flash">')[1].split("<main")
    assert ELSEWHERE in status
    assert ELSEWHERE not in main


def test_a_rating_sent_again_is_not_said_to_be_overtaken(learner: Visitor):
    learner.send("/cards/ratings", **RATED)
    learner.send("/cards/ratings", **{**RATED, "sequence": "2"})

    response = learner.send("/cards/ratings", **RATED)

    assert ELSEWHERE not in learner.get(response.headers["Location"]).text


def test_back_and_rating_again_corrects_the_rating(learner: Visitor, app: Flask) -> None:
    back = learner.get("/cards?show=what-pulls&look=1")
    sent(learner, back, "/cards/ratings", rating="easy")

    again = learner.get("/cards?show=what-pulls&look=1")
    sent(learner, again, "/cards/ratings", rating="again")

    assert "You chose “Easy”. Choose again to correct it." in text_of(again.text)
    with app.app_context():
        rows = db.session.scalars(select(Review).order_by(Review.id)).all()
        assert [(row.sequence, row.rating, bool(row.retracted_at)) for row in rows] == [
            (1, Rating.EASY, True),
            (1, Rating.AGAIN, False),
        ]


def test_the_next_page_says_what_was_chosen_and_undoes_it(learner: Visitor, app: Flask) -> None:
    meet_all(learner)
    with time_machine.travel(LATER, tick=False):
        rate(learner, "what-pulls", "good", sequence=2)
        page = learner.get("/cards")
        assert re.search(
            r"You chose “Knew it”. It should last until \d+ \w+ 2030\.", text_of(page.text)
        )

        response = sent(learner, page, "/cards/ratings/undo")

        assert response.headers["Location"] == "/cards?show=what-pulls&look=2"
        shown = learner.get(response.headers["Location"])
        assert form_to(shown, "/cards/ratings").fields["sequence"] == "2"
        assert "You chose" not in text_of(learner.get("/cards").text)
        assert "8 left for today" in text_of(learner.get("/cards").text)
    with app.app_context():
        assert (
            len(db.session.scalars(select(Review.id).where(Review.retracted_at.is_not(None))).all())
            == 1
        )


def test_what_was_missed_is_said_to_come_back_today(learner: Visitor) -> None:
    meet_all(learner)
    with time_machine.travel(LATER, tick=False):
        rate(learner, "what-pulls", "again", sequence=2)

        page = learner.get("/cards")

    assert "You chose “Forgot”. It comes back today." in text_of(page.text)


def test_what_can_no_longer_be_undone_says_so(learner: Visitor, app: Flask) -> None:
    learner.send("/cards/ratings", **RATED)
    learner.send("/cards/ratings", **{**RATED, "sequence": "2"})

    learner.send("/cards/ratings/undo", item_id="what-pulls", sequence="1")

    assert "can no longer be undone" in learner.get("/cards?show=ebb").text
    assert count_of(app, Review) == 2


def test_a_rating_is_undone_by_nobody_else(
    learner: Visitor, stranger: Visitor, anonymous: Visitor, app: Flask
) -> None:
    learner.send("/cards/ratings", **RATED)

    for other in (stranger, anonymous):
        other.send("/cards/ratings/undo", item_id="what-pulls", sequence="1")

    with app.app_context():
        assert db.session.scalars(select(Review.retracted_at)).all() == [None]


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

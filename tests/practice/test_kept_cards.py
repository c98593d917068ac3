"""What a device keeps for the time without a connection, and what it sends afterwards."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.domain.assignments import FeedbackTime
from quizapp.models import Review
from tests.support.class_visits import visited_class
from tests.support.missed_cards import miss_every_card
from tests.support.pages import form_to, sent
from tests.support.people import Visitor
from tests.support.records import count_of, on_sqlite

KEY = "The moon pulls at the sea, and twice"


@pytest.fixture
def reviser(learner: Visitor, app: Flask) -> Visitor:
    """A learner whose session asks cards."""
    miss_every_card(app, learner)
    return learner


def kept(person: Visitor) -> dict[str, Any]:
    response = person.get("/cards/today.json")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    return facts_in(response)


def facts_in(response: TestResponse) -> dict[str, Any]:
    facts = response.get_json(force=True)
    assert isinstance(facts, dict)
    return facts


def send_late(person: Visitor, card: dict[str, Any], **changed: str) -> TestResponse:
    """Send a rating as the script of a device does."""
    fields = {
        "rating_id": uuid4().hex,
        "whose": kept(person)["whose"] or "",
        "bank_id": card["bank_id"],
        "item_id": card["item_id"],
        "sequence": str(card["sequence"]),
        "rating": "good",
        "milliseconds_ago": "60000",
        "milliseconds_shown": "4500",
    }
    token = facts_in(person.get("/cards/ratings/late"))["csrf_token"]
    return person.browser.post(
        "/cards/ratings/late", data={**fields, "csrf_token": token, **changed}
    )


def test_the_cards_of_today_are_given_in_the_order_of_the_plan(reviser: Visitor) -> None:
    first = form_to(reviser.get("/cards"), "/cards/ratings").fields

    cards = kept(reviser)["cards"]

    assert len(cards) == 8
    assert cards[0]["item_id"] == first["item_id"]
    assert cards[0]["sequence"] == int(first["sequence"]) == 2
    assert all("Turn the card" in card["html"] for card in cards)


def test_what_is_given_has_no_token_and_is_kept_until_the_day_turns(reviser: Visitor) -> None:
    facts = kept(reviser)

    assert 0 < facts["seconds"] <= 24 * 3600
    assert "csrf_token" not in str(facts)


def test_questions_that_are_checked_are_not_given(learner: Visitor) -> None:
    learner.send("/cards/ratings", item_id="flood", sequence="1", rating="again")

    facts = kept(learner)

    assert [card["item_id"] for card in facts["cards"]] == ["flood"]
    assert KEY not in str(facts)


def test_somebody_whom_the_server_has_not_met_is_given_nothing(anonymous: Visitor) -> None:
    facts = kept(anonymous)

    assert facts == {"whose": None, "cards": [], "seconds": 0}


def test_items_of_an_assignment_that_is_open_are_not_given(reviser: Visitor, app: Flask) -> None:
    before = {card["item_id"] for card in kept(reviser)["cards"]}
    visited_class(app, reviser.name).assign("all", feedback=FeedbackTime.AFTER_CLOSE)

    after = {card["item_id"] for card in kept(reviser)["cards"]}

    assert "what-pulls" in before
    assert after
    assert not after & {"what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"}


def test_a_late_rating_is_recorded_and_sent_again_it_counts_once(
    reviser: Visitor, app: Flask
) -> None:
    before, card = count_of(app, Review), kept(reviser)["cards"][0]
    the_same = {"rating_id": uuid4().hex}

    answers = [send_late(reviser, card, **the_same).json for _ in range(2)]

    assert answers == [{"outcome": "counted"}, {"outcome": "known"}]
    assert count_of(app, Review) == before + 1
    assert card["item_id"] not in {each["item_id"] for each in kept(reviser)["cards"]}


def test_a_late_rating_of_a_card_answered_elsewhere_says_so(reviser: Visitor) -> None:
    card = kept(reviser)["cards"][0]
    sent(reviser, reviser.get("/cards"), "/cards/ratings", rating="easy")

    response = send_late(reviser, card, rating="again")

    assert response.json == {"outcome": "overtaken"}


def test_a_late_rating_is_taken_from_nobody_but_who_gave_it(
    reviser: Visitor, stranger: Visitor, anonymous: Visitor, app: Flask
) -> None:
    before, facts = count_of(app, Review), kept(reviser)

    for other in (stranger, anonymous):
        response = send_late(other, facts["cards"][0], whose=facts["whose"])
        assert (response.status_code, response.json) == (409, {"outcome": "not-yours"})

    assert count_of(app, Review) == before


@on_sqlite
@pytest.mark.parametrize(
    "changed",
    [
        {"rating_id": ""},
        {"rating_id": "short"},
        {"rating_id": "x" * 32},
        {"whose": ""},
        {"item_id": "what-pulls\x00"},
        {"item_id": "none"},
        {"bank_id": "none"},
        {"sequence": "0"},
        {"rating": "perfect"},
        {"milliseconds_ago": ""},
        {"milliseconds_ago": "-1"},
        {"milliseconds_ago": "9" * 400},
        {"milliseconds_shown": "nan"},
        {"csrf_token": "none"},
    ],
)
def test_a_late_rating_that_no_script_of_ours_would_send_changes_nothing(
    changed: dict[str, str], reviser: Visitor, app: Flask
) -> None:
    before, card = count_of(app, Review), kept(reviser)["cards"][0]

    response = send_late(reviser, card, **changed)

    assert response.status_code in {400, 404}
    assert count_of(app, Review) == before


def test_a_moment_before_all_calendars_is_only_too_old(reviser: Visitor) -> None:
    card = kept(reviser)["cards"][0]

    response = send_late(reviser, card, milliseconds_ago=str(2**53))

    assert response.json == {"outcome": "too-old"}


def test_the_page_without_a_connection_is_the_same_for_everybody(
    reviser: Visitor, anonymous: Visitor
) -> None:
    pages = {person.get("/cards/offline").text for person in (reviser, anonymous)}

    assert len(pages) == 1
    assert "Lena" not in pages.pop()


def test_the_worker_names_what_it_keeps_and_its_version(reviser: Visitor) -> None:
    response = reviser.get("/service-worker.js")

    assert response.mimetype == "text/javascript"
    assert "importScripts(" in response.text
    assert "js/learner.js" in response.text
    assert "lucide.svg" in response.text
    assert response.text == reviser.get("/service-worker.js").text


def test_the_app_says_how_it_is_installed(anonymous: Visitor) -> None:
    manifest = facts_in(anonymous.get("/app.webmanifest"))

    assert manifest["start_url"] == "/"
    for icon in manifest["icons"]:
        assert anonymous.get(icon["src"], buffered=True).mimetype == icon["type"]

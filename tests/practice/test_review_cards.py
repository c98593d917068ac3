from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank, on_sqlite

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def few_cards(app: Flask) -> None:
    """Two new cards a day."""
    app.config["NEW_CARDS"] = 2


def test_the_front_of_a_card_is_shown_without_its_back(anonymous: Visitor) -> None:
    page = anonymous.get("/cards")

    text = text_of(page.text)
    assert "What pulls at the sea and makes it rise?" in text
    assert "The moon pulls" not in text
    assert "8 cards left" in text
    assert 'href="/cards?show=what-pulls&amp;look=1"' in page.text


def test_the_back_is_shown_when_asked_for_with_four_intervals(anonymous: Visitor) -> None:
    page = anonymous.get("/cards?show=what-pulls")

    form = form_to(page, "/cards/ratings")
    assert "<mark>The moon pulls at the sea</mark>" in page.text
    assert form.buttons == [("rating", word) for word in ("again", "hard", "good", "easy")]
    assert form.fields["item_id"] == "what-pulls"
    assert form.fields["sequence"] == "1"
    assert "10 min" in text_of(page.text)


def test_looking_at_cards_makes_nobody_a_guest(anonymous: Visitor) -> None:
    anonymous.get("/cards")

    response = anonymous.get("/cards?show=what-pulls")

    assert "Log out" not in response.text


@on_sqlite
@pytest.mark.parametrize("shown", ["none", "", "%00", "../etc", "a" * 3000])
def test_an_unknown_card_gives_way_to_the_next_one(shown: str, anonymous: Visitor) -> None:
    page = anonymous.get(f"/cards?show={shown}")

    assert page.status_code == 200
    assert "What pulls at the sea" in page.text
    assert "/cards/ratings" not in page.text


def test_an_item_that_is_no_card_is_not_found(anonymous: Visitor, bank_file: Path) -> None:
    edit_bank(bank_file, ("  - id: bare-flats\n", "  - id: bare-flats\n    drills: [quiz]\n"))

    assert anonymous.get("/cards?show=bare-flats").status_code == 404


@pytest.mark.usefixtures("few_cards")
def test_cards_flow_by_their_forms_to_done_for_today(anonymous: Visitor, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(2):
            front = anonymous.get("/cards")
            shown = unescape(front.text.split("/cards?show=")[1].split('"')[0])
            back = anonymous.get(f"/cards?show={shown}")
            sent(anonymous, back, "/cards/ratings", rating="easy")

        done = anonymous.get("/cards")

    text = text_of(done.text)
    assert "Done for today" in text
    assert "You went over 2 cards." in text
    assert "/cards?show=" not in done.text


@pytest.mark.usefixtures("few_cards")
def test_new_cards_come_again_the_next_day(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        for item in ("what-pulls", "who-reads"):
            anonymous.send("/cards/ratings", item_id=item, sequence="1", rating="easy")

    with time_machine.travel(NOON + timedelta(hours=17), tick=False):
        page = anonymous.get("/cards")

    assert "2 cards left" in text_of(page.text)


@pytest.mark.usefixtures("few_cards")
def test_a_card_forgotten_comes_back_within_the_sitting(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        anonymous.send("/cards/ratings", item_id="what-pulls", sequence="1", rating="again")
        anonymous.send("/cards/ratings", item_id="who-reads", sequence="1", rating="easy")

        page = anonymous.get("/cards")

    assert 'href="/cards?show=what-pulls&amp;look=2"' in page.text


def test_a_card_falls_due_after_its_interval(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        anonymous.send("/cards/ratings", item_id="slack", sequence="1", rating="easy")

    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        page = anonymous.get("/cards")
        home = anonymous.get("/")

    assert 'href="/cards?show=slack&amp;look=2"' in page.text
    assert "8 cards for today" in text_of(home.text)
    assert "1 to refresh, 7 new" in text_of(home.text)
    assert "8 cards left for today" in text_of(page.text)


def test_a_term_is_asked_in_both_directions_in_turn(anonymous: Visitor) -> None:
    first = text_of(anonymous.get("/cards?show=ebb").text)
    anonymous.send("/cards/ratings", item_id="ebb", sequence="1", rating="good")

    page = anonymous.get("/cards?show=ebb")

    assert first.index("ebb") < first.index("the water going out")
    second = text_of(page.text)
    assert second.index("the water going out") < second.index("ebb")
    assert form_to(page, "/cards/ratings").fields["sequence"] == "2"


def test_a_quiz_answered_wrong_brings_its_cards_back(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        anonymous.take("all")

    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        text = text_of(anonymous.get("/cards").text)

    assert "8 cards left" in text


def test_each_learner_has_cards_of_their_own(learner: Visitor, stranger: Visitor) -> None:
    learner.send("/cards/ratings", item_id="what-pulls", sequence="1", rating="easy")

    page = stranger.get("/cards?show=what-pulls")

    assert form_to(page, "/cards/ratings").fields["sequence"] == "1"


@on_sqlite
def test_cards_take_no_forms_at_this_address(learner: Visitor) -> None:
    assert learner.send("/cards").status_code == 405


def test_a_card_that_a_running_quiz_still_asks_is_held_back(learner: Visitor) -> None:
    attempt = learner.start("all")

    asked = learner.get("/cards?show=what-pulls")
    learner.respond(attempt, 1, dont_know="1")
    answered = learner.get("/cards?show=what-pulls")

    assert "The moon" not in asked.text.split("<footer")[0].split("<main")[1]
    assert 'name="rating"' not in asked.text
    assert 'name="rating"' in answered.text


def test_the_page_says_how_many_cards_wait_for_a_quiz(app: Flask, learner: Visitor) -> None:
    app.config["NEW_CARDS"] = 0
    learner.start("all")

    page = learner.get("/cards")

    assert "5 cards wait until you finish" in page.text

"""The pages of a session: what was met before is a card."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from quizapp.models import User
from quizapp.web.database import write_transaction
from tests.practice.met import CLOSED, ITEMS, LATER, OPEN, item_of, meet_all, rate
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank, on_sqlite


def test_a_card_has_its_back_folded_away_with_four_ratings(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        page = learner.get("/cards")

    form = form_to(page, "/cards/ratings")
    assert CLOSED in page.text
    assert "8 left for today" in text_of(page.text)
    assert form.buttons == [("rating", word) for word in ("again", "hard", "good", "easy")]
    assert (form.fields["item_id"], form.fields["sequence"]) == (item_of(page.text), "2")
    assert re.search(r"Forgot today 1 Hard \d+ May 2", text_of(page.text))


def test_cards_go_by_their_forms_to_done_for_today(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        shown = []
        while CLOSED in (page := learner.get("/cards")).text:
            shown.append(item_of(page.text))
            left = f"{8 - len(shown) + 1} left for today"
            assert left in text_of(page.text)
            response = sent(learner, page, "/cards/ratings", rating="good")
            assert (response.status_code, response.headers["Location"]) == (303, "/cards")

    assert sorted(shown) == sorted(ITEMS)
    assert "Seen before 8 of 8 known." in text_of(page.text)


def test_a_card_says_why_it_is_asked_and_why_now(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        text = text_of(learner.get("/cards").text)

    assert "To refresh" in text
    assert "You would probably forget it within the month." in text
    assert re.search(r"Your chance of knowing it today: 8\d of 100", text)


def test_seconds_that_cannot_be_are_not_taken_for_the_learners_pace(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        for shown_at in ("-1", "1", str(int(LATER.timestamp()) + 99)):
            page = learner.get("/cards")
            sent(learner, page, "/cards/ratings", rating="good", shown_at=shown_at)
        page = learner.get("/cards")

    assert "5 left for today" in text_of(page.text)


def test_home_the_bank_and_the_session_tell_the_same_figure(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        for left in (8, 7, 6):
            home, bank, cards = (learner.get(path) for path in ("/", "/banks/tides", "/cards"))
            assert f"Today: {left} questions" in text_of(home.text)
            assert f"{left} questions of this article" in text_of(bank.text)
            assert f"{left} left for today" in text_of(cards.text)
            sent(learner, cards, "/cards/ratings", rating="good")


def test_a_missed_card_comes_back_within_the_sitting(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        first = learner.get("/cards")
        sent(learner, first, "/cards/ratings", rating="again")
        shown = []
        while CLOSED in (page := learner.get("/cards")).text:
            shown.append(item_of(page.text))
            sent(learner, page, "/cards/ratings", rating="easy")

    assert shown[-1] == item_of(first.text)
    assert len(shown) == 8


def test_whoever_is_done_may_go_on_with_five_more(learner: Visitor, app: Flask) -> None:
    meet_all(learner)
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(User).values(minutes_a_day=1))

    with time_machine.travel(LATER, tick=False):
        a_minute_ago = str(int(LATER.timestamp()) - 60)
        page = learner.get("/cards")
        sent(learner, page, "/cards/ratings", rating="good", shown_at=a_minute_ago)
        done = learner.get("/cards")
        more = re.search(r'href="(/cards\?until=6)"', done.text)
        assert more
        asked = 0
        while CLOSED in (page := learner.get(more[1])).text:
            response = sent(learner, page, "/cards/ratings?until=6", rating="good")
            assert response.headers["Location"] == more[1]
            asked += 1

    assert "Done for today" in text_of(done.text)
    assert asked == 5


# A card that is asked for


def test_a_card_asked_for_is_turned_over_with_four_ratings(anonymous: Visitor) -> None:
    page = anonymous.get("/cards?show=what-pulls")

    form = form_to(page, "/cards/ratings")
    assert OPEN in page.text
    assert "<mark>The moon pulls at the sea</mark>" in page.text
    assert form.buttons == [("rating", word) for word in ("again", "hard", "good", "easy")]
    assert (form.fields["item_id"], form.fields["sequence"]) == ("what-pulls", "1")


@on_sqlite
@pytest.mark.parametrize("shown", ["none", "", "%00", "../etc", "a" * 3000])
def test_an_unknown_card_gives_way_to_what_comes_next(shown: str, anonymous: Visitor) -> None:
    page = anonymous.get(f"/cards?show={shown}")

    assert page.status_code == 200
    assert "Next: a question" in page.text
    assert 'action="/cards/ratings' not in page.text


def test_an_item_that_is_no_card_is_not_found(anonymous: Visitor, bank_file: Path) -> None:
    edit_bank(bank_file, ("\n    drills: [quiz, card]\n", "\n"))

    assert anonymous.get("/cards?show=bare-flats").status_code == 404


def test_a_term_is_asked_in_both_directions_in_turn(anonymous: Visitor) -> None:
    first = text_of(anonymous.get("/cards?show=ebb").text)
    rate(anonymous, "ebb")

    page = anonymous.get("/cards?show=ebb")

    assert first.index("ebb") < first.index("the water going out")
    second = text_of(page.text)
    assert second.index("the water going out") < second.index("ebb")
    assert form_to(page, "/cards/ratings").fields["sequence"] == "2"


def test_each_learner_has_cards_of_their_own(learner: Visitor, stranger: Visitor) -> None:
    rate(learner, "what-pulls", "easy")

    page = stranger.get("/cards?show=what-pulls")

    assert form_to(page, "/cards/ratings").fields["sequence"] == "1"


@on_sqlite
def test_the_session_takes_no_forms_at_this_address(learner: Visitor) -> None:
    assert learner.send("/cards").status_code == 405
    assert learner.get("/cards/next").status_code == 405

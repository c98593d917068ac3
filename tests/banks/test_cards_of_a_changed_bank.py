"""A bank that changes, in use or not: which cards start anew."""

from __future__ import annotations

import pytest

from quizapp.domain.memory import Rating
from quizapp.models import Card
from quizapp.practice import rating
from quizapp.web import clock
from tests.support.playing import all_rows, new_player
from tests.support.shelves import OTHER_KEY, TEXT, looked, saved, started

pytestmark = pytest.mark.usefixtures("steady_clock")


def test_a_key_that_changes_lets_its_cards_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    for item_id in ("what-pulls", "ebb"):
        rating.rate_card(
            here.published_bank(), player.user_id, item_id, 1, Rating.GOOD, clock.moment()
        )
    saved(bank_file, TEXT.replace(*OTHER_KEY))

    looked(time, here)

    assert {row.item_key: row.is_forgotten for row in all_rows(Card)} == {
        "what-pulls": True,
        "ebb": False,
    }


def test_a_key_that_changed_while_no_server_ran_lets_its_cards_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    rating.rate_card(
        here.published_bank(), player.user_id, "what-pulls", 1, Rating.GOOD, clock.moment()
    )
    saved(bank_file, TEXT.replace(*OTHER_KEY))
    time.shift(1)

    started(bank_file)

    assert [row.is_forgotten for row in all_rows(Card)] == [True]


def test_another_wording_lets_no_card_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    rating.rate_card(
        here.published_bank(), player.user_id, "what-pulls", 1, Rating.GOOD, clock.moment()
    )
    saved(bank_file, TEXT.replace("What pulls at the sea", "What is it that pulls at the sea"))

    looked(time, here)

    assert [row.is_forgotten for row in all_rows(Card)] == [False]

"""A bank that changes, in use or not: which memories start anew, and which are marked anew."""

from __future__ import annotations

import pytest

from quizapp.models import Card, KeyCorrection, Review
from tests.support.playing import all_rows, new_player
from tests.support.remembered import memory, rate
from tests.support.shelves import OTHER_KEY, TEXT, looked, saved, started

pytestmark = pytest.mark.usefixtures("steady_clock")

ANOTHER_READER = (
    "    distractors:\n      - The fishermen: They planned by the water itself.\n",
    "      - The fishermen\n    distractors:\n      - The wind\n",
)
"""One more key of an item of which all keys are asked for."""


def remembered() -> dict[str, bool]:
    """Of which items anything is remembered."""
    return {row.item_key: row.state is not None for row in all_rows(Card)}


def test_a_key_that_changes_lets_its_memories_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    for item_id in ("what-pulls", "ebb"):
        rate(player, item_id)
    saved(bank_file, TEXT.replace(*OTHER_KEY))

    looked(time, here)

    assert remembered() == {"what-pulls": False, "ebb": True}
    assert [row.item_key for row in all_rows(KeyCorrection)] == ["what-pulls"]


def test_a_key_that_changed_while_no_server_ran_lets_its_memories_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    rate(player, "what-pulls")
    saved(bank_file, TEXT.replace(*OTHER_KEY))
    time.shift(1)

    started(bank_file)

    assert remembered() == {"what-pulls": False}


def test_another_wording_lets_no_memory_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    rate(player, "what-pulls")
    before = memory(player, "what-pulls")
    saved(bank_file, TEXT.replace("What pulls at the sea", "What is it that pulls at the sea"))

    looked(time, here)

    assert memory(player, "what-pulls") == before
    assert not all_rows(KeyCorrection)


def test_one_more_key_where_all_are_asked_for_lets_its_memories_start_anew(here, bank_file, time):
    player = new_player(here.published_bank())
    player.play()
    saved(bank_file, TEXT.replace(*ANOTHER_READER))

    looked(time, here)

    assert not remembered()["who-reads"]
    assert remembered()["what-pulls"]
    assert {row.remarked for row in all_rows(Review)} == {None}

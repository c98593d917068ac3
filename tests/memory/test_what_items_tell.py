"""What the items of a learner's plan give away of one another."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.bank import read_bank
from quizapp.memory.plan_items import tells_between
from tests.support.places import SMALL_BANK


def test_an_item_tells_another_of_its_bank_and_of_no_other():
    bank = read_bank(SMALL_BANK.read_bytes()).bank
    assert bank is not None
    telling = bank.items["ebb"].model_copy(update={"explanation": "The harbour master waits."})
    changed = replace(bank, items={**bank.items, "ebb": telling})
    other = replace(changed, id="other")

    tells = tells_between([changed, other])

    assert tells("tides/ebb", "tides/who-reads")
    assert not tells("tides/who-reads", "tides/ebb")
    assert not tells("tides/ebb", "other/who-reads")

"""What is kept of a bank is worked out once, and goes with it."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.kept import kept_with_bank
from tests.support.places import SMALL_BANK


@pytest.fixture
def bank() -> Bank:
    found = read_bank(SMALL_BANK.read_bytes()).bank
    assert found is not None
    return found


def test_it_is_worked_out_once_for_each_bank(bank):
    asked: list[str] = []

    @kept_with_bank
    def title(bank: Bank) -> str:
        asked.append(bank.title)
        return bank.title

    other = replace(bank, title="Another")

    assert [title(bank), title(other), title(bank), title(other)] == [
        "The tides",
        "Another",
    ] * 2
    assert asked == ["The tides", "Another"]


def test_it_goes_with_the_bank(bank):
    class Made:
        gone = 0

        def __del__(self) -> None:
            Made.gone += 1

    made_of = kept_with_bank(lambda _bank: Made())
    other = replace(bank, title="Another")
    made_of(bank)
    made_of(other)

    del other
    gc.collect()

    assert Made.gone == 1
    assert made_of(bank) is made_of(bank)

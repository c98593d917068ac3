"""The small bank of the examples, edited."""

from __future__ import annotations

from quizapp.domain.bank import Bank, read_bank
from tests.domain.bank.edit_examples import SMALL


def bank_of(text: str) -> Bank:
    reading = read_bank(text.encode())
    assert reading.bank is not None, reading.findings
    return reading.bank


def edited(*changes: tuple[str, str]) -> Bank:
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is not in one place"
        text = text.replace(old, new)
    return bank_of(text)


BANK = bank_of(SMALL)

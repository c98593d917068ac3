"""The bank that a file holds."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.bank import Bank, read_bank


def bank_at(path: Path) -> Bank:
    """The bank of a file, which has no error."""
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank

"""A process that serves a bank."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from time_machine import Traveller

from quizapp.banks.shelf import BankShelf
from tests.support.shelves import TEXT, saved, started


@pytest.fixture
def here(inside: Flask, bank_file: Path, time: Traveller) -> BankShelf:
    """A process that serves the file."""
    saved(bank_file, TEXT)
    time.shift(60)
    return started(bank_file)

"""Processes that serve banks, at services' level: shelves that look when the test says so."""

from __future__ import annotations

import os
from pathlib import Path

from time_machine import Traveller

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import BankShelf, bank_shelf
from quizapp.web import clock
from tests.support.places import SMALL_BANK
from tests.support.playing import published_from

TEXT = SMALL_BANK.read_text(encoding="utf-8")
"""The small bank."""
OTHER_KEY = (
    "    key: The moon\n    distractors:\n      - The wind:",
    "    key: The wind\n    distractors:\n      - The moon:",
)
"""Another key of its first item."""


def started(path: Path) -> BankShelf:
    """A process that starts now."""
    shelf = BankShelf(path)
    shelf.look(clock.now())
    return shelf


def put_to_use(path: Path) -> PublishedBank:
    """Let this process take over the bank as its file now is; gives that bank."""
    bank_shelf().look(clock.now())
    bank_shelf().place().take_over_now(clock.now())
    return published_from(path)


def saved(path: Path, text: str) -> None:
    """Save a bank now, on the tests' clock."""
    path.write_text(text, encoding="utf-8")
    written(path)


def written(path: Path) -> None:
    """Let the file be written now, on the tests' clock."""
    os.utime(path, (clock.now().timestamp(), clock.now().timestamp()))


def looked(time: Traveller, *shelves: BankShelf, seconds: float = 1) -> None:
    """Let some time pass, and each process look at its files."""
    time.shift(seconds)
    for shelf in shelves:
        shelf.look_at_files(clock.now())


def asked(*shelves: BankShelf) -> None:
    """Let each process ask what others have published."""
    for shelf in shelves:
        shelf.look_at_publications(clock.now())


def titles(shelf: BankShelf) -> list[str]:
    """The titles of the banks in use."""
    return [published.bank.title for published in shelf.published]


def title(shelf: BankShelf) -> str | None:
    """The title of the only bank in use."""
    return next(iter(titles(shelf)), None)

"""A place inside the app, at a moment that stands still, with learners who play."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask

from quizapp.banks import shelf
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import LOOK_EVERY_SECONDS
from quizapp.web import clock
from tests.support.places import SECOND_BANK
from tests.support.playing import Player, new_player, published_from

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    """Monday morning, until the test moves on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def steady_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock by which files are watched goes with the tests' clock, which travels.

    Looks come as often as in a real server; other tests have more of them.
    """
    steady = SimpleNamespace(monotonic=lambda: clock.now().timestamp())
    monkeypatch.setattr(shelf, "time", steady)
    monkeypatch.setattr(shelf, "LOOK_EVERY_SECONDS", LOOK_EVERY_SECONDS)


@pytest.fixture
def inside(app: Flask, time: time_machine.Traveller) -> Iterator[Flask]:
    """The app, with its context round the test."""
    with app.app_context():
        yield app


@pytest.fixture
def published(bank_file: Path) -> PublishedBank:
    return published_from(bank_file)


@pytest.fixture
def lights() -> PublishedBank:
    """A second bank; it has an item and a quiz of the same ids as the first."""
    return published_from(SECOND_BANK)


@pytest.fixture
def player(inside: Flask, published: PublishedBank) -> Player:
    """A learner who knows every answer and gives the one the test wants."""
    return new_player(published)


@pytest.fixture
def fellow(inside: Flask, published: PublishedBank) -> Player:
    return new_player(published)


@pytest.fixture
def edited(bank_file: Path) -> Callable[..., PublishedBank]:
    """Replace parts of the bank's file; gives the bank as it then is."""

    def edit(*changes: tuple[str, str]) -> PublishedBank:
        text = bank_file.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} is not in one place"
            text = text.replace(old, new)
        bank_file.write_text(text, encoding="utf-8")
        return published_from(bank_file)

    return edit

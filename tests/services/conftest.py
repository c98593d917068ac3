"""A place inside the app, at a moment that stands still, with learners who play."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete

from quizapp import create_app
from quizapp.banks import shelf
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import BankShelf
from quizapp.models import Base
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.conftest import SECOND_BANK, SMALL_BANK, expect_scores_to_hold
from tests.services.playing import Player, new_player, published_from
from tests.support import postgresql

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def kept_app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An app on each kind of database, for all of these tests: emptying it is quicker."""
    folder = tmp_path_factory.mktemp("services")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "quizapp.sqlite3")
        url = f"sqlite:///{folder / 'quizapp.sqlite3'}"
    else:
        socket = request.getfixturevalue("postgresql_socket")
        postgresql.create_database(socket, "services", template="migrated")
        url = postgresql.url(socket, "services")
    app = create_app(
        {"DATA_DIR": folder, "DATABASE_URL": url, "BANK": SMALL_BANK, "SECRET_KEY": "t" * 40}
    )
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(kept_app: Flask, bank_file: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The app as if new: no records, its own settings, and a shelf for the test's bank."""
    settings = dict(kept_app.config)
    kept_app.extensions["bank_shelf"] = BankShelf(bank_file)
    yield kept_app
    kept_app.config.update(settings)
    try:
        expect_scores_to_hold(kept_app, request)
    finally:
        with kept_app.app_context(), write_transaction() as tx:
            for table in reversed(Base.metadata.sorted_tables):
                tx.execute(delete(table))


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    """Monday morning, until the test moves on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def steady_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock by which files are watched goes with the tests' clock, which travels."""
    steady = SimpleNamespace(monotonic=lambda: clock.now().timestamp())
    monkeypatch.setattr(shelf, "time", steady)


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
def classmate(inside: Flask, published: PublishedBank) -> Player:
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

"""A place inside the app, at a moment that stands still, with learners who play."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import time_machine
from flask import Flask

from quizapp.models import Base
from quizapp.services.banks import PublishedBank
from tests.support import postgresql
from tests.services.playing import Player, new_player, published_from

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture(scope="session")
def kept_database(postgresql_socket: Path) -> str:
    """A PostgreSQL database for all of these tests: emptying it is quicker than a new one."""
    postgresql.create_database(postgresql_socket, "services", template="migrated")
    return postgresql.url(postgresql_socket, "services")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "quizapp.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("kept_database")
    yield url
    with psycopg.connect(url, autocommit=True) as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(f"DELETE FROM {table.name}".encode())


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    """Monday morning, until the test moves on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def inside(app: Flask, time: time_machine.Traveller) -> Iterator[Flask]:
    """The app, with its context round the test."""
    with app.app_context():
        yield app


@pytest.fixture
def published(bank_file: Path) -> PublishedBank:
    return published_from(bank_file)


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

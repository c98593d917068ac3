"""A migration that is killed at any statement: the database is at the old version or the new one.

At each statement it is looked at what a kill would leave just then: on SQLite the files as they
are, copied and opened; on PostgreSQL what another connection sees, since what it does not see
goes with the one that made it. Some kills are real, to be sure of that.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from quizapp import create_app
from quizapp.web.config import engine_options
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.support import postgresql
from tests.support.places import SMALL_BANK

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise"),
]

OLD = "0001"
OLD_USER = """INSERT INTO users (public_id, display_name, role, created_at)
VALUES ('u', 'Lena', 'learner', :now)"""
FEWEST_STATEMENTS = 100
AT_COMMIT = 0

KILLED = """
import os, signal, sys
import flask_migrate
from sqlalchemy import event
from quizapp import create_app
from quizapp.web.extensions import db

left = int(sys.argv[1])

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def count(*_):
    global left
    left -= 1
    if left == 0:
        die()

app = create_app()
with app.app_context():
    event.listen(db.engine, *(("before_cursor_execute", count) if left else ("commit", die)))
    flask_migrate.upgrade()
"""

SEEN_BESIDE = """SELECT relname, attname, atttypid::regtype FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid
WHERE relkind = 'r' AND attnum > 0 AND relnamespace = 'public'::regnamespace"""
"""Of PostgreSQL: what inspecting a table reads, without waiting for whoever is changing it."""
AS_LONG_AS = "-c lock_timeout=10s"

State = tuple[str, frozenset[tuple[str, ...]]]
"""The version, and the columns of all tables."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.sqlite3'}"
        return
    socket = request.getfixturevalue("postgresql_socket")
    name = f"killed-{uuid4().hex[:12]}"
    postgresql.create_database(socket, name)
    yield postgresql.url(socket, name)
    postgresql.drop_database(socket, name)


@pytest.fixture
def settings(url: str, tmp_path: Path) -> dict[str, Any]:
    data = {"DATA_DIR": tmp_path / "data", "DATABASE_URL": url}
    return {"BANK": SMALL_BANK, "SECRET_KEY": "t" * 40, **data}


@pytest.fixture
def old_app(settings: dict[str, Any]) -> Iterator[Flask]:
    """An app whose database is of the oldest version, with somebody in it."""
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade(revision=OLD)
        with write_transaction() as tx:
            tx.execute(text(OLD_USER), {"now": datetime(2026, 3, 2, tzinfo=UTC)})
        db.session.remove()
        db.engine.dispose()
        yield app
        db.session.remove()
        db.engine.dispose()


def engine_of(address: str) -> Engine:
    """Connections from outside, which wait for nobody for long."""
    options = engine_options(address)
    named = {name: options[name] for name in ("module",) if name in options}
    if not address.startswith("sqlite"):
        named["connect_args"] = {"options": AS_LONG_AS}
    return create_engine(address, poolclass=NullPool, **named)


def state_of(address: str) -> State:
    """How a database is, seen from outside."""
    with engine_of(address).connect() as connection:
        version = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
        if connection.dialect.name == "postgresql":
            rows = connection.execute(text(SEEN_BESIDE)).all()
            return version, frozenset(tuple(map(str, row)) for row in rows)
        tables = inspect(connection).get_multi_columns()
        return version, frozenset(
            (str(table), column["name"], str(column["type"]))
            for (_, table), found in tables.items()
            for column in found
        )


def people_in(address: str) -> int:
    """How many people there are."""
    with engine_of(address).connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM users")) or 0


def state_if_killed_now(address: str, tmp_path: Path) -> State:
    """How a database would be if the process that migrates it ended at this moment."""
    if not address.startswith("sqlite"):
        return state_of(address)
    folder = tmp_path / "as-killed"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file = Path(address.removeprefix("sqlite:///"))
    for suffix in ("", "-wal", "-journal"):
        if (path := file.with_name(file.name + suffix)).exists():
            shutil.copy(path, folder)
    copy = folder / file.name
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert people_in(f"sqlite:///{copy}") == 1
    return state_of(f"sqlite:///{copy}")


def test_at_every_statement_a_kill_would_leave_the_old_version(
    old_app: Flask, url: str, tmp_path: Path
) -> None:
    before = state_of(url)
    seen: list[State] = []

    def look(*_: object) -> None:
        seen.append(state_if_killed_now(url, tmp_path))

    event.listen(db.engine, "before_cursor_execute", look)
    event.listen(db.engine, "commit", look)
    flask_migrate.upgrade()

    assert len(seen) > FEWEST_STATEMENTS
    assert before[0] == OLD
    assert set(seen) == {before}
    after = state_of(url)
    assert after[0] > OLD
    assert after[1] != before[1]
    assert people_in(url) == 1


@pytest.fixture
def kill_at(settings: dict[str, Any], tmp_path: Path) -> Callable[[int], int]:
    """Migrate in a process of its own that is killed at the nth statement; gives its exit code."""
    environment = {f"QUIZAPP_{name}": str(value) for name, value in settings.items()}

    def run(statement: int) -> int:
        return subprocess.run(
            [sys.executable, "-c", KILLED, str(statement)],
            env={**os.environ, **environment},
            cwd=tmp_path,
            capture_output=True,
            check=False,
        ).returncode

    return run


@pytest.mark.usefixtures("old_app")
def test_after_real_kills_the_old_version_is_there_and_the_next_try_succeeds(
    url: str, kill_at: Callable[[int], int]
) -> None:
    before = state_of(url)

    for statement in (3, 40, 90, AT_COMMIT):
        assert kill_at(statement) == -signal.SIGKILL
        assert state_of(url) == before
        assert people_in(url) == 1
    assert kill_at(1_000_000) == 0

    assert state_of(url)[0] > OLD
    assert people_in(url) == 1

"""`quizapp restore` with PostgreSQL: into an empty database, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import flask_migrate
import pytest
from sqlalchemy import create_engine, text

from quizapp import create_app
from quizapp.upkeep.backups import make_backup
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.cli.conftest import Command
from tests.support import postgresql
from tests.support.backups import change, flip, values_for
from tests.support.records import on_postgresql


@pytest.fixture
def empty_postgresql(postgresql_socket: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"restored-{uuid4().hex[:8]}"
    postgresql.create_database(postgresql_socket, name)
    yield postgresql.url(postgresql_socket, name)
    postgresql.drop_database(postgresql_socket, name)


@on_postgresql
def test_postgresql_is_restored_into_an_empty_database(
    quizapp: Command,
    backup: Path,
    empty_postgresql: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = quizapp("restore", str(backup), "--into", empty_postgresql)
    second = quizapp("restore", str(backup), "--into", empty_postgresql)
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", empty_postgresql)

    assert first.exit_code == 0, first.output
    assert second.exit_code == 0, second.output
    assert "in place already" in second.output
    assert "1 attempts, 0 differences" in quizapp("verify-scores").output
    assert quizapp("db", "check").exit_code == 0


@on_postgresql
def test_who_was_deleted_since_is_deleted_in_what_is_restored(
    quizapp: Command, backup: Path, empty_postgresql: str
) -> None:
    assert quizapp("user", "erase", "lena", "--yes").exit_code == 0

    result = quizapp("restore", str(backup), "--into", empty_postgresql)
    again = quizapp("restore", str(backup), "--into", empty_postgresql)

    assert "Deleted again: 1 person" in result.output
    assert "in place already" in again.output
    engine = create_engine(empty_postgresql.replace(":", "+psycopg:", 1))
    with engine.connect() as connection:
        names = connection.execute(text("SELECT display_name, user_name FROM users")).all()
    engine.dispose()
    assert names == [("Former learner", None)]


@on_postgresql
def test_an_older_backup_of_postgresql_is_brought_up_to_this_version(
    quizapp: Command,
    postgresql_socket: Path,
    empty_postgresql: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    postgresql.create_database(postgresql_socket, "older")
    address = postgresql.url(postgresql_socket, "older").replace(":", "+psycopg:", 1)
    values = values_for(tmp_path / "old", SECRET_KEY="t" * 40, DATABASE_URL=address)
    app = create_app(values)
    with app.app_context():
        flask_migrate.upgrade(revision="0001")
        db.engine.dispose()
    path = make_backup(values, tmp_path / "older", clock.now()).path

    result = quizapp("restore", str(path), "--into", empty_postgresql)
    again = quizapp("restore", str(path), "--into", empty_postgresql)

    monkeypatch.setenv("QUIZAPP_DATABASE_URL", empty_postgresql)
    assert result.exit_code == 0, result.output
    assert "brought up to this one" in result.output
    assert "in place already" in again.output
    assert quizapp("db", "check").exit_code == 0


@on_postgresql
def test_postgresql_with_records_in_it_is_left_alone(quizapp: Command, backup: Path) -> None:
    result = quizapp("restore", str(backup))

    assert result.exit_code == 1
    assert "The database is not empty" in result.output


@on_postgresql
def test_a_dump_that_was_tampered_with_is_refused(
    quizapp: Command, backup: Path, empty_postgresql: str
) -> None:
    change("database.dump", flip)(backup)

    result = quizapp("restore", str(backup), "--into", empty_postgresql)

    assert result.exit_code == 1
    assert "damaged" in result.output
    assert postgresql_tables(empty_postgresql) == []


@on_postgresql
def test_a_dump_that_cannot_be_put_back_leaves_the_database_empty(
    quizapp: Command,
    backup: Path,
    empty_postgresql: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shadow = tmp_path / "bin" / "pg_restore"
    shadow.parent.mkdir()
    shadow.write_text("#!/bin/sh\necho 'pg_restore: error: it broke' >&2\nexit 1\n")
    shadow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shadow.parent}:{os.environ['PATH']}")

    result = quizapp("restore", str(backup), "--into", empty_postgresql)

    assert result.exit_code == 1
    assert "pg_restore stopped: pg_restore: error: it broke. Mend that" in result.output
    assert postgresql_tables(empty_postgresql) == []


def postgresql_tables(address: str) -> list[str]:
    import psycopg

    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [name for (name,) in found]

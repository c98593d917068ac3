"""The database's file deleted, moved or replaced under a running server: nothing goes astray."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from quizapp.models import AuditEntry
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from quizapp.web.schema import is_schema_current
from quizapp.web.sqlite_library import sqlite3
from tests.support.writing import count, entry

MOVED = "deleted, moved or replaced"


@pytest.fixture
def file(sqlite_app: Flask) -> Path:
    """A database that was written to once, and is open."""
    write()
    return Path(sqlite_app.config["DATA_DIR"]) / "quizapp.sqlite3"


def write() -> None:
    with write_transaction() as tx:
        tx.add(entry())


def entries_in(path: Path) -> int:
    """How many rows somebody else finds who opens the file."""
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM audit_entries").fetchone()
    return int(number)


def test_nothing_is_written_into_a_file_that_was_deleted_and_it_can_still_be_read(
    file: Path,
) -> None:
    file.unlink()

    with pytest.raises(OperationalError, match=MOVED):
        write()

    assert count(AuditEntry) == 1


def test_where_the_file_comes_back_it_is_written_to_again(file: Path) -> None:
    file.rename(file.with_name("aside"))
    with pytest.raises(OperationalError, match=MOVED):
        write()
    file.with_name("aside").rename(file)

    write()

    assert entries_in(file) == 2


def test_where_another_file_takes_its_place_the_next_write_goes_there(file: Path) -> None:
    other = file.with_name("other")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"VACUUM INTO '{other}'")
    for left in file.parent.glob("quizapp.sqlite3-*"):
        left.unlink()
    other.replace(file)

    with pytest.raises(OperationalError, match=MOVED):
        write()
    write()

    assert entries_in(file) == count(AuditEntry) == 2


def test_no_empty_database_is_begun_where_there_was_one(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    db.session.rollback()
    db.engine.dispose()

    with pytest.raises(OperationalError, match=MOVED):
        db.session.execute(text("SELECT 1"))

    assert not file.exists()


def test_a_server_without_its_file_is_not_ready(file: Path) -> None:
    assert is_schema_current()

    file.unlink()

    assert not is_schema_current()

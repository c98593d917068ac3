"""What `quizapp doctor` says of the database: journal, damage, version, server."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from quizapp.upkeep.doctor.engines import looked_at
from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.cli.doctor.conftest import Told, everything_in
from tests.support.records import on_sqlite


@on_sqlite
def test_it_says_which_journal_is_used_and_why(told: Told) -> None:
    sentence = told()["journal"]["sentence"]

    assert sqlite3.sqlite_version in sentence
    assert ("WAL" in sentence) or ("TRUNCATE" in sentence and "can lose commits" in sentence)


@on_sqlite
def test_a_damaged_database_is_told(told: Told, database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[5 * 4096 : 9 * 4096] = b"\xa5" * (4 * 4096)
    database.write_bytes(content)

    remarks = told()

    found = [remarks[name] for name in ("integrity", "database") if name in remarks]
    assert any(remark["state"] == "to do" for remark in found)
    assert any("quizapp restore" in remark["cure"] for remark in found if remark["cure"])


@on_sqlite
def test_something_else_than_a_database_is_told(told: Told, database: Path) -> None:
    database.write_bytes(b"no database" * 1000)

    assert "file is not a database" in told()["database"]["sentence"]
    assert "cannot be seen" in told()["bank"]["sentence"]


@on_sqlite
def test_a_write_that_was_cut_off_is_told(
    quizapp: Command, data: Path, database: Path, tmp_path: Path
) -> None:
    live = tmp_path / "live.sqlite3"
    shutil.copy(database, live)
    with closing(sqlite3.connect(live, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("CREATE TABLE noise (bytes BLOB)")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO noise VALUES (randomblob(5000))", [()] * 200)
        shutil.copy(live, database)
        shutil.copy(f"{live}-journal", f"{database}-journal")
        connection.execute("ROLLBACK")
    before = everything_in(tmp_path, database.parent)

    result = quizapp("doctor")

    assert result.exit_code == 1
    assert "The last write was cut off" in result.output
    assert everything_in(tmp_path, database.parent) == before


@on_sqlite
def test_what_waits_in_the_log_of_a_killed_server_is_read_and_left_there(
    quizapp: Command, data: Path, database: Path, tmp_path: Path
) -> None:
    live = tmp_path / "live.sqlite3"
    shutil.copy(database, live)
    with closing(sqlite3.connect(live, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{live}{suffix}", f"{database}{suffix}")
    before = everything_in(tmp_path, database.parent)
    index = f"{database}-shm"  # holds no records; SQLite makes it anew for whoever comes first

    result = quizapp("doctor")

    assert "newer version (9999)" in result.output
    after = everything_in(tmp_path, database.parent)
    assert {**after, index: None} == {**before, index: None}


@on_sqlite
def test_rows_that_lead_nowhere_are_told(told: Told, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "INSERT INTO audit_entries (happened_at, actor_id, deed, subject)"
            " VALUES ('2026-01-01 00:00:00.000000', 99, 'test', 'nobody')"
        )
        connection.commit()

    assert told()["ties"]["state"] == "to do"
    assert "audit_entries" in told()["ties"]["sentence"]


@on_sqlite
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "older version (0001"),
        ("UPDATE alembic_version SET version_num = '9999'", "newer version (9999)"),
        ("DROP TABLE alembic_version", "no tables of quizapp yet"),
    ],
)
def test_tables_of_another_version_are_told(
    statement: str, words: str, told: Told, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement)
        connection.commit()

    assert told()["schema"]["state"] == "to do"
    assert words in told()["schema"]["sentence"]


@on_sqlite
def test_a_database_of_something_else_is_told(told: Told, database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
        connection.commit()

    assert "no tables of quizapp" in told()["schema"]["sentence"]


@on_sqlite
def test_a_server_of_postgresql_that_is_away_is_told(
    quizapp: Command, data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = f"postgresql://me:hunter2@/none?host={tmp_path}"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address)

    result = quizapp("doctor")

    assert result.exit_code == 1
    assert "The database cannot be opened" in result.output
    assert f'"{tmp_path}/' in result.output  # where it was asked
    assert "hunter2" not in result.output


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_settings_of_postgresql_that_lose_answers_are_told(told: Told) -> None:
    remark = told()["postgresql-settings"]

    assert remark["state"] == "to do"  # the tests' own server is set to be quick
    assert "fsync, synchronous_commit, full_page_writes" in remark["sentence"]


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_address_that_asks_for_the_machine_that_may_be_written_to_is_looked_at(
    told: Told, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, socket = database_url.split("?host=")
    places = f"host={tmp_path}/gone:5432&host={socket}:5432&target_session_attrs=read-write"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"{path}?{places}")

    remarks = told()

    assert "database" not in remarks
    assert remarks["schema"]["state"] == "well"
    assert "answers" in remarks["postgresql"]["sentence"]


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_database_of_postgresql_that_is_looked_at_cannot_be_written_to(
    database_url: str, data: Path
) -> None:
    values = {"DATABASE_URL": database_url, "DATA_DIR": data}

    with looked_at(values) as connection, pytest.raises(InternalError, match="read-only"):
        connection.execute(text("CREATE TABLE birds (name TEXT)"))


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_one_machine_alone_is_not_told_of_a_second(told: Told) -> None:
    assert not told().keys() & {"postgresql-machine", "postgresql-writers", "postgresql-second"}

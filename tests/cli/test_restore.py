"""`quizapp restore`: what it puts back, what it keeps, and what it refuses."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import flask_migrate
import pytest
from flask import Flask

from quizapp import create_app
from quizapp.models import Attempt, User
from quizapp.upkeep.backups import make_backup
from quizapp.web import clock, config
from quizapp.web.database_files import alone, serving
from quizapp.web.extensions import db
from tests.cli.conftest import Command
from tests.support import postgresql
from tests.support.backups import (
    asked,
    files_in,
    manifest_of,
    rewritten,
    values_for,
    with_manifest,
)
from tests.support.people import Visitor
from tests.support.records import count_of, on_sqlite

on_postgresql = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@pytest.fixture
def database(settings: dict[str, Any]) -> Path:
    """The file of the SQLite database."""
    return Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))


@pytest.fixture
def backup(quizapp: Command, learner: Visitor, app: Flask, tmp_path: Path) -> Path:
    """A backup with one learner, who has taken a quiz."""
    learner.take("all")
    result = quizapp("backup", "--to", str(tmp_path / "kept"))
    assert result.exit_code == 0, result.output
    with app.app_context():
        db.engine.dispose()  # the server is stopped
    (path,) = (tmp_path / "kept").iterdir()
    return path


def asides(database: Path) -> list[Path]:
    """What was set aside beside a database."""
    return sorted(database.parent.glob(f"{database.name}.before-restore-*"))


def leftovers(database: Path) -> list[Path]:
    return [*database.parent.glob(f".{database.name}-restore-*")]


# Putting back


@on_sqlite
def test_records_of_a_backup_are_put_back_and_those_of_before_kept_aside(
    quizapp: Command, backup: Path, app: Flask, learner: Visitor, database: Path
) -> None:
    learner.take("all")
    with app.app_context():
        db.engine.dispose()

    result = quizapp("restore", str(backup))

    (aside,) = asides(database)
    assert result.exit_code == 0
    assert count_of(app, Attempt) == 1
    assert asked(aside, "SELECT count(*) FROM attempts") == [(2,)]
    assert str(aside) in result.output
    assert database.stat().st_mode & 0o777 == 0o600
    assert "1 attempts, 0 differences" in quizapp("verify-scores").output
    assert leftovers(database) == []


@on_sqlite
def test_twice_is_the_same_as_once(quizapp: Command, backup: Path, database: Path) -> None:
    first = quizapp("restore", str(backup))
    content = database.read_bytes()

    second = quizapp("restore", str(backup))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "in place already" in second.output
    assert database.read_bytes() == content
    assert len(asides(database)) == 1


@on_sqlite
def test_a_backup_is_put_back_where_records_came_after_the_last_restore(
    quizapp: Command, backup: Path, app: Flask, learner: Visitor, database: Path
) -> None:
    quizapp("restore", str(backup))
    learner.take("all")
    with app.app_context():
        db.engine.dispose()

    quizapp("restore", str(backup))

    assert count_of(app, Attempt) == 1
    assert len(asides(database)) == 2


@on_sqlite
def test_a_new_machine_gets_everything(
    quizapp: Command,
    backup: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    database: Path,
    bank_file: Path,
) -> None:
    quizapp("backup", "--with-secret", "--to", str(tmp_path / "more"))
    (path,) = (tmp_path / "more").iterdir()
    text = bank_file.read_bytes()
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    database.unlink()
    bank_file.unlink()
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")

    result = quizapp("restore", str(path))

    secret = tmp_path / "data" / "secret_key"
    assert result.exit_code == 0
    assert asked(database, "SELECT count(*) FROM users") == [(1,)]
    assert asides(database) == []
    assert bank_file.read_bytes() == text
    assert secret.read_text() == "t" * 40
    assert secret.stat().st_mode & 0o777 == 0o600
    assert secret.parent.stat().st_mode & 0o777 == 0o700


@on_sqlite
def test_a_backup_can_be_tried_out_elsewhere(
    quizapp: Command, backup: Path, tmp_path: Path, database: Path
) -> None:
    before = database.read_bytes()
    folder = tmp_path / "trial"

    result = quizapp("restore", str(backup), "--into", str(folder))

    assert result.exit_code == 0
    assert f"QUIZAPP_DATA_DIR={folder}" in result.output
    assert asked(folder / "quizapp.sqlite3", "SELECT count(*) FROM attempts") == [(1,)]
    assert (folder / "banks" / "questions.yaml").is_file()
    assert database.read_bytes() == before


@on_sqlite
def test_a_bank_that_has_changed_is_left_unless_wished_otherwise(
    quizapp: Command, backup: Path, bank_file: Path, tmp_path: Path
) -> None:
    old = bank_file.read_bytes()
    new = old.replace(b"The tides", b"The tide")
    bank_file.write_bytes(new)

    left = quizapp("restore", str(backup))
    text_left = bank_file.read_bytes()
    wished = quizapp("restore", str(backup), "--with-bank")

    (copy,) = (tmp_path / "data" / "bank-backups" / bank_file.name).iterdir()
    assert "--with-bank" in left.output
    assert text_left == new
    assert "The bank was replaced" in wished.output
    assert bank_file.read_bytes() == old
    assert copy.read_bytes() == new


@on_sqlite
def test_banks_of_a_folder_go_back_to_it(
    quizapp: Command,
    backup: Path,
    bank_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUIZAPP_BANK", str(bank_folder))
    quizapp("backup", "--to", str(tmp_path / "several"))
    (path,) = (tmp_path / "several").iterdir()
    texts = {each.name: each.read_bytes() for each in bank_folder.iterdir()}
    shutil.rmtree(bank_folder)

    quizapp("restore", str(path))

    assert {each.name: each.read_bytes() for each in bank_folder.iterdir()} == texts


@on_sqlite
def test_another_secret_is_left_unless_wished_otherwise(
    quizapp: Command, backup: Path, tmp_path: Path
) -> None:
    quizapp("backup", "--with-secret", "--to", str(tmp_path / "more"))
    (path,) = (tmp_path / "more").iterdir()
    secret = tmp_path / "data" / "secret_key"
    secret.write_text("n" * 64)

    left = quizapp("restore", str(path))
    text_left = secret.read_text()
    wished = quizapp("restore", str(path), "--with-secret")
    again = quizapp("restore", str(path), "--with-secret")

    (aside,) = secret.parent.glob("secret_key.before-restore-*")
    assert "--with-secret" in left.output
    assert text_left == "n" * 64
    assert "was replaced" in wished.output
    assert secret.read_text() == "t" * 40
    assert aside.read_text() == "n" * 64
    assert "The secret key is as it was" in again.output


@on_sqlite
def test_a_damaged_database_is_replaced_and_kept_with_its_log(
    quizapp: Command, backup: Path, database: Path, app: Flask
) -> None:
    database.write_bytes(b"no database" * 1000)
    database.with_name(f"{database.name}-wal").write_bytes(b"a log")

    result = quizapp("restore", str(backup))

    aside, aside_log = asides(database)
    assert result.exit_code == 0
    assert count_of(app, User) == 1
    assert aside.read_bytes().startswith(b"no database")
    assert aside_log.name == f"{aside.name}-wal"
    assert aside_log.read_bytes() == b"a log"


@on_sqlite
def test_what_was_in_the_write_ahead_log_is_kept_aside_too(
    quizapp: Command, backup: Path, database: Path
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE users SET display_name = 'Late'")
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{database}{suffix}", f"{database}{suffix}.copy")
    for suffix in ("", "-wal", "-shm"):  # as a power cut leaves it
        Path(f"{database}{suffix}.copy").rename(f"{database}{suffix}")

    quizapp("restore", str(backup))

    aside, _log = asides(database)
    assert asked(aside, "SELECT display_name FROM users") == [("Late",)]
    assert asked(database, "SELECT display_name FROM users") == [("Lena",)]
    assert not database.with_name(f"{database.name}-wal").exists()


@on_sqlite
def test_what_a_killed_restore_left_goes_with_the_next_one(
    quizapp: Command, backup: Path, database: Path
) -> None:
    leftover = database.parent / f".{database.name}-restore-abc"
    leftover.mkdir()
    (leftover / database.name).write_bytes(b"half")

    quizapp("restore", str(backup))

    assert leftovers(database) == []


@on_sqlite
def test_records_with_a_flaw_are_kept_and_put_back_all_the_same(
    quizapp: Command, backup: Path, database: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE audit_entries SET actor_id = 99")
        connection.execute("UPDATE attempts SET user_id = 99")
        connection.commit()

    made = quizapp("backup", "--to", str(tmp_path / "flawed"))
    (path,) = (tmp_path / "flawed").iterdir()
    restored = quizapp("restore", str(path), "--into", str(tmp_path / "trial"))
    with closing(sqlite3.connect(database)) as connection:  # for what is looked at after each test
        connection.execute("DELETE FROM attempts")
        connection.commit()

    assert (made.exit_code, restored.exit_code) == (0, 0)
    assert asked(tmp_path / "trial" / "quizapp.sqlite3", "SELECT user_id FROM attempts") == [(99,)]


@on_sqlite
def test_on_a_disk_without_second_names_the_old_database_is_copied(
    quizapp: Command, backup: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    result = quizapp("restore", str(backup))

    (aside,) = asides(database)
    assert result.exit_code == 0
    assert asked(aside, "SELECT count(*) FROM attempts") == [(1,)]


# Other versions


@pytest.fixture
def older_backup(tmp_path: Path) -> Path:
    """A backup of a database as the first version made it."""
    values = values_for(tmp_path / "old", SECRET_KEY="t" * 40)
    app = create_app(values)
    with app.app_context():
        flask_migrate.upgrade(revision="0001")
        db.engine.dispose()
    file = tmp_path / "old" / config.DATABASE_FILE
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO users (public_id, display_name, role, created_at)"
            " VALUES ('p', 'Old', 'learner', '2026-01-01 00:00:00.000000')"
        )
        connection.commit()

    return make_backup(values, tmp_path / "older", clock.now()).path


@on_sqlite
def test_an_older_backup_is_brought_up_to_this_version(
    quizapp: Command, older_backup: Path, database: Path
) -> None:
    first = quizapp("restore", str(older_backup))
    second = quizapp("restore", str(older_backup))

    assert first.exit_code == 0
    assert "brought up to this one" in first.output
    assert "in place already" in second.output
    assert asked(database, "SELECT display_name FROM users") == [("Old",)]
    assert quizapp("db", "check").exit_code == 0


@on_sqlite
def test_a_backup_of_a_newer_version_is_refused(
    quizapp: Command, backup: Path, database: Path
) -> None:
    before = database.read_bytes()

    newer_schema = quizapp("restore", str(with_manifest(backup, schema_revision="9999")))
    newer_format = quizapp("restore", str(with_manifest(backup, format=2)))

    assert (newer_schema.exit_code, newer_format.exit_code) == (1, 1)
    assert "newer database (9999)" in newer_schema.output
    assert "made by a newer quizapp" in newer_format.output
    assert database.read_bytes() == before


# Refusals


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def change(name: str, deed: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        rewritten(path, lambda files: files.update({name: deed(files[name])}))

    return spoil


def drop(name: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        rewritten(path, lambda files: files.__delitem__(name))

    return spoil


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip_a_packed_byte(path: Path) -> None:
    path.write_bytes(flip(path.read_bytes()))


def claim_other_rows(path: Path) -> None:
    with_manifest(path, rows={**manifest_of(path)["rows"], "users": 7})


def lead_outside(path: Path) -> None:
    files = manifest_of(path)["files"]
    with_manifest(path, files=[{**files[0], "name": "banks/../../../evil"}, *files[1:]])


SPOILT = {
    "a byte of the database": change("database.sqlite3", flip),
    "a byte of the bank": change("banks/questions.yaml", flip),
    "a longer database": change("database.sqlite3", lambda data: data + b"more"),
    "a shorter database": change("database.sqlite3", lambda data: data[:-1]),
    "no database": drop("database.sqlite3"),
    "no bank": drop("banks/questions.yaml"),
    "no manifest": drop("manifest.json"),
    "a manifest that is no JSON": change("manifest.json", lambda data: data[:-5]),
    "an empty manifest": change("manifest.json", lambda _: b"{}"),
    "a byte of the file": flip_a_packed_byte,
    "the end cut off": cut_off,
    "other numbers of rows": claim_other_rows,
    "a name that leads out": lead_outside,
    "another file": lambda path: path.write_text("not a backup") and None,
}


@on_sqlite
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_backup_that_was_tampered_with_is_refused(
    spoil: Callable[[Path], None], quizapp: Command, backup: Path, database: Path, tmp_path: Path
) -> None:
    spoil(backup)
    before = database.read_bytes()

    result = quizapp("restore", str(backup), "--with-bank", "--with-secret")

    assert result.exit_code == 1
    assert backup.name in result.output
    assert "Traceback" not in result.output
    assert database.read_bytes() == before
    assert asides(database) == []
    assert leftovers(database) == []
    assert not (tmp_path / "evil").exists()


@on_sqlite
def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked(
    quizapp: Command, backup: Path
) -> None:
    files = files_in(backup)
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, "database.sqlite3": bytes(100_000_000)}.items():
            archive.writestr(name, data)

    assert quizapp("restore", str(backup)).exit_code == 1


@on_sqlite
def test_beside_a_running_server_nothing_is_restored(
    quizapp: Command, backup: Path, database: Path, settings: dict[str, Any]
) -> None:
    before = database.read_bytes()

    with serving(settings):
        result = quizapp("restore", str(backup))

    assert result.exit_code == 1
    assert "A server has this database open" in result.output
    assert database.read_bytes() == before


@on_sqlite
def test_beside_another_program_with_the_database_open_nothing_is_restored(
    quizapp: Command, backup: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database.read_bytes()
    monkeypatch.setattr("quizapp.upkeep.backups.sqlite_files.SETTLING_SECONDS", 0.1, raising=True)

    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = quizapp("restore", str(backup))
        other.execute("ROLLBACK")

    assert result.exit_code == 1
    assert "Another program has the database open" in result.output
    assert database.read_bytes() == before
    assert leftovers(database) == []


@on_sqlite
def test_a_backup_of_the_other_kind_of_database_is_refused(
    quizapp: Command, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "postgresql://nobody@localhost:1/none")

    result = quizapp("restore", str(backup))

    assert result.exit_code == 1
    assert "Nothing moves records from one kind to the other" in result.output


@on_sqlite
def test_a_file_that_is_not_there_is_told(quizapp: Command) -> None:
    assert quizapp("restore", "nowhere.zip").exit_code == 2


# PostgreSQL


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
    assert "pg_restore did not do it: pg_restore: error: it broke" in result.output
    assert postgresql_tables(empty_postgresql) == []


def postgresql_tables(address: str) -> list[str]:
    import psycopg

    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [name for (name,) in found]


# Servers


@on_sqlite
def test_no_server_begins_while_a_database_is_restored(
    quizapp: Command, settings: dict[str, Any], database: Path
) -> None:
    with alone(database):
        result = quizapp("serve")

    assert result.exit_code == 1
    assert "The database is being restored" in result.output

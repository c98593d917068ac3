"""`quizapp doctor`: what it finds, what it advises, and that it only looks."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from quizapp.banks.shelf import bank_shelf
from quizapp.upkeep.doctor import places
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import on_sqlite

Told = Callable[[], dict[str, Any]]


@pytest.fixture
def database(settings: dict[str, Any]) -> Path:
    """The file of the SQLite database."""
    return Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder as it should be, with a secret of its own."""
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Europe/Vienna")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "secret_key").touch(mode=0o600)
    (folder / "secret_key").write_text(hashlib.sha256(b"a secret").hexdigest())
    return folder


@pytest.fixture
def told(quizapp: Command, data: Path) -> Told:
    """What the doctor says, by the name of the thing."""

    def tell() -> dict[str, Any]:
        answer = json.loads(quizapp("doctor", "--format", "json").stdout)
        return {remark["name"]: remark for remark in answer["remarks"]}

    return tell


def published(app: Flask) -> None:
    """Take the bank over, as a server would."""
    with app.app_context():
        bank_shelf().look(clock.now())
        db.engine.dispose()


def everything_in(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with its mode and bytes."""
    return {
        str(path): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


# All is well


def test_where_all_is_well_it_says_so(
    quizapp: Command, data: Path, app: Flask, learner: Visitor
) -> None:
    learner.take("all")
    quizapp("backup")
    published(app)

    result = quizapp("doctor")

    if "postgresql-settings" in result.output:  # the tests' own server does without fsync
        assert "fsync" in result.output
        assert result.output.count("to do ") == 1
    else:
        assert result.exit_code == 0, result.output
        assert "All is well." in result.output
    assert "quizapp verify-scores" in result.output
    assert max(map(len, result.output.splitlines())) <= 200


def test_the_answer_for_programs_has_one_remark_for_each_thing(
    quizapp: Command, data: Path, settings: dict[str, Any]
) -> None:
    answer = json.loads(quizapp("doctor", "--format", "json").stdout)

    names = [remark["name"] for remark in answer["remarks"]]
    of_kind = (
        {"journal", "sqlite-settings", "integrity", "ties", "disk-kind"}
        if settings["DATABASE_URL"].startswith("sqlite")
        else {"postgresql", "postgresql-settings"}
    )
    assert len(names) == len(set(names))
    assert {*names} - {"disk-kind"} == (of_kind - {"disk-kind"}) | {
        *("data-folder", "secret-key", "disk-space", "schema"),
        *("bank", "clock", "time-zone", "last-backup"),
    }
    assert {remark["state"] for remark in answer["remarks"]} <= {"well", "note", "to do"}
    assert answer["further"] == "quizapp verify-scores"


def test_it_never_writes(quizapp: Command, tmp_path: Path, app: Flask, learner: Visitor) -> None:
    learner.take("all")
    with app.app_context():
        db.engine.dispose()
    before = everything_in(tmp_path)

    quizapp("doctor")

    assert everything_in(tmp_path) == before


@on_sqlite
def test_it_makes_no_files_beside_a_database_with_a_write_ahead_log(
    quizapp: Command, data: Path, tmp_path: Path, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    before = everything_in(tmp_path)

    result = quizapp("doctor")

    assert "SQLite finds the database whole" in result.output
    assert everything_in(tmp_path) == before


@on_sqlite
def test_on_a_new_machine_it_makes_nothing(
    empty_database: Path, quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    before = everything_in(tmp_path)

    result = quizapp("doctor")

    assert result.exit_code == 1
    assert everything_in(tmp_path) == before
    for words in ("no data folder", "no secret key", "no database yet", "quizapp serve"):
        assert words in " ".join(result.output.split())


# Settings that cannot be used


@on_sqlite
def test_settings_that_cannot_be_used_keep_it_from_running(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Mars/Olympus")

    assert quizapp("doctor").exit_code == 2


@on_sqlite
def test_a_place_that_cannot_be_looked_at_keeps_it_from_running(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATA_DIR", "/" + "a" * 300)

    result = quizapp("doctor")

    assert result.exit_code == 2
    assert "the user of the server" in " ".join(result.output.split())


# Folder, secret, disk


@on_sqlite
def test_a_data_folder_that_is_open_to_others_is_told(told: Told, data: Path) -> None:
    data.chmod(0o755)

    assert told()["data-folder"]["state"] == "to do"
    assert told()["data-folder"]["cure"] == f"chmod 700 {data}"


@on_sqlite
def test_a_secret_that_others_can_read_is_told(told: Told, data: Path) -> None:
    (data / "secret_key").chmod(0o644)

    assert told()["secret-key"]["cure"] == f"chmod 600 {data / 'secret_key'}"


@on_sqlite
@pytest.mark.parametrize("secret", ["", "hunter2", "a" * 64, "changeme" * 8])
def test_a_weak_secret_is_told(secret: str, told: Told, data: Path) -> None:
    (data / "secret_key").write_text(secret)

    assert told()["secret-key"]["state"] == "to do"
    assert not secret or "64 hexadecimal digits" in told()["secret-key"]["cure"]
    assert not secret or secret not in json.dumps(told()["secret-key"])


@on_sqlite
def test_a_secret_that_cannot_be_read_is_told(told: Told, data: Path) -> None:
    (data / "secret_key").write_bytes(b"\xff\xfe" * 32)

    assert told()["secret-key"]["state"] == "to do"


@on_sqlite
def test_a_weak_secret_in_the_settings_is_told(
    told: Told, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "short")

    assert "QUIZAPP_SECRET_KEY is shorter" in told()["secret-key"]["sentence"]


@on_sqlite
@pytest.mark.parametrize(
    ("line", "mode", "state"),
    [
        ("QUIZAPP_SECRET_KEY=abc", 0o644, "to do"),
        ("QUIZAPP_DATABASE_URL=postgresql://me:password@host/name", 0o640, "to do"),
        ("QUIZAPP_SECRET_KEY=abc", 0o600, "well"),
        ("QUIZAPP_NEW_CARDS=3", 0o644, "well"),
    ],
)
def test_a_settings_file_with_secrets_is_for_its_owner(
    line: str, mode: int, state: str, told: Told, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"{line}\n")
    (tmp_path / ".env").chmod(mode)

    assert told()["settings-file"]["state"] == state


@on_sqlite
def test_a_disk_that_is_nearly_full_is_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=100_000_000))

    assert told()["disk-space"]["state"] == "to do"
    assert "0.1 GB" in told()["disk-space"]["sentence"]


@on_sqlite
@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("ext4", "well"),
        ("nfs4", "to do"),
        ("cifs", "to do"),
        ("fuse.sshfs", "to do"),
        ("tmpfs", "note"),
    ],
)
def test_a_network_disk_is_told(
    kind: str,
    state: str,
    told: Told,
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mounts = tmp_path / "mounts"
    place = str(database.parent.resolve()).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / xfs rw 0 0\nserver:/b {place} {kind} rw 0 0\nc /no proc rw 0 0\n")
    monkeypatch.setattr(places, "MOUNTS", mounts)

    remark = told()["disk-kind"]

    assert remark["state"] == state
    assert (kind in remark["sentence"]) or kind == "tmpfs"


@on_sqlite
def test_where_the_system_does_not_tell_the_kind_of_disk_nothing_is_said(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "none")

    assert "disk-kind" not in told()


# The database


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
        connection.execute("PRAGMA cache_size=1")
        connection.execute("CREATE TABLE noise (bytes BLOB)")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO noise VALUES (randomblob(5000))", [()] * 200)
        shutil.copy(live, database)
        shutil.copy(f"{live}-journal", f"{database}-journal")
        connection.execute("ROLLBACK")
    before = everything_in(tmp_path)

    result = quizapp("doctor")

    assert result.exit_code == 1
    assert "The last write was cut off" in result.output
    assert everything_in(tmp_path) == before


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
    assert "hunter2" not in result.output


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_settings_of_postgresql_that_lose_answers_are_told(told: Told) -> None:
    remark = told()["postgresql-settings"]

    assert remark["state"] == "to do"  # the tests' own server is set to be quick
    assert "fsync, synchronous_commit, full_page_writes" in remark["sentence"]


# Banks


@on_sqlite
def test_a_bank_with_errors_is_told(told: Told, bank_file: Path) -> None:
    bank_file.write_text("id: [")

    assert told()["bank"]["state"] == "to do"
    assert f"quizapp check {bank_file}" in told()["bank"]["cure"]


@on_sqlite
def test_a_bank_that_is_not_there_is_told(told: Told, bank_file: Path) -> None:
    bank_file.unlink()

    assert told()["bank"]["state"] == "to do"
    assert "QUIZAPP_BANK" in told()["bank"]["cure"]


def test_it_says_whether_a_bank_is_in_use(told: Told, bank_file: Path, app: Flask) -> None:
    before = told()["bank"]
    published(app)
    in_use = told()["bank"]
    bank_file.write_text(bank_file.read_text() + "\n# a remark\n")
    edited = told()["bank"]

    assert [before["state"], in_use["state"], edited["state"]] == ["note", "well", "note"]
    assert "was not in use yet" in before["sentence"]
    assert "good and in use" in in_use["sentence"]
    assert "another text" in edited["sentence"]


@on_sqlite
def test_each_bank_of_a_folder_is_looked_at(
    quizapp: Command, data: Path, bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_BANK", str(bank_folder))

    result = quizapp("doctor")

    assert "lights.yaml" in result.output
    assert "tides.yaml" in result.output


# Times and backups


def test_a_clock_behind_the_newest_record_is_told(told: Told, learner: Visitor) -> None:
    learner.take("all")

    with time_machine.travel(datetime.now(UTC) - timedelta(hours=2)):
        remark = told()["clock"]

    assert remark["state"] == "to do"
    assert "NTP" in remark["cure"]


@on_sqlite
def test_without_a_time_zone_it_says_which_one_holds(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = told()["time-zone"]
    monkeypatch.delenv("QUIZAPP_TIMEZONE")
    unnamed = told()["time-zone"]

    assert named["state"] == "well"
    assert "Europe/Vienna" in named["sentence"]
    assert unnamed["state"] == "note"


def test_records_without_a_backup_are_told(told: Told, learner: Visitor, quizapp: Command) -> None:
    without = told()["last-backup"]
    quizapp("backup")
    with_one = told()["last-backup"]

    assert without["state"] == "to do"
    assert "quizapp backup" in without["cure"]
    assert with_one["state"] == "note"  # on the same disk
    assert "less than an hour old" in with_one["sentence"]


@on_sqlite
def test_an_old_backup_is_told_where_records_came_after_it(
    told: Told, quizapp: Command, app: Flask, learner: Visitor
) -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(days=9)):
        quizapp("backup")

    remark = told()["last-backup"]

    assert remark["state"] == "to do"
    assert "9 days old" in remark["sentence"]


@on_sqlite
def test_an_old_backup_is_enough_where_nothing_came_after_it(
    told: Told, quizapp: Command, learner: Visitor, tmp_path: Path
) -> None:
    quizapp("backup", "--to", str(tmp_path / "kept"))
    (path,) = (tmp_path / "kept").iterdir()
    path.rename(tmp_path / "moved.zip")

    with time_machine.travel(datetime.now(UTC) + timedelta(days=90)):
        remark = told()["last-backup"]

    assert remark["state"] == "well"
    assert "90 days old, and was moved from" in remark["sentence"]


@on_sqlite
def test_no_records_and_no_backup_are_nothing_to_do(told: Told) -> None:
    assert told()["last-backup"]["state"] == "note"


@on_sqlite
def test_a_note_of_the_last_backup_that_makes_no_sense_is_none(told: Told, data: Path) -> None:
    (data / "last_backup.json").write_text("[")

    assert told()["last-backup"]["state"] == "note"

"""What `quizapp restore` refuses: damaged backups, databases in use, the other kind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizapp.web.database_files import alone, serving
from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.backups import (
    asides,
    change,
    files_in,
    flip,
    leftovers,
    manifest_of,
    rewritten,
    with_manifest,
)
from tests.support.records import on_sqlite


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
@pytest.mark.slow
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


@pytest.mark.slow
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
def test_no_server_begins_while_a_database_is_restored(
    quizapp: Command, settings: dict[str, Any], database: Path
) -> None:
    with alone(database):
        result = quizapp("serve")

    assert result.exit_code == 1
    assert "The database is being restored" in result.output

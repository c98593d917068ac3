"""`quizapp backup`: what is in one, what it leaves alone, and what it says."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.backups import files_in, manifest_of, only_backup
from tests.support.people import Visitor
from tests.support.records import on_sqlite


def test_a_backup_holds_the_database_the_bank_and_what_they_are(
    quizapp: Command, learner: Visitor, folder: Path, bank_file: Path
) -> None:
    learner.take("all")

    result = quizapp("backup")

    path = only_backup(folder)
    manifest = manifest_of(path)
    assert result.exit_code == 0
    assert str(path) in result.output
    assert "the database, 1 bank)" in result.output
    assert files_in(path)["banks/questions.yaml"] == bank_file.read_bytes()
    assert (manifest["rows"]["users"], manifest["rows"]["attempts"]) == (1, 1)
    assert set(files_in(path)) == {file["name"] for file in manifest["files"]} | {"manifest.json"}
    assert datetime.fromisoformat(manifest["made_at"]).tzinfo is not None


@on_sqlite
def test_a_backup_and_its_folder_are_for_its_owner_alone(
    quizapp: Command, folder: Path, tmp_path: Path
) -> None:
    quizapp("backup")

    assert only_backup(folder).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@on_sqlite
def test_nothing_but_the_backup_is_left_in_its_folder(
    quizapp: Command, tmp_path: Path, bank_file: Path
) -> None:
    folder = tmp_path / "disk"

    result = quizapp("backup", "--to", str(folder))

    assert result.exit_code == 0
    assert [*folder.iterdir()] == [only_backup(folder)]


@on_sqlite
def test_the_secret_goes_along_only_when_asked_for(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quizapp("backup")
    without = files_in(only_backup(folder))
    shutil.rmtree(folder)
    quizapp("backup", "--with-secret")
    given = files_in(only_backup(folder))
    shutil.rmtree(folder)
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    (tmp_path / "data" / "secret_key").write_text("f" * 64)
    quizapp("backup", "--with-secret")
    kept = files_in(only_backup(folder))

    assert not any(b"tttttttt" in data for data in without.values())
    assert given["secret_key"] == b"t" * 40
    assert kept["secret_key"] == b"f" * 64


@on_sqlite
def test_a_secret_that_is_not_there_is_told(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")

    result = quizapp("backup", "--with-secret")

    assert result.exit_code == 1
    assert "There is no secret key yet" in result.output
    assert [*folder.iterdir()] == []


@on_sqlite
def test_all_banks_of_a_folder_are_kept_good_or_not(
    quizapp: Command, folder: Path, bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bank_folder / "broken.yaml").write_text("id: [")
    monkeypatch.setenv("QUIZAPP_BANK", str(bank_folder))

    result = quizapp("backup")

    assert "3 banks" in result.output
    assert files_in(only_backup(folder))["banks/broken.yaml"] == b"id: ["


@on_sqlite
def test_without_a_bank_the_database_is_kept_all_the_same(
    quizapp: Command, folder: Path, bank_file: Path
) -> None:
    bank_file.unlink()

    result = quizapp("backup")

    assert result.exit_code == 0
    assert "database.sqlite3" in files_in(only_backup(folder))
    assert f"There is no bank in it, for there was none at {bank_file}." in result.stderr


@on_sqlite
@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_a_database_that_is_not_there_is_told(
    content: bytes | None, empty_database: Path, quizapp: Command, folder: Path
) -> None:
    if content is not None:
        empty_database.write_bytes(content)

    result = quizapp("backup")

    assert result.exit_code == 1
    assert f"There is no database yet at {empty_database}" in result.output
    assert [*folder.iterdir()] == []


@on_sqlite
def test_a_database_of_something_else_is_not_kept(
    empty_database: Path, quizapp: Command, folder: Path
) -> None:
    with closing(sqlite3.connect(empty_database)) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "The database has no tables of quizapp yet" in result.output
    assert "QUIZAPP_DATABASE_URL" in result.output
    assert str(folder) not in result.output  # it is about the database, and not about its copy
    assert [*folder.iterdir()] == []


@on_sqlite
def test_a_damaged_database_makes_no_backup_and_harms_none(
    quizapp: Command, folder: Path, settings: dict[str, Any]
) -> None:
    quizapp("backup")
    path = Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))
    path.write_bytes(path.read_bytes()[: 3 * 4096] + os.urandom(60_000))

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "damaged" in result.output
    assert "quizapp restore" in result.output
    assert len([*folder.iterdir()]) == 1


@on_sqlite
def test_a_database_in_memory_cannot_be_kept(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "sqlite://")

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "not in a file" in result.output


@on_sqlite
def test_a_folder_that_cannot_be_made_is_told(quizapp: Command, bank_file: Path) -> None:
    result = quizapp("backup", "--to", str(bank_file / "backups"))

    assert result.exit_code == 1
    assert str(bank_file) in result.output
    assert "Name another folder" in result.output


@on_sqlite
def test_two_backups_in_one_second_are_two(quizapp: Command, folder: Path) -> None:
    with time_machine.travel(datetime(2026, 11, 2, 8, tzinfo=UTC), tick=False):
        quizapp("backup")
        quizapp("backup")

    assert {path.name for path in folder.iterdir()} == {
        "quizapp-2026-11-02T08-00-00Z.zip",
        "quizapp-2026-11-02T08-00-00Z-2.zip",
    }


@on_sqlite
@pytest.mark.parametrize("year", [1970, 2038, 2107, 2200])
def test_a_clock_far_off_keeps_no_backup_from_being_made(
    year: int, quizapp: Command, folder: Path
) -> None:
    with time_machine.travel(datetime(year, 2, 2, tzinfo=UTC), tick=False):
        result = quizapp("backup")

    assert result.exit_code == 0
    assert manifest_of(only_backup(folder))["made_at"].startswith(str(year))

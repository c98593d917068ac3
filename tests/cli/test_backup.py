"""`quizapp backup`: what is in one, what it leaves alone, and what it says."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cli.conftest import Command
from tests.support.backups import files_in, manifest_of, with_manifest
from tests.support.people import Visitor
from tests.support.records import on_sqlite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "backups"


def only_backup(folder: Path) -> Path:
    (path,) = folder.glob("*.zip")
    return path


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


# Thinning


@on_sqlite
def test_old_backups_go_by_days_weeks_and_months(quizapp: Command, folder: Path) -> None:
    start = datetime(2026, 11, 2, 8, tzinfo=UTC)
    for day in range(6):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            result = quizapp("backup", "--keep", "3/1/1")

    assert sorted(path.name[8:18] for path in folder.iterdir()) == [
        "2026-11-05",
        "2026-11-06",
        "2026-11-07",
    ]
    assert "Deleted, as there are later ones: quizapp-2026-11-04" in result.output


@on_sqlite
def test_only_what_was_made_here_of_this_database_is_ever_deleted(
    quizapp: Command, folder: Path, tmp_path: Path
) -> None:
    with time_machine.travel(datetime(2020, 1, 1, tzinfo=UTC), tick=False):
        quizapp("backup")
    own = only_backup(folder)
    others = {name: folder / name for name in ("notes.zip", "quizapp-2020-01-01.zip")}
    for path in others.values():
        shutil.copy(own, path)
    foreign = folder / "quizapp-2020-01-02T00-00-00Z.zip"
    with_manifest(Path(shutil.copy(own, foreign)), origin="another")
    broken = folder / "quizapp-2020-01-03T00-00-00Z.zip"
    broken.write_bytes(b"PK")
    not_a_backup = folder / "quizapp-2020-01-04T00-00-00Z.zip"
    with zipfile.ZipFile(not_a_backup, "w") as archive:
        archive.writestr("letter.txt", "to be kept")
    linked = folder / "quizapp-2020-01-05T00-00-00Z.zip"
    linked.symlink_to(shutil.copy(own, tmp_path / "elsewhere.zip"))

    result = quizapp("backup", "--keep", "1/0/0")

    left = {path.name for path in folder.iterdir()}
    assert result.output.count("Deleted") == 1
    assert own.name not in left
    assert {*others, foreign.name, broken.name, not_a_backup.name, linked.name} < left
    assert len(left) == 7


@on_sqlite
def test_all_are_kept_if_wanted(quizapp: Command, folder: Path) -> None:
    for year in (2020, 2021, 2022):
        with time_machine.travel(datetime(year, 1, 1, tzinfo=UTC), tick=False):
            quizapp("backup", "--keep", "all")
    quizapp("backup", "--keep", "all")

    assert len([*folder.iterdir()]) == 4


@on_sqlite
@pytest.mark.parametrize("numbers", ["7", "7/4", "7/4/x", "-1/4/12", ""])
def test_numbers_that_make_no_sense_are_refused(numbers: str, quizapp: Command) -> None:
    result = quizapp("backup", "--keep", numbers)

    assert result.exit_code == 2
    assert "7/4/12" in result.output


# Faults


def run_backup(tmp_path: Path, settings: dict[str, Any], **options: Any) -> tuple[int, str]:
    """Make a backup in a process of its own."""
    environment = {f"QUIZAPP_{name}": str(value) for name, value in settings.items()}
    ended = subprocess.run(
        [sys.executable, "-m", "quizapp.cli", "backup"],
        env={**os.environ, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    return ended.returncode, ended.stdout + ended.stderr


@on_sqlite
@pytest.mark.parametrize("room", [20_000, 150_000, 215_000])
def test_a_disk_that_fills_up_leaves_no_half_backup(
    room: int, settings: dict[str, Any], tmp_path: Path, folder: Path
) -> None:
    path = settings["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:  # it must not shrink when it is packed
        connection.execute("CREATE TABLE noise (bytes BLOB)")
        connection.execute("INSERT INTO noise VALUES (randomblob(40000))")
        connection.commit()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    code, output = run_backup(tmp_path, settings, preexec_fn=limit)

    assert code == 1
    assert "disk" in output
    assert "Traceback" not in output
    assert [*folder.iterdir()] == []


@on_sqlite
def test_too_little_room_is_told_before_anything_is_written(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "too little room" in result.output
    assert [*folder.iterdir()] == []


@on_sqlite
def test_what_a_killed_backup_left_goes_with_the_next_one(quizapp: Command, folder: Path) -> None:
    quizapp("backup")
    origin = manifest_of(only_backup(folder))["origin"]
    leftover, foreign = folder / f".quizapp-{origin}-abc", folder / ".quizapp-another-abc"
    for each in (leftover, foreign):
        each.mkdir()
        (each / "backup.zip").write_bytes(b"half")

    quizapp("backup")

    assert not leftover.exists()
    assert foreign.exists()


# PostgreSQL

on_postgresql = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@on_postgresql
def test_a_missing_program_of_postgresql_is_told(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("quizapp.upkeep.backups.postgresql.DEBIAN", tmp_path)

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "pg_dump was not found" in result.output
    assert [*folder.iterdir()] == []


@on_postgresql
def test_postgresqls_program_is_found_where_debian_keeps_it(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    result = quizapp("backup")

    assert result.exit_code == 0, result.output
    assert files_in(only_backup(folder))["database.dump"].startswith(b"PGDMP")


@on_postgresql
def test_a_server_that_is_away_is_told(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"postgresql://postgres@/none?host={tmp_path}")

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "PostgreSQL did not do it" in result.output
    assert [*folder.iterdir()] == []


@on_postgresql
def test_a_password_is_never_among_a_programs_arguments(
    quizapp: Command,
    settings: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    shadow = tmp_path / "bin" / "pg_dump"
    shadow.parent.mkdir()
    shadow.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\necho "$PGPASSWORD" >&2\nexit 1\n')
    shadow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shadow.parent}:{os.environ['PATH']}")
    address = settings["DATABASE_URL"].replace("postgres@", "postgres:hunter2@")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address)

    result = quizapp("backup")

    assert "pg_dump did not do it: hunter2" in result.output  # as the child was given it
    assert "hunter2" not in (tmp_path / "words").read_text()
    assert "--no-password" in (tmp_path / "words").read_text()

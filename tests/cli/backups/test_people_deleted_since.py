"""Who was deleted after a backup is not back after a restore."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Attempt
from quizapp.web.extensions import db
from tests.cli.conftest import Command
from tests.support.backups import asked, manifest_of, with_manifest
from tests.support.people import PASSWORD, visitor
from tests.support.records import count_of, on_sqlite

pytestmark = on_sqlite

NAMES = "SELECT display_name, user_name, erased_at IS NOT NULL FROM users"


def erase(quizapp: Command, app: Flask) -> None:
    assert quizapp("user", "erase", "lena", "--yes").exit_code == 0
    with app.app_context():
        db.engine.dispose()


def test_who_was_deleted_since_is_deleted_in_what_is_restored(
    quizapp: Command, backup: Path, app: Flask, database: Path
) -> None:
    erase(quizapp, app)

    result = quizapp("restore", str(backup))

    assert result.exit_code == 0, result.output
    assert "Deleted again: 1 person" in result.output
    assert asked(database, NAMES) == [("Former learner", None, 1)]
    assert count_of(app, Attempt) == 1
    assert visitor(app).send("/login", username="lena", password=PASSWORD).status_code == 422


def test_where_the_database_is_lost_a_later_backup_knows_who_was_deleted(
    quizapp: Command, backup: Path, app: Flask, database: Path
) -> None:
    erase(quizapp, app)
    quizapp("backup", "--to", str(backup.parent))
    database.unlink()

    result = quizapp("restore", str(backup))

    assert "Deleted again: 1 person" in result.output
    assert asked(database, NAMES) == [("Former learner", None, 1)]


def test_a_backup_names_whom_it_knows_as_deleted_by_random_ids_only(
    quizapp: Command, backup: Path, app: Flask, database: Path, tmp_path: Path
) -> None:
    (known,) = asked(database, "SELECT public_id FROM users")
    erase(quizapp, app)

    quizapp("backup", "--to", str(tmp_path / "later"))

    (later,) = (tmp_path / "later").iterdir()
    assert manifest_of(backup)["erased"] == []
    assert manifest_of(later)["erased"] == [*known]


def test_a_backup_can_be_read_however_many_were_deleted(
    quizapp: Command, backup: Path, app: Flask, database: Path
) -> None:
    (known,) = asked(database, "SELECT public_id FROM users")
    others = [f"{number:022}" for number in range(50_000)]
    later = backup.with_name("quizapp-2037-01-01T00-00-00Z.zip")
    shutil.copy(backup, later)
    with_manifest(later, **{**manifest_of(later), "erased": [*others, *known]})

    result = quizapp("restore", str(backup))

    assert "Deleted again: 1 person" in result.output
    assert quizapp("restore", str(later)).exit_code == 0


def test_nobody_is_deleted_where_nobody_was(quizapp: Command, backup: Path, database: Path) -> None:
    result = quizapp("restore", str(backup))

    assert "Deleted again" not in result.output
    assert asked(database, NAMES) == [("Lena", "lena", 0)]


def test_a_damaged_database_and_what_is_no_backup_keep_nobody_from_restoring(
    quizapp: Command, backup: Path, app: Flask, database: Path
) -> None:
    database.write_bytes(b"SQLite format 3\x00" + b"nonsense" * 4000)
    (backup.parent / "quizapp-2026-01-01T00-00-00Z.zip").write_bytes(b"no zip")

    result = quizapp("restore", str(backup))

    assert result.exit_code == 0, result.output
    assert asked(database, NAMES) == [("Lena", "lena", 0)]


def test_a_manifest_of_an_older_version_names_nobody(
    quizapp: Command, backup: Path, tmp_path: Path, database: Path
) -> None:
    old = manifest_of(backup)
    del old["erased"]
    shutil.copy(backup, tmp_path / "old.zip")
    with_manifest(tmp_path / "old.zip", **old)

    assert quizapp("restore", str(tmp_path / "old.zip")).exit_code == 0


@pytest.mark.slow
def test_restored_twice_nobody_comes_back(
    quizapp: Command, backup: Path, app: Flask, database: Path
) -> None:
    erase(quizapp, app)
    quizapp("restore", str(backup))

    again = quizapp("restore", str(backup))

    assert "in place already" in again.output
    assert asked(database, NAMES) == [("Former learner", None, 1)]

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.backups import asked, manifest_of, only_backup
from tests.support.records import on_sqlite

pytestmark = on_sqlite


@pytest.mark.slow
def test_upgrading_makes_the_tables_and_twice_is_the_same_as_once(
    empty_database: Path, quizapp: Command
) -> None:
    first, second = quizapp("db", "upgrade"), quizapp("db", "upgrade")

    with closing(sqlite3.connect(empty_database)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert {"users", "attempts", "responses", "alembic_version"} <= tables


def test_a_database_that_was_upgraded_passes_the_check(quizapp: Command) -> None:
    result = quizapp("db", "check")

    assert result.exit_code == 0


def version_in(database: Path) -> str:
    ((version,),) = asked(database, "SELECT version_num FROM alembic_version")
    return str(version)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go unless told otherwise."""
    return tmp_path / "data" / "backups"


def test_a_database_of_this_version_needs_no_backup(quizapp: Command, folder: Path) -> None:
    assert quizapp("db", "upgrade").exit_code == 0
    assert [*folder.glob("*.zip")] == []


@pytest.mark.slow
def test_what_is_upgraded_is_backed_up_before(
    empty_database: Path, quizapp: Command, folder: Path
) -> None:
    quizapp("db", "upgrade", "0012")
    assert [*folder.glob("*.zip")] == []  # there was nothing yet

    result = quizapp("db", "upgrade")

    assert result.exit_code == 0, result.output
    assert version_in(empty_database) > "0012"
    made = only_backup(folder)
    assert manifest_of(made)["schema_revision"] == "0012"
    assert str(made) in result.output


@pytest.mark.slow
def test_without_room_for_a_backup_nothing_is_upgraded_unless_asked_for(
    empty_database: Path, quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    quizapp("db", "upgrade", "0012")
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))

    refused = quizapp("db", "upgrade")

    assert refused.exit_code == 1
    assert "nothing was upgraded. There is too little room" in refused.output
    assert version_in(empty_database) == "0012"
    assert quizapp("db", "upgrade", "--without-backup").exit_code == 0
    assert version_in(empty_database) > "0012"

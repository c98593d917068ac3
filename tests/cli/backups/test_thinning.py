"""Thinning: which backups go when a new one was made, and what is never deleted."""

from __future__ import annotations

import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.cli.conftest import Command
from tests.support.backups import only_backup, with_manifest
from tests.support.records import on_sqlite


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

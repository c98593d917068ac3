"""A full disk, a kill, a server that is away: no half backup is ever left."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.backups import manifest_of, only_backup
from tests.support.records import on_sqlite


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


@pytest.mark.slow
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

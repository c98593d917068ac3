"""A backup holds a bank's pictures, as files and as what old attempts show."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from quizapp.domain.bank.limits import MOST_BYTES
from tests.cli.conftest import Command
from tests.support.pictures import png, show_boat
from tests.support.records import on_sqlite


@pytest.fixture
def bank_file(bank_file: Path) -> Path:
    show_boat(bank_file)
    return bank_file


@on_sqlite
def test_a_restore_puts_back_the_pictures_with_their_bank(
    quizapp: Command, backup: Path, bank_file: Path
) -> None:
    boat = bank_file.parent / "pictures" / "boat.png"
    assert "pictures+boat.png" in zipfile.ZipFile(backup).namelist()
    shutil.rmtree(boat.parent)

    result = quizapp("restore", str(backup))

    assert result.exit_code == 0
    assert boat.read_bytes() == png()
    assert "The picture was put back" in result.output


@on_sqlite
def test_another_picture_is_left_unless_the_bank_of_the_backup_is_wanted(
    quizapp: Command, backup: Path, bank_file: Path
) -> None:
    boat = bank_file.parent / "pictures" / "boat.png"
    boat.write_bytes(png(shade=1))

    first = quizapp("restore", str(backup))
    left = boat.read_bytes()
    quizapp("restore", str(backup), "--with-bank")

    assert left == png(shade=1)
    assert "is another one than in the backup" in first.output
    assert boat.read_bytes() == png()


@on_sqlite
def test_a_file_that_no_bank_can_show_keeps_no_backup_from_being_made(
    quizapp: Command, bank_file: Path, tmp_path: Path
) -> None:
    folder = bank_file.parent / "pictures"
    (folder / "boat at 10:22.png").write_bytes(png())
    (folder / os.fsdecode(b"boat-\xff.png")).write_bytes(png())
    (folder / f"{'船' * 83}.png").write_bytes(png())
    (folder / "film.png").write_bytes(b"\0" * (MOST_BYTES + 1))

    result = quizapp("backup", "--to", str(tmp_path / "kept"))

    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "kept").iterdir()
    kept = zipfile.ZipFile(path).namelist()
    assert [name for name in kept if name.startswith("pictures")] == ["pictures+boat.png"]

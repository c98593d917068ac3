"""A backup holds a bank's translations, and a restore puts them back beside it."""

from __future__ import annotations

import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.upkeep.backups.manifest import KeptFile, Manifest
from tests.cli.conftest import Command
from tests.support.records import on_sqlite
from tests.support.translated import FRENCH, french_file, laid_out


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@on_sqlite
def test_a_restore_puts_back_the_translations_with_their_bank(
    quizapp: Command, backup: Path, bank_file: Path
) -> None:
    assert "translations+fr.yaml" in zipfile.ZipFile(backup).namelist()
    shutil.rmtree(french_file(bank_file).parent)

    result = quizapp("restore", str(backup))

    assert result.exit_code == 0
    assert french_file(bank_file).read_text(encoding="utf-8") == FRENCH
    assert "The translation was put back" in result.output


@on_sqlite
def test_files_with_names_that_no_backup_can_have_do_not_keep_it_from_being_made(
    quizapp: Command, bank_file: Path, tmp_path: Path
) -> None:
    (french_file(bank_file).parent / "a:b.yaml").write_text("x", encoding="utf-8")
    (bank_file.parent / "pictures").mkdir()
    (bank_file.parent / "pictures" / "at 12:30.png").write_bytes(b"x")

    result = quizapp("backup")

    assert result.exit_code == 0


def test_a_translation_goes_back_into_the_folder_of_its_bank_whatever_that_is_called() -> None:
    file = KeptFile(name="translations+tides+moon+fr.yaml", size=0, sha256="")

    manifest = Manifest(
        format=1,
        version="1",
        made_at=datetime.now(UTC),
        origin="",
        database="sqlite",
        schema_revision="",
        rows={},
        files=(file,),
    )

    assert manifest.translation_paths == {file.name: Path("translations", "tides+moon", "fr.yaml")}


@on_sqlite
def test_a_newer_translation_is_left_unless_the_bank_of_the_backup_is_wanted(
    quizapp: Command, backup: Path, bank_file: Path
) -> None:
    french_file(bank_file).write_text("newer", encoding="utf-8")

    first = quizapp("restore", str(backup))
    left = french_file(bank_file).read_text(encoding="utf-8")
    quizapp("restore", str(backup), "--with-bank")

    assert left == "newer"
    assert "says something else" in first.output
    assert french_file(bank_file).read_text(encoding="utf-8") == FRENCH

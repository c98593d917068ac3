"""A backup holds a bank's translations, and a restore puts them back beside it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

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

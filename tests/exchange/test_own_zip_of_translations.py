"""A bank packed as it lies in its folder, with its translations."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from click.testing import CliRunner

from quizapp.cli import main
from quizapp.exchange.formats import imported
from tests.support.translated import FRENCH, ORIGINAL, laid_out


def test_a_packed_bank_has_its_translations(tmp_path: Path) -> None:
    bank_file, target = laid_out(tmp_path), tmp_path / "bank.zip"

    result = CliRunner().invoke(
        main, ["export", str(bank_file), "--to", "zip", "--output", str(target)]
    )

    packed = zipfile.ZipFile(target)
    assert result.exit_code == 0, result.output
    assert {name: packed.read(name).decode() for name in packed.namelist()} == {
        "questions.yaml": ORIGINAL,
        "translations/fr.yaml": FRENCH,
    }


def test_a_translation_from_a_folder_of_its_own_is_where_the_packed_bank_looks(
    tmp_path: Path,
) -> None:
    own = laid_out(tmp_path).rename(tmp_path / "tides.yaml").parent / "translations" / "tides"
    own.mkdir()
    (own.parent / "fr.yaml").rename(own / "fr.yaml")
    target = tmp_path / "bank.zip"

    CliRunner().invoke(
        main, ["export", str(tmp_path / "tides.yaml"), "--to", "zip", "--output", str(target)]
    )

    assert zipfile.ZipFile(target).namelist() == ["questions.yaml", "translations/fr.yaml"]


def test_an_archive_without_a_bank_is_told_of() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("holiday.jpg", b"x")

    found = imported(stream.getvalue(), "bank.zip", "zip")

    assert [each.code for each in found.findings] == ["X601"]
    assert "questions.yaml" in found.findings[0].message


def test_items_of_a_packed_bank_are_taken_without_other_words_and_that_is_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("questions.yaml", ORIGINAL)
        archive.writestr("translations/fr.yaml", FRENCH)

    found = imported(stream.getvalue(), "bank.zip")

    assert [item.id for item in found.items][:2] == ["what-pulls", "when-broken"]
    assert "Translations are left out: translations/fr.yaml." in {
        each.message for each in found.findings
    }

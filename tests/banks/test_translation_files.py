"""What lies in the folder of translations: all that is a file is read, and told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.banks.reading_apart import read_apart
from quizapp.banks.translation_files import translation_files
from tests.support.translated import FRENCH, ORIGINAL, bank_of, codes, french_file, laid_out


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "Y104"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "Y102"),
        (b"a: &a [x]\nb: *a\n", "Y113"),
        (b"[" * 10_000, "Y115"),
    ],
    ids=["empty", "binary", "anchors", "deep"],
)
def test_a_file_that_is_no_translation_is_told_and_the_bank_stands(
    bank_file: Path, data: bytes, code: str
) -> None:
    french_file(bank_file).write_bytes(data)

    reading = read_apart(bank_file.read_bytes(), files=translation_files(bank_file))

    assert code in codes(reading.translations[0].findings)
    assert bank_of(reading).translations == {}


@pytest.mark.skipif(os.name == "nt", reason="Links need rights there")
def test_folders_and_links_that_lead_nowhere_are_passed_over(bank_file: Path) -> None:
    folder = french_file(bank_file).parent
    (folder / "de.yaml").mkdir()
    (folder / "es.yaml").symlink_to(folder / "gone.yaml")
    (folder / "it.yaml").symlink_to(folder)

    assert list(translation_files(bank_file)) == ["translations/fr.yaml"]


def test_a_file_of_another_bank_in_the_folder_of_one_is_told(bank_file: Path) -> None:
    other = ORIGINAL.replace("id: tides", "id: tables", 1)
    (bank_file.parent / "tables.yaml").write_text(other, encoding="utf-8")
    own = french_file(bank_file).parent / "questions" / "de.yaml"
    own.parent.mkdir()
    own.write_text(FRENCH.replace("of: tides", "of: tables"), encoding="utf-8")

    reading = read_apart(bank_file.read_bytes(), files=translation_files(bank_file))

    assert {each.name: codes(each.findings) for each in reading.translations} == {
        "translations/fr.yaml": [],
        "translations/questions/de.yaml": ["B270"],
    }

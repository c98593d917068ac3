"""No reader stops at a limit without a word."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from quizapp.exchange.formats import imported
from tests.exchange.anki_packages import NEW_TABLES, packed
from tests.exchange.reading import codes


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    for row in (["Question", "Answer"], ["a?", "b"], ["c?", "d"]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def package() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.xml", "<a/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("limit", "data", "source"),
    [
        ("anki.reader.MAX_NOTES", packed(NEW_TABLES), "apkg"),
        ("anki.reader.MAX_NOTES", b"#separator:tab\na\nb\nc\n", "anki-text"),
        ("gathering.MAX_ITEMS", b"A? {=a ~b}\n\nB? {=a ~b}\n\nC? {=a ~b}\n\nD? {=a ~b}", "gift"),
        ("tables.xlsx_file.MAX_ROWS", workbook(), "xlsx"),
        ("tables.csv_rows._MOST_FAULTS", b'Question,Answer\n"a"b,c\n"a"b,c\n"a"b,c\nd?,e', "csv"),
        ("qti.package.MAX_DOCUMENTS", package(), "qti"),
        ("plain_yaml.MOST_PARTS", b'{"question": 1}\n{"question": 2}\n{"question": 3}', "yaml"),
    ],
    ids=["notes", "lines of notes", "items", "rows", "faults", "documents", "objects"],
)
def test_what_is_beyond_a_limit_is_said_once_to_be_left_out(monkeypatch, limit, data, source):
    monkeypatch.setattr(f"quizapp.exchange.{limit}", 1)

    found = imported(data, "file", source)

    assert [code for code, _ in codes(found)].count("X602") == 1

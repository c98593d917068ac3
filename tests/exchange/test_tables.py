"""CSV and XLSX tables of questions."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from quizapp.exchange.tables import read_csv, read_xlsx, write_csv, write_xlsx
from tests.exchange.reading import SHIPPED_BANK, bank_at, codes, found, only, texts


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_own_columns_with_semicolons():
    imported = read_csv(
        "id;topic;stem;key;distractor_1;distractor_feedback_1;distractor_2\n"
        "what;The sea;What pulls?;The moon;The wind;No, it does not.;\n".encode("utf-8-sig")
    )

    item = only(imported)
    assert (item.id, item.topic, item.key.text) == ("what", "the-sea", "The moon")
    assert item.distractors[0].feedback == "No, it does not."


def test_common_columns_of_others_with_a_letter_as_the_answer():
    item = only(read_csv(b"Question,Option A,Option B,Option C,Correct Answer\nWhich?,x,y,z,B\n"))

    assert (item.key.text, texts(item.distractors)) == ("y", ["x", "z"])


def test_several_letters_make_several_keys():
    item = only(read_csv(b'Question,A,B,C,Answer\nWhich?,x,y,z,"A, C"\n'))

    assert (item.type, texts(item.keys)) == ("multiple", ["x", "z"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("stem,key,distractor_1,colour\na,b,c,red", ("X613", 1)),
        ("stem,key,distractor_1\na,b,c,d", ("X613", 2)),
        ("stem,key,type\na,b,essay", ("X611", 2)),
        ("stem,key,distractor_1\n,b,c", ("X612", 2)),
        ("question,A,B,answer\na,b,c,D", ("X612", 2)),
        ("apples,pears\n1,2", ("X601", 1)),
        ("stem,key\n" + "x" * 200_000, ("X605", 2)),
    ],
)
def test_faults_are_findings_at_their_row(data, found):
    assert found in codes(read_csv(data.encode()))


def test_rows_with_line_breaks_keep_their_place():
    imported = read_csv(b'stem,key,distractor_1\n"a\nb",c,d\ne,,f\n')

    assert only(imported).stem == "a\nb"
    assert codes(imported) == [("X612", 4)]


def test_numbers_dates_and_truths_in_cells_are_texts():
    import datetime

    data = workbook(
        ("stem", "key", "distractor_1", "distractor_2"),
        ("How many?", 42, 43.0, 1.5),
        ("When?", datetime.date(2017, 7, 14), "later", None),
        ("True?", True, None, None),
    )

    number, day, truth = found(read_xlsx(data))

    assert (number.key.text, texts(number.distractors)) == ("42", ["43", "1.5"])
    assert day.key.text == "2017-07-14"
    assert truth.key is True


def test_formula_in_a_cell_is_a_finding_at_the_cell():
    imported = read_xlsx(workbook(("stem", "key", "distractor_1"), ("a", "=1+1", "b")))

    assert imported.items == ()
    first = imported.findings[0]
    assert (first.code, first.span.line, first.span.column) == ("X612", 2, 1) or (
        first.code,
        first.span.line,
        first.span.column,
    ) == ("X613", 2, 2)
    assert ("X613", 2) in codes(imported)


def test_other_sheets_are_named():
    book = openpyxl.load_workbook(io.BytesIO(workbook(("stem", "key"), ("a", "b"))))
    book.create_sheet("More")
    stream = io.BytesIO()
    book.save(stream)

    assert "“More”" in read_xlsx(stream.getvalue()).findings[0].message


def test_no_exported_text_is_a_formula():
    bank = bank_at(SHIPPED_BANK)
    item = bank.items["fighting-length"].model_copy(update={"stem": "=1+1", "hint": "@now"})
    hostile = type(bank)(**{**vars(bank), "items": {item.id: item}})

    written, sheet = write_csv(hostile).data.decode(), write_xlsx(hostile).data

    assert ",'=1+1," in written
    cells = openpyxl.load_workbook(io.BytesIO(sheet)).worksheets[0]
    assert {cell.data_type for row in cells.iter_rows() for cell in row} <= {"s", "n"}
    assert read_csv(written.encode()).items == read_xlsx(sheet).items == (item,)

"""CSV and XLSX tables of questions."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from quizapp.exchange.tables import read_csv, read_xlsx, write_csv, write_xlsx
from quizapp.exchange.tables.sheets import shown_number
from tests.exchange.reading import SHIPPED_BANK, codes, found, only, texts
from tests.exchange.workbooks import workbook
from tests.support.banks import bank_at


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


def test_what_a_first_line_says_of_the_separator_is_understood():
    item = only(read_csv(b"sep=;\r\nstem;key;distractor_1\r\na, b?;c;d\r\n"))

    assert (item.stem, item.key.text) == ("a, b?", "c")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_under_which_columns_have_names(separator):
    cells = ["Question", "Answer"], ["Red, white; or blue, which one, then?", "Red, mostly, I say"]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in cells)

    assert only(read_csv(text.encode())).term == "Red, mostly, I say"


def test_a_share_stays_what_its_cell_shows():
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(("stem", "key", "distractor_1"), ("a", 0.25, 0.125), ("b", 1.5, 2)))
    )
    sheet = book.worksheets[0]
    sheet["B2"].number_format, sheet["C2"].number_format = "0%", "0.0%"
    sheet["B3"].number_format = "0.00"
    stream = io.BytesIO()
    book.save(stream)

    share, number = found(read_xlsx(stream.getvalue()))

    assert (share.key.text, texts(share.distractors)) == ("25%", ["12.5%"])
    assert (number.key.text, texts(number.distractors)) == ("1.50", ["2"])


@pytest.mark.parametrize(
    ("value", "how", "shown"),
    [
        (7, "000", "007"),
        (1234.5, '#,##0.00\\ "€"', "1234.50 €"),
        (1234.5, "_-* #,##0.00\\ _€_-;-* #,##0.00\\ _€_-", "1234.50"),
        (5, "[$$-409]#,##0;[Red]-[$$-409]#,##0", "$5"),
        (5, '[Red]0" km"', "5 km"),
        (12, '"No. "0', "No. 12"),
        (0.5, "General", "0.5"),
        (3, "@", "3"),
        (3, '"', "3"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(value, how, shown):
    assert shown_number(value, how) == shown


def test_the_sheet_with_a_heading_row_is_read_wherever_it_is():
    book = openpyxl.load_workbook(io.BytesIO(workbook(("How to fill this in",))))
    book.create_sheet("Questions").append(("Question", "Answer"))
    book["Questions"].append(("a?", "b"))
    stream = io.BytesIO()
    book.save(stream)

    imported = read_xlsx(stream.getvalue())

    assert only(imported).term == "b"
    assert "“Sheet”" in imported.findings[0].message


def test_escaped_text_in_a_table_is_unescaped_before_learners_see_it():
    item = only(
        read_csv(
            b"Question,A,B,Answer\n"
            b'"<p>What&#39;s H<sub>2</sub>O?</p>",&quot;Water&quot;,1 &lt; 2,A\n'
        )
    )

    assert (item.stem, item.key.text) == ("What's H₂O?", '"Water"')
    assert texts(item.distractors) == ["1 < 2"]


@pytest.mark.parametrize("bad", ['"open,b,c', '"a "quoted" word",b,c'])
def test_a_row_with_a_bad_quote_is_the_only_one_lost(bad):
    imported = read_csv(f'stem,key,distractor_1\nx,y,z\n{bad}\n"u, u",v,w\nq,r,s\n'.encode())

    assert [item.stem for item in found(imported)] == ["x", "u, u", "q"]
    assert codes(imported) == [("X605", 3)]


@pytest.mark.parametrize("answer", ["9" * 309, "9" * 5000, "²", "1e999"])
def test_numbers_without_bounds_are_findings(answer):
    imported = read_csv(f"Question,A,B,Answer\nq?,x,y,{answer}\n".encode())

    assert codes(imported) == [("X612", 2)]


def test_a_number_without_bounds_in_a_workbook_is_only_a_cell():
    data, stream = workbook(("Question", "Answer"), ("q?", 424242), ("r?", "s")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"424242", b"9" * 309))

    assert [item.term for item in found(read_xlsx(stream.getvalue()))][-1] == "s"


def test_blank_lines_are_no_rows_however_many_stand_above():
    imported = read_csv(b"\n" * 60 + b"Question,A,B,Answer\n\n\nWhich?,x,y,B\n,x,y,A\n")

    assert only(imported).key.text == "y"
    assert codes(imported) == [("X612", 65)]

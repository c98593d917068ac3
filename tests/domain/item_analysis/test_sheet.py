"""Sheets as spreadsheets write them, and faults in them with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.item_analysis.sheet import Reading, read_sheet
from quizapp.domain.item_analysis.sheet.codes import FAULTS
from quizapp.domain.item_analysis.sheet.key import options_in

STATISTICS = Path(__file__).parents[3] / "docs" / "statistics.md"

WANTED = {"q1": (1.0, 0.0), "q2": (0.5, None)}


def read(text: str, key: str | None = None) -> Any:
    return read_sheet(text.encode(), None if key is None else key.encode())


def marks_of(reading: Reading) -> dict[str, tuple[float | None, ...]]:
    assert reading.matrix
    return {item.item_id: item.marks for item in reading.matrix.items}


def faults(reading: Reading) -> list[tuple[str, int, int]]:
    return [(each.code, each.span.line, each.span.column) for each in reading.findings]


def key_faults(reading: Reading) -> list[tuple[str, int, int]]:
    return [(each.code, each.span.line, each.span.column) for each in reading.key_findings]


@pytest.mark.parametrize(
    "text",
    [
        "learner,q1,q2\nAnn,1,0.5\nBob,0,\n",
        "learner;q1;q2\nAnn;1;0,5\nBob;0;\n",
        "learner\tq1\tq2\nAnn\t1\t0,5\nBob\t0\t\n",
        'learner,q1,q2\nAnn,1,"0,5"\nBob,0,\n',
        "learner,q1,q2\r\nAnn,1,0.5\r\nBob,0,\r\n",
        "learner,q1,q2\rAnn,1,0.5\rBob,0,",
        "\ufefflearner,q1,q2\nAnn,1,.5\nBob,0,\n",
        "sep=;\nlearner;q1;q2\nAnn;1;0,5\nBob;0;\n",
        "\n learner , q1 , q2 \n\n Ann , 1 , 0.5 \n,,\nBob,0,,,,\n",
        '"learner";"q1";"q2"\n"Ann";"1";"0,5"\n"Bob";"0";""\n',
    ],
)
def test_every_way_to_write_a_table(text):
    reading = read(text)

    assert reading.findings == ()
    assert reading.matrix.learners == ("Ann", "Bob")
    assert marks_of(reading) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_spreadsheets(encoding):
    reading: Any = read_sheet("learner\tq1\nZoë\t1\nBob\t0\n".encode(encoding))

    assert reading.findings == ()
    assert reading.matrix.learners == ("Zoë", "Bob")


def test_windows_1252_is_read_and_said():
    reading: Any = read_sheet("learner;q1\nZoë;1\nBob;0\n".encode("cp1252"))

    assert reading.matrix.learners == ("Zoë", "Bob")
    assert faults(reading) == [("R601", 1, 1)]
    assert not reading.has_errors


def test_quotation_marks_commas_and_line_breaks_within_cells():
    reading = read('learner,q1,"q2, the ""long"" one"\n"Ann\nMay",1,0\nBob,0,x\n')

    assert reading.matrix.learners == ("Ann\nMay", "Bob")
    assert [item.item_id for item in reading.matrix.items] == ["q1"]
    assert reading.items_left_out == ('q2, the "long" one',)
    assert faults(reading) == [("R607", 4, 7)]


def test_letters_are_marked_by_a_row_named_key():
    reading = read("learner,q1,q2\nKEY,A,b\nAnn,a,C\nBob,C,\n")

    assert reading.findings == ()
    assert marks_of(reading) == {"q1": (1.0, 0.0), "q2": (0.0, None)}
    assert reading.matrix.items[0].chosen == (frozenset("A"), frozenset("C"))
    assert reading.matrix.items[0].keys == frozenset("A")
    assert reading.matrix.items[0].chance is None


def test_letters_are_marked_by_a_key_file():
    key = "item;key;options;maximum\nq2;B|C;4;2\nq1;A;A B;\n"

    reading = read("learner,q1,q2\nAnn,A,C\nBob,B,D\n", key)

    assert (*reading.findings, *reading.key_findings) == ()
    assert marks_of(reading) == {"q1": (1.0, 0.0), "q2": (2.0, 0.0)}
    assert [item.options for item in reading.matrix.items] == [("A", "B"), ("A", "B", "C", "D")]
    assert [item.chance for item in reading.matrix.items] == [0.5, 0.5]


def test_words_and_figures_may_be_options():
    reading = read("learner,q1,q2\nKEY,true,2\nAnn,TRUE,2\nBob,False,4\n")

    assert marks_of(reading) == {"q1": (1.0, 0.0), "q2": (1.0, 0.0)}


def test_letters_and_marks_may_stand_side_by_side():
    reading = read("learner,q1,essay\nKEY,A,\nMAXIMUM,,5\nAnn,A,2.5\nBob,B,4\n")

    assert reading.findings == ()
    assert marks_of(reading) == {"q1": (1.0, 0.0), "essay": (2.5, 4.0)}
    assert [item.max_mark for item in reading.matrix.items] == [1, 5]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("", ()),
        ("3", ("A", "B", "C")),
        ("ABCD", ("A", "B", "C", "D")),
        ("a|b", ("A", "B")),
        ("1 2 3", ("1", "2", "3")),
        ("true | false", ("true", "false")),
        ("noon", ("noon",)),
    ],
)
def test_ways_to_list_options(text, options):
    assert options_in(text) == options


PLANTED = [
    ('learner,q1,q2\nAnn,1,"1\nBob,0,0\n', ("R602", 2, 7)),
    ("", ("R603", 1, 1)),
    ("learner\nAnn\n", ("R603", 1, 1)),
    ("learner,q1\n", ("R603", 1, 1)),
    ("learner,q1,q2\nAnn,1\nBob,0,1\n", ("R604", 2, 1)),
    ("learner,q1,q2\nAnn,1,1,1\nBob,0,1\n", ("R604", 2, 1)),
    ("learner,q1\nAnn,1\nBob,0\nAnn,0\n", ("R605", 4, 1)),
    ("learner,q1,q1\nAnn,1,0\nBob,0,1\n", ("R606", 1, 12)),
    ("learner,q1,,q2\nAnn,1,0,1\nBob,0,1,0\n", ("R606", 1, 12)),
    ("learner,q1\nAnn,1\nBob,yes\n", ("R607", 3, 5)),
    ("learner,q1\nAnn,1\nBob,nan\n", ("R607", 3, 5)),
    ("learner,q1\nAnn,1\nBob,-1\n", ("R608", 3, 5)),
    ("learner,q1\nMAXIMUM,2\nAnn,3\nBob,1\n", ("R608", 3, 5)),
    ("learner,q1\nAnn,A\nBob,B\n", ("R609", 2, 5)),
    ("learner,q1\nKEY,A\nAnn,1\nBob,B\n", ("R610", 3, 5)),
    ("learner,q1\nKEY,A\nAnn,AB\nBob,B\n", ("R610", 3, 5)),
    ("learner,q1\nKEY,1\nAnn,A\nBob,2\n", ("R610", 3, 5)),
    ("learner,q1,q2\nAnn,1,1\nBob,,\n", ("R611", 3, 1)),
    ("learner,q1\nAnn,3\nBob,1\n", ("R612", 1, 9)),
    ("learner,q1,q2,all\nAnn,1,1,2\nBob,0,1,1\n", ("R613", 1, 15)),
    ("learner,q1\nMAXIMUM,none\nAnn,1\nBob,0\n", ("R623", 2, 9)),
]


@pytest.mark.parametrize(("text", "fault"), PLANTED)
def test_fault_is_found_at_its_place(text, fault):
    reading = read(text)

    assert fault in faults(reading)
    assert reading.findings == tuple(sorted(reading.findings, key=lambda each: each.span.line))


PLANTED_KEYS = [
    ("", ("R620", 1, 1)),
    ("q1,A\n", ("R620", 1, 1)),
    ("item,key\nq1,A\nq1,B\n", ("R621", 3, 1)),
    ("item,key\n,A\nq1,A\n", ("R621", 2, 1)),
    ("item,key,options\nq1,E,ABCD\n", ("R621", 2, 4)),
    ("item,key\nq1,A\nq11,B\n", ("R622", 3, 1)),
    ("item,key,maximum\nq1,A,zero\n", ("R623", 2, 6)),
]


@pytest.mark.parametrize(("key", "fault"), PLANTED_KEYS)
def test_fault_in_a_key_is_found_at_its_place(key, fault):
    reading = read("learner,q1\nAnn,A\nBob,B\n", key)

    assert fault in key_faults(reading)


@pytest.mark.parametrize(
    "key",
    [
        "item,key\nq1,A\nq1,B\nq2,A\n",
        "item,key,options\nq1,E,ABCD\nq2,A,AB\n",
        "item,key,maximum\nq1,A,zero\nq2,A,1\n",
    ],
)
def test_item_whose_key_is_in_doubt_is_left_out(key):
    reading = read("learner,q1,q2\nAnn,A,A\nBob,B,B\n", key)

    assert reading.items_left_out == ("q1",)
    assert marks_of(reading) == {"q2": (1.0, 0.0)}


def test_name_that_is_nearly_right_is_offered():
    reading = read("learner,quiz-1\nAnn,A\nBob,B\n", "item,key\nquiz1,A\n")

    assert reading.key_findings[0].hint == "Did you mean `quiz-1`?"


def test_key_file_goes_before_the_row():
    reading = read("learner,q1\nKEY,B\nAnn,A\nBob,B\n", "item,key\nq1,A\n")

    assert faults(reading) == [("R624", 2, 1)]
    assert marks_of(reading) == {"q1": (1.0, 0.0)}


def test_every_code_is_planted_and_documented():
    planted = {fault[0] for _, fault in PLANTED + PLANTED_KEYS} | {"R601", "R624"}
    page = STATISTICS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (R6\d\d) \| (\w+) \| (.+?) \|", page, re.MULTILINE)

    assert planted == set(FAULTS)
    assert rows == [(code, fault.severity, fault.title) for code, fault in FAULTS.items()]


def test_every_fault_says_what_to_do():
    assert [code for code, fault in FAULTS.items() if not fault.hint.endswith(".")] == []


def test_item_that_cannot_be_used_is_left_out_and_named():
    reading = read("learner,q1,q2\nAnn,1,x\nBob,0,1\n")

    assert marks_of(reading) == {"q1": (1.0, 0.0)}
    assert reading.items_left_out == ("q2",)
    assert reading.has_errors


def test_all_letters_without_a_key_are_one_finding_for_each_item():
    reading = read("learner,q1,q2\n" + "".join(f"L{n},A,B\n" for n in range(50)))

    assert [code for code, *_ in faults(reading)] == ["R609", "R609"]
    assert reading.matrix is None


sheets = st.text(st.sampled_from('aAB10,.;\t\n\r" |KEY'), max_size=60)


@settings(deadline=None)
@given(sheets, st.none() | sheets)
def test_no_text_breaks_the_reader(text, key):
    reading = read(text, key)

    lines = re.split(r"\r\n|\r|\n", reading.text)
    for finding in reading.findings:
        assert 1 <= finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
    assert reading.matrix or reading.findings or reading.key_findings


@settings(deadline=None)
@given(st.binary(max_size=60), st.binary(max_size=30))
def test_no_bytes_break_the_reader(data, key):
    reading = read_sheet(data, key)

    assert reading.matrix or reading.findings


names = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8).filter(
    lambda name: name.casefold() not in {"key", "maximum"}
)


@settings(deadline=None)
@given(
    st.lists(names, min_size=1, max_size=5, unique=True),
    st.lists(names, min_size=1, max_size=4, unique=True),
    st.sampled_from(",;\t"),
    st.data(),
)
def test_what_is_written_is_read(learners, items, delimiter, data):
    marks = st.none() | st.sampled_from(["0", "1", "0.25", "0,25"])
    rows = [[data.draw(marks) for _ in items] for _ in learners]

    def line(cells: Sequence[str | None]) -> str:
        quoted = ['"' + (cell or "").replace('"', '""') + '"' for cell in cells]
        return str(delimiter.join(quoted))

    text = "\n".join(
        [line(["learner", *items])]
        + [line([name, *row]) for name, row in zip(learners, rows, strict=True)]
    )
    reading = read(text)

    present = [(n, r) for n, r in zip(learners, rows, strict=True) if any(r)]
    if present:
        assert reading.matrix.learners == tuple(name for name, _ in present)
        for place, item in enumerate(reading.matrix.items):
            wanted = [row[place] and float(row[place].replace(",", ".")) for _, row in present]
            assert list(item.marks) == wanted

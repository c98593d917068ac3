"""Files made to break a reader: each is refused in bounded time, with a place inside the file."""

from __future__ import annotations

from time import process_time

import pytest
import yaml

from quizapp.domain.bank import Reading, read_bank, reader
from quizapp.domain.bank.limits import Limits
from quizapp.domain.bank.positions import Lines
from tests.support.hostile import HOSTILE, each_hostile_file

SECONDS = 60
"""Generous, and of the processor: by itself, each takes less than two, most a small part of one."""


@pytest.mark.slow
@each_hostile_file
def test_hostile_file_is_refused_in_time_with_a_true_place(data):
    started = process_time()

    result = read_bank(data)

    assert process_time() - started < SECONDS
    assert result.bank is None
    assert result.findings
    assert_places_are_inside(result)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.slow
def test_reader_in_python_refuses_hostile_files_too(name, monkeypatch):
    monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)

    result = read_bank(HOSTILE[name][:50_000])

    assert result.findings
    assert_places_are_inside(result)


def assert_places_are_inside(result: Reading) -> None:
    lines = Lines(result.text)
    for finding in result.findings:
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@pytest.mark.slow
def test_file_of_tiny_nodes_is_refused_before_it_fills_the_memory():
    result = read_bank(b"items: [" + b"a," * 1_000_000 + b"a]\n")

    (finding,) = result.findings
    assert finding.code == "Y116"
    assert "300,001" in finding.message


@pytest.mark.parametrize(("data", "nodes"), [(b"[a, b, c]", 4), (b"a: b\nc: [d, []]", 7)])
def test_file_of_just_as_many_nodes_as_allowed_is_read(data, nodes):
    at_most, one_more = (read_bank(data, Limits(nodes=most)) for most in (nodes, nodes - 1))

    assert "Y116" not in [finding.code for finding in at_most.findings]
    assert [finding.code for finding in one_more.findings] == ["Y116"]


def test_byte_order_mark_is_passed_over(good):
    result = read_bank(b"\xef\xbb\xbf" + good.encode())

    assert result.findings == ()


def test_windows_line_ends_change_nothing(good):
    crlf = good.replace("\n", "\r\n")

    result = read_bank(crlf.encode())

    assert result.findings == ()
    assert result.bank == read_bank(good.encode()).bank


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_the_same_for_all_line_ends(end, planted):
    text, line, column = planted("topic: people\n    stem", "topic: «peple\n    stem")

    result = read_bank(text.replace("\n", end).encode())

    (finding,) = result.findings
    assert (finding.span.line, finding.span.column) == (line, column)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "😀", "é", "e\u0301", "漢"])
def test_columns_count_characters_as_an_editor_does(character, planted):
    text, line, column = planted(
        "  - id: after\n    title: After reading\n    items: [length, dates]",
        f'  - {{id: after, title: "a{character}b", items: [«date]}}',
    )

    findings = read_bank(text.encode()).findings

    assert [(f.code, f.span.line, f.span.column) for f in findings] == [("B303", line, column)]


def test_place_of_bad_utf_8_is_counted_in_characters():
    result = read_bank("title: Été\nname: é".encode() + b"\xe9t")

    (finding,) = result.findings
    assert (finding.code, finding.span.line, finding.span.column) == ("Y102", 2, 8)


def test_scalars_stay_what_the_teacher_wrote(good):
    words = ["No", "1:30", "2017-07-14", "017", "1e3", "~", "null", "0x1F", "1_000", ".5"]
    text = good.replace("[Nobody]", "[" + ", ".join(words) + "]")

    result = read_bank(text.encode())

    assert result.bank is not None
    options = result.bank.content_of("fled").questions[0].options
    assert [option.text for option in options if not option.is_key] == words

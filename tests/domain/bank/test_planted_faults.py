"""Each code: a fault planted in a good bank is found at its line and column, and alone."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.diagnostics import CODES, Severity
from quizapp.domain.bank.limits import Limits
from tests.domain.bank.faults import FAULTS


@pytest.mark.parametrize(("code", "old", "new"), FAULTS)
def test_planted_fault_is_found_in_its_place_and_alone(code, old, new, planted, places):
    text, line, column = planted(old, new)

    assert places(text) == [(code, line, column)]


def test_good_bank_has_no_findings(good, reading):
    result = reading(good)

    assert result.findings == ()
    assert result.bank is not None


@pytest.mark.parametrize(
    ("code", "data", "limits"),
    [
        ("Y101", b"format: 1", Limits(bytes=8)),
        ("Y102", b"\xff\xfef\x00", Limits()),
        ("Y102", b"title: Mar\xe9e", Limits()),
        ("Y104", b"", Limits()),
        ("Y104", b"# only a comment\n", Limits()),
        ("Y104", b"---\n", Limits()),
        ("Y115", b"[[[[", Limits(depth=3)),
        ("Y116", b"[a, b, c]", Limits(nodes=2)),
        ("Y127", b"PK\x03\x04\x14\x00\x00\x00word/document.xml\xff\x00", Limits()),
        ("Y127", b"%PDF-1.7\n\xe2\xe3", Limits(bytes=4)),
        ("Y127", b"{\\rtf1\\ansi Who fled?}", Limits()),
        ("Y127", b"<!DOCTYPE html><title>Who fled?</title>", Limits()),
        ("Y127", b"::fled:: Who fled? {=Families ~Nobody}", Limits()),
        ("Y127", b"Who fled?\nA. Families\nANSWER: A", Limits()),
        ("B204", b"only a text", Limits()),
        ("B204", b"- a list", Limits()),
    ],
)
def test_file_that_is_no_bank_has_one_finding(code, data, limits):
    result = read_bank(data, limits)

    assert [finding.code for finding in result.findings] == [code]
    assert result.bank is None


def test_errors_past_the_limit_are_summed_up_in_one():
    items = "".join("  - topic: [x]\n" for _ in range(50))

    result = read_bank(f"items:\n{items}".encode(), Limits(errors=20))

    assert "Y120" in [finding.code for finding in result.findings]
    assert len(result.findings) <= 21


def test_every_code_of_the_table_has_an_example_here():
    in_fixed_files = {"Y101", "Y102", "Y104", "Y115", "Y116", "Y120", "Y127", "B265", "B267"}
    of_translations = {f"B27{number}" for number in range(5)}  # translations/test_findings.py
    of_the_writing = {code for code in CODES if code[0] == "W" or code == "C404"}  # test_lint.py

    assert {code for code, _, _ in FAULTS} | in_fixed_files == set(
        CODES
    ) - of_the_writing - of_translations


def test_bank_is_given_exactly_if_nothing_is_an_error(planted, reading):
    for code, old, new in FAULTS:
        text, _, _ = planted(old, new)

        has_bank = reading(text).bank is not None

        assert has_bank == (CODES[code].severity is not Severity.ERROR), code

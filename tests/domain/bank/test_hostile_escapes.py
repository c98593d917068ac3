"""Escapes in quotes that stand for what no database or encoding can take."""

import pytest

from quizapp.domain.bank import read_bank


@pytest.mark.parametrize("escape", [r"\0", r"\x01", r"\x7f"])
def test_an_escape_for_a_character_that_cannot_be_kept_is_a_finding(escape):
    text = f'format: 1\nid: x\ntitle: "See {escape} here"\n'

    reading = read_bank(text.encode())

    assert reading.bank is None
    finding = next(finding for finding in reading.findings if finding.code == "Y103")
    assert (finding.span.line, finding.span.column) == (3, 8)


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff"])
def test_half_of_a_surrogate_pair_is_a_finding(escape):
    reading = read_bank(f'format: 1\nid: x\ntitle: "See {escape} here"\n'.encode())

    assert reading.bank is None
    assert any(finding.span.line == 3 for finding in reading.findings)


@pytest.mark.parametrize("escape", [r"\n", r"\t", r"\u00e9", r"\U0001F30D", r"\""])
def test_other_escapes_are_fine(escape):
    text = f'format: 1\nid: x\ntitle: "See {escape} here"\n'

    reading = read_bank(text.encode())

    assert "Y103" not in {finding.code for finding in reading.findings}

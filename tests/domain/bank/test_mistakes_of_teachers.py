"""Mistakes that teachers make, and what each of them is told: one thing, in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from quizapp.domain.bank import Severity, read_bank

HERE = Path(__file__).parent
TIDES = (HERE / "tides.yaml").read_text(encoding="utf-8")

BEYOND_THE_TABLE = {"W517", "W518"}
"""Where an option or an explanation is gone by mistake, its being gone is told too."""

MISTAKES = yaml.safe_load((HERE / "mistakes_of_teachers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("mistake", [pytest.param(each, id=each["mistake"]) for each in MISTAKES])
def test_a_mistake_is_told_once_with_what_helps(mistake: dict[str, str]) -> None:
    assert TIDES.count(mistake["old"]) == 1

    text = TIDES.replace(mistake["old"], mistake["new"])
    findings = read_bank(text.encode(), lint=True).findings

    told = [each for each in findings if each.severity is not Severity.NOTE]
    assert [
        (f"{each.code}, line {each.span.line}", each.hint)
        for each in told
        if each.code not in BEYOND_THE_TABLE
    ] == [(mistake["told"], mistake["hint"])]


def test_a_bank_without_a_mistake_is_told_nothing() -> None:
    findings = read_bank(TIDES.encode(), lint=True).findings

    assert {each.severity for each in findings} <= {Severity.NOTE}


def test_words_of_another_program_are_each_told_their_key() -> None:
    head, tail = TIDES.split("    stem: What pulls", 1)
    item = "    question: What?\n    answer: The moon\n    options: [The wind, The rain]\n"
    rest = tail[tail.index("    explanation") :]

    findings = read_bank((head + item + rest).encode()).findings

    assert [(each.code, each.hint) for each in findings[:2]] == [
        ("B202", "Did you mean `stem`?"),
        ("B202", "Did you mean `key`?"),
    ]
    assert findings[2].code == "B242"
    assert "they belong under `distractors`" in findings[2].hint


def test_a_comment_set_apart_is_a_comment() -> None:
    for comment in ("  # as in the article", "   ## here", "\t# here"):
        text = TIDES.replace("key: The moon", f"key: The moon{comment}")

        assert "Y124" not in {each.code for each in read_bank(text.encode()).findings}


def test_a_comment_after_an_id_or_a_date_is_a_comment() -> None:
    text = TIDES.replace("id: tides", "id: tides # stable").replace("-01\n", "-01 # its day\n")

    assert "Y124" not in {each.code for each in read_bank(text.encode()).findings}
    assert "Y124" in {
        each.code for each in read_bank(text.replace("# its", "#its").encode()).findings
    }


def test_a_line_that_goes_on_after_a_comment_is_told_why_it_stands_alone() -> None:
    text = TIDES.replace("at the sea?\n", "at sea #2\n      in spring?\n", 1)

    codes = [(each.code, each.span.line) for each in read_bank(text.encode()).findings]

    assert codes == [("Y124", 20), ("Y119", 21)]


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\x00xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04\x14\x00questions.yaml", "a ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document of an older Word, Excel or PowerPoint"),
        (b"%PDF-1.7", "a PDF"),
        (b"\n <!DOCTYPE html>", "a web page"),
        (b'<?xml version="1.0"?><quiz>', "an XML file"),
    ],
)
def test_a_file_of_another_program_is_called_what_it_is(beginning: bytes, kind: str) -> None:
    (finding,) = read_bank(beginning + b"\x00\xff" * 100).findings

    assert (finding.code, finding.message) == ("Y127", f"This is {kind}, and a bank is a text.")

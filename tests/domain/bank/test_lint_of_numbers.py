"""Warnings about items that ask for a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.bank import read_bank

BANK = (Path(__file__).parents[3] / "docs" / "findings" / "bank.yaml").read_text(encoding="utf-8")
SAID = "According to the harbour\n        office, 1,200 ships a year wait for one."


def warned(said: str, *, language: str = "en", **item: str) -> set[str]:
    """The warnings of a bank whose passage says this, and whose item asks for a number."""
    fields = {"stem": "How many boats wait?", "cites": "At spring tide the sea rises high", **item}
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    written = f"  - id: boats\n    type: number\n    topic: moon\n{lines}quizzes:\n"
    text = BANK.replace(SAID, said).replace("quizzes:\n", written)
    found = read_bank(text.replace("language: en", f"language: {language}").encode(), lint=True)
    assert found.bank is not None, found.findings
    return {each.code for each in found.findings}


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("There are about 1,200 boats.", "1200"),
        ("More than 1.5 million boats wait.", "1500000"),
        ("Almost 40 boats wait.", "40"),
    ],
)
def test_a_rough_number_wants_a_tolerance_or_a_rough_question(said: str, key: str) -> None:
    assert "W541" in warned(said, key=key)
    assert "W541" not in warned(said, key=key, tolerance="5 %")
    assert "W541" not in warned(said, key=key, stem="About how many boats wait?")


def test_a_number_that_the_passage_gives_plainly_wants_none() -> None:
    assert "W541" not in warned("There are 1,200 boats, and about 40 pilots.", key="1200")


@pytest.mark.parametrize(
    ("stem", "is_twice"),
    [
        ("How far is it, in km?", True),
        ("How far is it (km)?", True),
        ("How many km of all the km?", True),
        ("How many km is it?", False),
        ("How far is it?", False),
    ],
)
def test_the_unit_stands_once(stem: str, *, is_twice: bool) -> None:
    assert ("W542" in warned("It is 12 km.", key="12", unit="km", stem=stem)) is is_twice


def test_a_billion_is_doubtful_where_it_is_no_english_one() -> None:
    assert "W543" in warned("2.", language="de", key="2 billion")
    assert "W543" not in warned("2.", language="de", key="2 Milliarden")
    assert "W543" not in warned("2.", key="2 billion")


def test_a_number_is_proved_by_the_same_number_in_other_writing() -> None:
    assert "W531" not in warned("There are 1,500,000 boats.", key="1.5 million")
    assert "W531" in warned("There are 1,600,000 boats.", key="1.5 million")

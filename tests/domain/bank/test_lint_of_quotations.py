"""Lint of what is quoted: words that the article gives as somebody's, and an item as a fact."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Finding, read_bank
from quizapp.domain.bank.limits import LIMITS
from tests.support.linting import HEAD

SAID = "The master said that “no keel is safe then”. A sign calls it the “sea of calm”."


def found(*lines: str, language: str = "en") -> list[Finding]:
    head = HEAD.format(language=language).replace("The moon pulls at the sea.", SAID)
    item = "".join(f"    {line}\n" for line in ("topic: t", *lines))
    reading = read_bank(f"{head}  - id: i\n{item}".encode(), LIMITS, lint=True)
    return [each for each in reading.findings if each.code == "W556"]


STATEMENT = ("type: true-false", "key: true")


@pytest.mark.parametrize(
    "line", ["stem: At spring “no keel is safe then”.", "stem: It is not “safe then” at sea."]
)
def test_a_quotation_without_its_speaker_is_warned_of_where_it_stands(line):
    (only,) = found(*STATEMENT, line)

    assert only.message.startswith("The article says who said “")
    assert only.span.column == line.index("“") + 6


def test_explanations_and_keys_are_looked_at_as_well():
    explained = (*STATEMENT, "stem: It is so.", "explanation: Then “no keel is safe”.")
    chosen = ("stem: Why?", "key: As “no keel is safe”", "distractors: [As nobody “is at sea”]")

    assert len(found(*explained)) == 1
    assert len(found(*chosen)) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("stem: The master said that “no keel is safe then”.",),
        ("stem: It is “no keel is safe then”.", "explanation: According to the master it is."),
        ("stem: It is the “sea of calm”.",),
        ("stem: It is “safe”.",),
        ("stem: It is “another thing altogether”.",),
    ],
    ids=["said", "explained", "nobody’s", "one word", "not the article’s"],
)
def test_what_names_the_speaker_or_is_no_quotation_of_somebody_is_well(lines):
    assert found(*STATEMENT, *lines) == []


def test_other_languages_are_not_looked_at():
    assert found(*STATEMENT, "stem: Man sagt “no keel is safe then”.", language="de") == []

"""Whole files of teachers, each with what is to be told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.bank import Reading, read_bank

CASES = Path(__file__).parent / "cases"


def reading(name: str) -> Reading:
    return read_bank((CASES / f"{name}.yaml").read_bytes(), lint=True)


@pytest.mark.parametrize(
    ("name", "line", "code", "words"),
    [
        ("hash_in_text", 30, "Y124", "How long do flat #2 lie bare?"),
        ("answer_for_key", 23, "B202", "Did you mean `key`?"),
        ("answer_for_key", 30, "B202", "Did you mean `stem`?"),
        ("list_under_key", 31, "B213", "write `type: multiple`, and `keys:`"),
        ("no_break_spaces", 31, "Y125", "type a space"),
    ],
)
def test_a_slip_is_told_on_its_line_with_what_helps(
    name: str, line: int, code: str, words: str
) -> None:
    told = [each for each in reading(name).findings if each.code == code]

    assert any(each.span.line == line and words in each.hint for each in told), told


def test_terms_of_one_definition_are_told_and_never_offered_against_each_other() -> None:
    found = reading("terms_of_one_definition")

    assert [each.message for each in found.findings if each.code == "W524"][-1] == (
        "`t7` shows the same words, and wants “one”."
    )
    assert found.bank is not None
    for item_id, other in (("t7", "two"), ("t8", "one")):
        (question,) = found.bank.content_of(item_id).questions
        assert other not in {option.text for option in question.options}

"""An article pasted as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.pasted_article import PastedSection, pasted_sections


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("", []),
        ("# A heading alone", []),
        ("One.\ntwo.", [("", ("One. two.",))]),
        ("One.\n \nTwo.", [("", ("One.", "Two."))]),
        ("# A #\nOne.\n\n## B\r\nTwo.", [("A", ("One.",)), ("B", ("Two.",))]),
        ("Before.\n# A\nOne.", [("", ("Before.",)), ("A", ("One.",))]),
        ("#tag is a word.\n#1 too", [("", ("#tag is a word. #1 too",))]),
        ("# A\n\n\n# B\nTwo.", [("B", ("Two.",))]),
    ],
)
def test_parts_and_paragraphs(text: str, sections: list[tuple[str, tuple[str, ...]]]) -> None:
    assert pasted_sections(text) == tuple(PastedSection(*each) for each in sections)


@given(st.lists(st.sampled_from(["# A", "## Long heading", "", "Words here.", "  more "])))
def test_no_word_of_a_paragraph_is_lost_or_doubled(lines: list[str]) -> None:
    sections = pasted_sections("\n".join(lines))

    written = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert " ".join(p for each in sections for p in each.paragraphs).split() == written
    assert all(each.paragraphs and all(each.paragraphs) for each in sections)

"""docs/bank-format.md shows banks that are read without a finding."""

from __future__ import annotations

import re
from pathlib import Path

from quizapp.domain.bank import read_bank

PAGE = (Path(__file__).parents[3] / "docs" / "bank-format.md").read_text(encoding="utf-8")
BANK, *EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_whole_bank_of_the_page_is_clean():
    assert read_bank(BANK.encode()).findings == ()


def test_section_of_the_page_that_is_a_list_is_clean():
    listed = next(example for example in EXAMPLES if example.startswith("      text:"))
    text = BANK[BANK.index("      text:") : BANK.index("topics:")]

    reading = read_bank(BANK.replace(text, listed).encode())

    assert reading.findings == ()
    assert reading.article is not None
    parts = reading.article.sections[0].parts
    assert [(part.paragraph, part.is_note) for part in parts] == [
        (4, False),
        (None, True),
        (None, False),
    ]


def test_items_and_quizzes_of_the_page_make_a_clean_bank():
    items = "".join(example for example in EXAMPLES if example.startswith("  - id:"))
    quizzes = next(example for example in EXAMPLES if example.startswith("quizzes:"))
    head = BANK[: BANK.index("items:")].replace("topics:", "topics:\n  shore: The shore")
    small_picks = quizzes.replace("pick: 10", "pick: 1").replace("{moon: 4, shore: 3}", "{moon: 1}")

    findings = read_bank(f"{head}items:\n{items}{small_picks}".encode()).findings

    # The page shows two terms and one gap without distractors: too few siblings, and no error.
    assert [finding.code for finding in findings] == ["B220", "B220", "B220"]

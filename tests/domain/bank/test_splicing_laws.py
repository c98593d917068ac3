"""Laws of splicing: what was meant is read, and the rest stays byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.splicing import bank_data, spliced
from tests.domain.bank.commented_bank import COMMENTED

SMALL = (Path(__file__).parents[2] / "banks" / "small.yaml").read_text(encoding="utf-8")


LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])


TEXTS = (
    st.text(st.one_of(st.sampled_from(" : #-\"'[]{}|>&*!?%@\n"), LETTERS), max_size=30)
    .map(str.strip)
    .filter(bool)
)


OPTIONS = st.lists(
    st.one_of(TEXTS, st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=1)),
    min_size=1,
    max_size=5,
    unique_by=lambda option: option if isinstance(option, str) else next(iter(option)),
)


FIELDS = st.fixed_dictionaries(
    {"id": st.sampled_from(["what-pulls", "ebb", "new"]), "topic": st.just("moon")},
    optional={
        "stem": TEXTS,
        "key": TEXTS,
        "distractors": OPTIONS,
        "hint": TEXTS,
        "cites": st.lists(TEXTS, min_size=1, max_size=3),
        "allow": st.dictionaries(st.sampled_from(["W501", "W517"]), TEXTS, min_size=1),
    },
)


def source_of(text: str, item_id: str) -> str:
    """Return the lines of an item without those of comments and blank ones at its end."""
    start = text.index(f"- id: {item_id}")
    end = text.find("- id: ", start + 1)
    lines = text[start : end if end > 0 else None].split("quizzes:")[0].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].strip().startswith("#")):
        lines.pop()
    return "".join(lines)


@given(FIELDS, st.sampled_from([COMMENTED, COMMENTED.replace("\n", "\r\n"), SMALL]))
def test_law_what_was_meant_is_read_and_the_rest_stays_byte_for_byte(
    item: dict[str, Any], text: str
) -> None:
    data = bank_data(text)
    others = [each for each in data["items"] if each["id"] != item["id"]]
    at = next((n for n, each in enumerate(data["items"]) if each["id"] == item["id"]), len(others))
    items = [*others[:at], item, *others[at:]]

    after = spliced(text, {**data, "items": items})

    assert bank_data(after) == {**data, "items": items}
    head, rest = text.split("items:", 1)[0], text[text.index("quizzes:") :]
    assert after.startswith(head)
    assert after.endswith(rest)
    for each in others:
        assert source_of(text, each["id"]) in after


@given(st.data())
def test_law_taking_an_item_out_and_putting_it_back_gives_the_same_bank(
    data: st.DataObject,
) -> None:
    whole = bank_data(SMALL)
    at = data.draw(st.integers(0, len(whole["items"]) - 1))
    without = {**whole, "items": [*whole["items"][:at], *whole["items"][at + 1 :]]}

    back = spliced(spliced(SMALL, without), whole)

    assert bank_data(back) == whole
    assert read_bank(back.encode()).bank == read_bank(SMALL.encode()).bank

"""Texts that YAML writes in its longer ways: whatever a form or another program holds can stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.item_findings import findings_by_item, item_findings
from quizapp.domain.bank.item_source import find_source_item, source_items, with_item
from quizapp.domain.bank.splicing import bank_data, spliced

SMALL = (Path(__file__).parents[2] / "banks" / "small.yaml").read_text(encoding="utf-8")
LONG = "It is read by those who stand at the harbour and wait. " * 20
CHOICE = {"id": "x", "topic": "moon", "stem": "Who reads?", "key": "The pilots"}

PIECES = (
    *("word", "a: b", " # c", "{{gap}}", "{", "]", "'", '"', "\\", "\n", "\n\n", "\t", " ", "- "),
    *("? ", ": ", "&x", "*x", "!t", "|-", ">", "---", "null", "1:30", "\xa0", "\x85", "\u2028"),
    *("\ufeff", "漢", "🙂", "x" * 130, "long words here " * 40),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
options = texts | st.dictionaries(texts, texts, min_size=1, max_size=1)
lists = st.lists(options, min_size=1, max_size=3)
items = st.fixed_dictionaries(
    {"id": st.just("x"), "topic": st.just("moon"), "type": st.sampled_from(["choice", "cloze"])},
    optional={
        "stem": texts,
        "text": texts,
        "key": options,
        "distractors": lists | st.dictionaries(texts, lists, min_size=1, max_size=2),
        "explanation": texts,
        "cites": texts,
        "allow": st.dictionaries(texts, texts, min_size=1, max_size=2),
    },
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(items, items)
def test_law_any_item_is_added_changed_and_checked(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    at = len(source_items(SMALL))

    added = with_item(SMALL, first, None, {})
    changed = with_item(added, second, at, {})

    assert bank_data(changed)["items"][at] == second
    for text in (added, changed):
        placed = [finding for paths in findings_by_item(text)[0].values() for _, finding in paths]
        assert set(placed) <= set(read_bank(text.encode(), lint=True).findings)


def test_a_finding_about_a_long_option_with_feedback_is_about_that_option() -> None:
    item = {**CHOICE, "distractors": ["The moon", {LONG: "Nobody is that patient."}]}
    text = with_item(SMALL, item, None, {})

    found = item_findings(text, len(source_items(SMALL))).by_path

    assert (("distractors", 1), "W510") in {(path[:2], finding.code) for path, finding in found}


def test_a_finding_about_an_empty_pair_of_braces_has_a_place() -> None:
    text = SMALL.replace(
        "    distractors:\n      - The", "    distractors:\n      - {}\n      - The", 1
    )

    found = item_findings(text, 0).by_path

    assert [(path, finding.code) for path, finding in found if finding.code == "B213"] == [
        (("distractors", 0), "B213")
    ]


def test_a_key_of_an_item_may_be_written_with_a_question_mark() -> None:
    text = SMALL.replace("  - id: what-pulls\n", "  - ? id\n    : What pulls\n", 1)

    found = item_findings(text, 0).by_path

    assert ("id",) in {path for path, finding in found if finding.code == "B206"}


def test_the_wrong_options_of_a_long_gap_are_a_list() -> None:
    gap = "mud " * 150
    item = {
        "id": "x",
        "type": "cloze",
        "topic": "moon",
        "text": f"Bare are the {{{{{gap}}}}}.",
        "distractors": {gap.strip(): ["cliffs", {"islands": "They rise."}]},
    }

    text = with_item(SMALL, item, None, {})

    found = find_source_item(text, "x")
    assert found is not None
    assert found.data == item


@pytest.mark.parametrize("new", ["shore", "mud " * 200])
def test_the_only_key_of_a_group_can_be_renamed_and_the_comment_above_it_stays(new: str) -> None:
    group = "    distractors:\n      # by the sea\n      flats: [cliffs]\n"
    text = f"items:\n  - id: a\n{group}    hint: h\n"
    old: Any = bank_data(text)["items"][0]

    changed = spliced(text, {"items": [{**old, "distractors": {new: ["dunes"]}}]})

    assert "distractors:\n      # by the sea\n      " in changed
    assert bank_data(changed)["items"][0]["distractors"] == {new: ["dunes"]}


def test_a_mark_that_cannot_be_seen_is_written_as_its_code_also_in_a_text_of_lines() -> None:
    item = {**CHOICE, "explanation": "One line,\nand\ufeffanother."}

    text = with_item(SMALL, {**item, "distractors": ["No"]}, None, {})

    assert '"One line,\\nand\\ufeffanother."' in text

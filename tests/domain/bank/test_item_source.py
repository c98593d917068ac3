"""Single items of a bank's text, and what is said about each of their fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.bank.item_findings import item_findings
from quizapp.domain.bank.item_source import (
    find_source_item,
    source_items,
    source_topics,
    with_item,
    without_item,
)
from quizapp.domain.bank.splicing import CannotSpliceError

SMALL = (Path(__file__).parents[2] / "banks" / "small.yaml").read_text(encoding="utf-8")


def codes_by_path(text: str, index: int) -> set[tuple[tuple[str | int, ...], str]]:
    return {(path, finding.code) for path, finding in item_findings(text, index).by_path}


def test_items_are_listed_with_what_they_ask_and_where_they_stand() -> None:
    items = source_items(SMALL)

    assert [item.id for item in items][:4] == [
        "what-pulls",
        "who-reads",
        "bare-flats",
        "spring-tide",
    ]
    assert {item.type for item in items} == {"choice", "multiple", "true-false", "cloze", "term"}
    assert items[0].asked == "What pulls at the sea and makes it rise?"
    assert items[4].asked == "ebb"
    assert SMALL.splitlines()[items[4].line - 1] == "  - id: ebb"
    assert source_topics(SMALL)["moon"] == "The pull of the moon"


def test_items_with_faults_are_listed_too() -> None:
    text = "items:\n  - 7\n  - stem: [a]\n    type: essay\n  - id: b\n"

    assert [(item.index, item.id, item.asked) for item in source_items(text)] == [
        (1, "", ""),
        (2, "b", ""),
    ]
    assert find_source_item(text, "c") is None


@pytest.mark.parametrize(
    ("old", "new", "path", "code"),
    [
        ("    key: The moon\n", "", ("key",), "B201"),
        (
            "    distractors:\n      - The",
            "    distractors: []\n    x:\n      - The",
            ("distractors",),
            "B208",
        ),
        ("- The harbour:", "- The moon:", ("distractors", 1), "B216"),
        ("topic: moon\n    stem: What", "topic: mon\n    stem: What", ("topic",), "B302"),
        ("cites: The moon pulls", "cites: The sun pulls", ("cites",), "C401"),
        ("hint: Look up at night.", "hint: The moon.", ("hint",), "W516"),
    ],
)
def test_a_finding_is_about_the_field_that_it_marks(
    old: str, new: str, path: tuple[str | int, ...], code: str
) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)

    found = codes_by_path(text, 0)

    assert any(at[: len(path)] == path and said == code for at, said in found), found


def test_errors_elsewhere_are_told_apart() -> None:
    text = SMALL.replace("    definition: the water coming in\n", "")

    findings = item_findings(text, 0)

    assert "B201" in {finding.code for finding in findings.elsewhere}
    assert findings.has_errors


def test_errors_keep_an_item_from_being_used_and_warnings_do_not() -> None:
    warned = item_findings(SMALL.replace("hint: Look up at night.", "hint: The moon."), 0)
    spoilt = item_findings(SMALL.replace("    key: The moon\n", ""), 0)

    assert [finding.code for _, finding in warned.by_path] == ["W518", "W516"]
    assert not warned.has_errors
    assert spoilt.elsewhere == ()
    assert spoilt.has_errors


def test_a_new_topic_comes_with_the_item_that_needs_it() -> None:
    item = {"id": "lull", "type": "term", "topic": "calm", "term": "lull", "definition": "calm"}

    text = with_item(SMALL, item, None, {"calm": "Calm: the sea"})

    assert source_topics(text)["calm"] == "Calm: the sea"
    assert find_source_item(text, "lull") is not None


def test_the_fields_of_a_new_item_are_in_the_order_of_the_handbook() -> None:
    item = {"explanation": "e", "key": "k", "topic": "moon", "stem": "s", "id": "lull", "hint": "h"}

    text = with_item(SMALL, item, None, {})

    written = text[text.index("- id: lull\n") :].split("quizzes")[0]
    assert [line.split(":")[0].strip(" -") for line in written.splitlines() if line] == [
        "id",
        "topic",
        "stem",
        "key",
        "hint",
        "explanation",
    ]


def test_the_last_item_and_the_last_of_a_quiz_stay() -> None:
    alone = "topics: {a: A}\nitems:\n  - id: a\n"
    quiz = "items:\n  - id: a\n  - id: b\nquizzes:\n  - id: q\n    items: [a]\n"

    with pytest.raises(CannotSpliceError, match="at least one"):
        without_item(alone, 0)
    with pytest.raises(CannotSpliceError, match="`q` would have no question left"):
        without_item(quiz, 0)


@pytest.mark.parametrize("length", [1_000, 1_023, 1_100, 9_000])
def test_a_finding_of_an_option_too_long_for_a_plain_key_is_of_its_field(length: int) -> None:
    long = "a" * length
    item = {
        "id": "long",
        "topic": "moon",
        "stem": "Which?",
        "key": {f"{long} key": "Yes."},
        "distractors": [{f"{long} a": "No."}, {f"{long} a": "No."}],
    }

    text = with_item(SMALL, item, None, {})

    index = len(source_items(text)) - 1
    assert (("distractors", 1), "B215") in {
        (path[:2], code) for path, code in codes_by_path(text, index)
    }


@pytest.mark.parametrize(
    ("said", "left"), [("[ebb, flood]", ["flood"]), ("ebb", None), ("[ebb]", None)]
)
def test_a_term_that_goes_is_named_by_no_other(said: str, left: list[str] | None) -> None:
    text = SMALL.replace("term: slack water", f"term: slack water\n    not_beside: {said}")
    ebb = next(item for item in source_items(text) if item.id == "ebb")

    after = source_items(without_item(text, ebb.index).text)

    assert next(item for item in after if item.id == "slack").data.get("not_beside") == left

"""The part of a text that one item needs, found by the layout of its lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.excerpts import excerpt_at
from quizapp.domain.bank.siblings import SIBLING_LIMIT
from quizapp.domain.items import ItemContent
from tests.support.places import SHIPPED_BANK, SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1


def read(text: str, line: int):
    """The bank of the excerpt, and the id of the item meant."""
    excerpt = excerpt_at(text, line)
    assert excerpt is not None
    reading = read_bank(excerpt.text.encode())
    assert reading.bank is not None, reading.findings
    return reading.bank, list(reading.bank.items)[excerpt.number]


def alone(content: ItemContent) -> ItemContent:
    """What is asked, without the answers of other items that what is typed is read beside."""
    questions = (
        replace(each, typed=each.typed and replace(each.typed, others=()))
        for each in content.questions
    )
    return replace(content, questions=tuple(questions))


@pytest.mark.slow
def test_every_item_of_our_bank_is_the_same_in_its_excerpt():
    text = SHIPPED_BANK.read_text(encoding="utf-8")
    whole = read_bank(text.encode()).bank
    assert whole

    for item_id in whole.items:
        bank, meant = read(text, line_of(text, f"- id: {item_id}\n"))

        assert meant == item_id
        assert alone(bank.content_of(item_id)) == alone(whole.content_of(item_id))


@pytest.mark.parametrize(
    ("part", "item_id"),
    [
        ("  - id: what-pulls", "what-pulls"),
        ("    hint: Look up at night.", "what-pulls"),
        ("      - The fishermen: They", "who-reads"),
        ("    definition: the pause before the turn", "slack"),
    ],
)
def test_any_line_of_an_item_leads_to_it(part: str, item_id: str):
    assert read(SMALL, line_of(SMALL, part))[1] == item_id


@pytest.mark.parametrize(
    "part", ["format: 1", "  moon: The pull", "\nitems:", "\nquizzes:", "  - id: quiet"]
)
def test_elsewhere_there_is_no_item(part: str):
    assert excerpt_at(SMALL, line_of(SMALL, part) + part.count("\n")) is None


@pytest.mark.parametrize("line", [10_000, 10**9])
def test_a_line_behind_the_end_is_in_no_item_or_the_last(line: int):
    assert excerpt_at(SMALL, line) is None
    assert read(SMALL[: SMALL.index("quizzes:")], line)[1] == "slack"


@pytest.mark.parametrize(
    "text", ["", "\n", "items:", "items:\n", "items: [", "items:\n  nothing\n", "- a\n- b\n"]
)
def test_a_text_without_items_has_no_excerpt(text: str):
    assert all(excerpt_at(text, line) is None for line in (1, 2, 3))


def test_line_ends_of_any_kind_count_the_same():
    line = line_of(SMALL, "    hint: Look up at night.")

    for ends in ("\r\n", "\r"):
        assert excerpt_at(SMALL.replace("\n", ends), line) == excerpt_at(SMALL, line)


def test_a_list_at_the_margin_is_a_list_of_items_too():
    head, items = (
        SMALL[: SMALL.index("  - id: what-pulls")],
        SMALL[SMALL.index("  - id: what-pulls") :],
    )
    items = items[: items.index("quizzes:")]
    text = head + "".join(line[2:] for line in items.splitlines(keepends=True))

    assert read(text, line_of(text, "- id: who-reads"))[1] == "who-reads"


def test_a_fault_in_another_item_is_left_out():
    line = line_of(SMALL, "- id: who-reads")
    broken = SMALL.replace("key: The moon", 'key: "The moon')

    assert read(broken, line)[1] == "who-reads"


def test_a_large_bank_gives_a_small_excerpt():
    terms = "".join(
        f"  - id: t{number}\n    type: term\n    topic: moon\n    term: t{number}\n"
        f"    definition: d{number}\n"
        for number in range(2_000)
    )
    text = SMALL.replace("quizzes:", f"{terms}quizzes:")

    excerpt = excerpt_at(text, line_of(text, "- id: t1999\n"))

    assert excerpt is not None
    assert excerpt.text.count("- id: t") == SIBLING_LIMIT - 4 + 1
    assert excerpt.number == SIBLING_LIMIT


def test_terms_of_its_kind_come_along_from_however_far():
    head = SMALL.partition("items:\n")[0]
    kinds = ["person", *([None] * (SIBLING_LIMIT + 5)), *["person"] * 3, *([None] * SIBLING_LIMIT)]
    terms = [
        f"  - {{id: i{n}, type: term, topic: moon, term: t{n}, definition: d{n}"
        + (f", kind: {kind}}}" if kind else "}")
        for n, kind in enumerate(kinds)
    ]
    bulleted = [term.replace("{", "").replace("}", "").replace(", ", "\n    ") for term in terms]
    text = head + "items:\n" + "\n".join(bulleted) + "\n"
    whole = read_bank(text.encode()).bank
    assert whole is not None

    bank, item_id = read(text, line_of(text, "- id: i0\n"))

    assert bank.content_of(item_id) == whole.content_of(item_id)
    assert len(bank.items) == SIBLING_LIMIT + 4

"""What people type, read by the rule: a table of more than 700 answers to questions of one bank.

The questions are on the article of the shipped bank, and are asked beside all of its items.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.items.own_questions import own_questions
from quizapp.domain.items.short_answers import (
    USUALLY_FORGIVEN,
    Forgiving,
    Wanted,
    are_same,
    meaning,
    rivals,
)

TABLE = Path(__file__).parent / "typed_answers.yaml"
SHIPPED = Path(__file__).parents[4] / "questions.yaml"
KINDS = ("right", "near", "wrong", "hostile")
SHARE_OF_NEAR = 0.95

Row = dict[str, Any]


@cache
def table() -> tuple[Row, ...]:
    return tuple(yaml.safe_load(TABLE.read_text()))


@cache
def shipped() -> Bank:
    bank = read_bank(SHIPPED.read_bytes()).bank
    assert bank is not None
    return bank


@cache
def answers_of_the_bank() -> tuple[str, ...]:
    questions = (each for item in shipped().items.values() for each in own_questions(item))
    texts = (option.text for question in questions for option in question.options)
    return tuple(dict.fromkeys([*texts, *(row["key"] for row in table())]))


@cache
def asked() -> tuple[tuple[Row, Wanted], ...]:
    return tuple((row, wanted(row)) for row in table())


def wanted(row: Row) -> Wanted:
    right = (row["key"], *row.get("accept", ()))
    forgiving = Forgiving.of(row.get("forgive", USUALLY_FORGIVEN), "en")
    elsewhere = rivals(right, answers_of_the_bank(), forgiving)
    return Wanted(right, tuple(row.get("feedback", ())), elsewhere, forgiving)


def typed(*kinds: str) -> Iterator[tuple[str, Wanted]]:
    return ((text, known) for row, known in asked() for kind in kinds for text in row[kind])


def taken(*kinds: str) -> list[tuple[str, str]]:
    read = ((text, known.right[0], meaning(text, known)) for text, known in typed(*kinds))
    return [(text, key) for text, key, meant in read if meant.is_right]


def test_the_table_has_what_it_promises():
    counts = {kind: len(list(typed(kind))) for kind in KINDS}

    assert sum(counts.values()) >= 300
    assert min(counts.values()) >= 50


def test_all_that_says_the_answer_is_right():
    right = list(typed("right"))

    assert len(taken("right")) == len(right)


def test_at_least_95_percent_of_what_is_nearly_right_is_taken():
    near = list(typed("near"))

    assert len(taken("near")) >= SHARE_OF_NEAR * len(near)


@pytest.mark.parametrize("kind", ["wrong", "hostile"])
def test_nothing_else_is_taken(kind: str):
    assert taken(kind) == []


@pytest.mark.slow
def test_no_other_answer_of_the_bank_is_right_anywhere():
    taken_for = [
        (text, known.right[0])
        for text in answers_of_the_bank()
        for _, known in asked()
        if meaning(text, known).is_right and not _says_the_same(text, known)
    ]

    assert taken_for == []


def test_no_slip_of_another_answer_is_right_anywhere():
    """Slips of the keys of all other questions in the table: near to them, and to nothing else."""
    taken_for = [
        (text, known.right[0])
        for row, _ in asked()
        for text in row["near"]
        for other, known in asked()
        if other is not row and meaning(text, known).is_right
    ]

    assert taken_for == []


def _says_the_same(text: str, known: Wanted) -> bool:
    if any(are_same(text, right, known.forgiving) for right in known.right):
        return True
    return known.forgiving.allows("plurals") and meaning(text, known).slips == 0

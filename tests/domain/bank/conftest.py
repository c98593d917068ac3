"""A small good bank, and ways to plant a fault in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.bank import Reading, read_bank

HERE = "«"
"""Marks, in a planted fault, the place that the finding should point at."""

GOOD = """\
format: 1
id: mosul-2017
title: Victory in Mosul
language: en
article:
  title: "Victory in Mosul: What you need to know"
  author: Latifa Abdin
  publisher: OpenCanada
  published: 2017-07-14
  sections:
    - id: victory
      heading: The city is retaken
      text: |
        After almost nine months of fighting – a “long war” – Mosul is free.
        Thousands fled the city.

        Thousands fled the city before, in June 2014.
topics:
  battle: The battle for the city
  people: The people of the city
items:
  - id: length
    topic: battle
    stem: How long had the fighting lasted?
    key: Almost nine months
    distractors:
      - Three years: That is how long the city was held.
      - About one month
    cites: "almost nine months of fighting"
  - id: fled
    type: multiple
    topic: people
    stem: Who fled?
    keys: [Families, Teachers]
    distractors: [Nobody]
  - id: free
    type: true-false
    topic: battle
    stem: Mosul is free.
    key: true
  - id: dates
    type: cloze
    topic: battle
    text: "They fled in {{June 2014}} from {{Mosul}}."
    distractors:
      June 2014: [May 2014, July 2014]
      Mosul: [Raqqa]
  - id: refugee
    type: term
    topic: people
    term: refugee
    definition: someone who has crossed a border
    drills: [card]
quizzes:
  - id: check-in
    title: Before you read on
    pick: 2
  - id: after
    title: After reading
    items: [length, dates]
"""

Place = tuple[str, int, int]


@pytest.fixture
def good() -> str:
    return GOOD


@pytest.fixture
def planted() -> Callable[[str, str], tuple[str, int, int]]:
    """Replace a part of the good bank; the mark in the new part says where the finding belongs."""

    def plant(old: str, new: str) -> tuple[str, int, int]:
        assert GOOD.count(old) == 1, f"{old!r} is not in one place"
        marked = GOOD.replace(old, new)
        before, _, after = marked.partition(HERE)
        line = before.count("\n") + 1
        return before + after, line, len(before) - before.rfind("\n")

    return plant


@pytest.fixture
def reading() -> Callable[[str], Reading]:
    return lambda text: read_bank(text.encode())


@pytest.fixture
def places() -> Callable[[str], list[Place]]:
    """Return code, line and column of everything found in a text."""

    def find(text: str) -> list[Place]:
        findings = read_bank(text.encode()).findings
        return [(each.code, each.span.line, each.span.column) for each in findings]

    return find

"""A small good bank, and ways to plant a fault in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.domain.bank import Reading, read_bank

HERE = "«"
"""Marks, in a planted fault, the place that the finding should point at."""

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")

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

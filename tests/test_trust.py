"""What docs/trust.md says is held: every requirement is there, and what it names exists."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:quizapp|tests|docs|requirements)/[^`\s]+)`", PAGE)))
STATES = {"held", "partly", "not", "host", "n/a"}

# The requirements of levels 1 and 2 of ASVS 5.0.0: in each section, all from 1 to this one, as
# those of level 3 stand at the end of theirs. A chapter a line.
# fmt: off
LAST = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
    "17.1": 1, "17.2": 4, "17.3": 2,
}
# fmt: on
REQUIRED = [f"{section}.{at}" for section, last in LAST.items() for at in range(1, last + 1)]


def rows() -> list[list[str]]:
    """The cells of each row about requirements."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| V")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def requirements_in(cell: str) -> list[str]:
    """Those that a row is about: V1.2.6-8 are three."""
    found = re.findall(r"V(\d+\.\d+)\.(\d+)(?:-(\d+))?", cell)
    return [
        f"{section}.{at}"
        for section, first, last in found
        for at in range(int(first), int(last or first) + 1)
    ]


def test_the_standard_has_as_many_requirements_as_are_asked_for_here() -> None:
    assert len(REQUIRED) == 253


def test_each_requirement_stands_there_once() -> None:
    told = list(chain.from_iterable(requirements_in(row[0]) for row in rows()))

    assert sorted(told) == sorted(REQUIRED)


def test_each_row_says_how_it_is() -> None:
    assert [row for row in rows() if len(row) != 3 or row[1] not in STATES] == []


def test_what_is_not_whole_says_why_and_what_is_held_says_where() -> None:
    bare = [row for row in rows() if not row[2] and row[1] not in {"host", "n/a"}]

    assert bare == []


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_exists(named: str) -> None:
    path, _, test = named.partition("::")

    assert (ROOT / path).exists()
    if test:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")


def test_many_tests_are_named() -> None:
    assert len([named for named in NAMED if named.startswith("tests/")]) > 50

"""The page about import and export says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.exchange.codes import CODES
from quizapp.exchange.formats import READERS, TARGETS
from quizapp.exchange.plain_yaml import read_yaml
from quizapp.exchange.tables.columns import NUMBERED, SINGLE

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")


def test_every_code_is_listed():
    listed = [line for line in PAGE.splitlines() if line.startswith("| X")]

    assert listed == [
        f"| {code} | {entry.severity} | {entry.title} |" for code, entry in CODES.items()
    ]


@pytest.mark.parametrize("name", sorted({*READERS, *TARGETS}))
def test_every_format_is_described(name):
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", [*SINGLE, *NUMBERED])
def test_every_column_is_described(name):
    assert f"`{name}`" in PAGE or f"`{name}_1`" in PAGE


def test_the_example_of_plain_yaml_is_read():
    example = PAGE.split("```yml\n")[1].split("```")[0]

    imported = read_yaml(example.encode())

    assert (len(imported.items), imported.findings) == (1, ())

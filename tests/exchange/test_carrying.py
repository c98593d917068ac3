"""Items on their way through a browser come out as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.bank import read_bank
from quizapp.exchange.carrying import NotCarriedError, carried, taken_up

BANKS = [
    Path(__file__).parents[1] / "banks" / "small.yaml",
    Path(__file__).parents[2] / "questions.yaml",
]


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_every_item_comes_out_as_it_went_in(path: Path) -> None:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None

    known = taken_up(carried(bank.items.values(), bank.topics))

    assert known.items == tuple(bank.items.values())
    assert known.topics == bank.topics


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        '{"topics": {}, "items": {}, "x"',
        '{"topics": {}, "items": [1]}',
        '{"topics": {}, "items": [{"type": "essay"}]}',
        '{"topics": {}, "items": [{"type": []}]}',
        '{"topics": [], "items": []}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotCarriedError):
        taken_up(text)

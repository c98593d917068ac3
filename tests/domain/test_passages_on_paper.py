"""Passages to mark on paper, where forms have their options in different orders."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.bank import read_bank
from quizapp.domain.paper import paper_forms
from tests.support.passages import FIRST, add_passages


def test_on_every_form_a_passage_keeps_its_order(bank_file: Path) -> None:
    add_passages(bank_file)
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None

    forms = paper_forms(bank, bank.quizzes["passages"], seed=3, count=4)

    for form in forms:
        (first,) = (item for item in form.items if item.item_id == "second-hand")
        assert tuple(option.text for option in first.posed.options) == FIRST
        assert first.key == "B"

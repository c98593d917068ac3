"""What tests of imports ask again and again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quizapp.domain.bank import Bank, read_bank
from quizapp.exchange.results import Imported

SMALL_BANK = Path(__file__).parents[1] / "banks" / "small.yaml"
SHIPPED_BANK = Path(__file__).parents[2] / "questions.yaml"


def small_bank_with(items: str) -> Bank:
    """The small bank with these items more."""
    text = SMALL_BANK.read_text(encoding="utf-8")
    bank = read_bank(text.replace("quizzes:\n", f"{items}quizzes:\n").encode()).bank
    assert bank is not None
    return bank


def codes(imported: Imported) -> list[tuple[str, int]]:
    """The code and the line of each finding."""
    return [(finding.code, finding.span.line) for finding in imported.findings]


def only(imported: Imported) -> Any:
    (item,) = imported.items
    return item


def found(imported: Imported) -> tuple[Any, ...]:
    """The items; each has the fields of its own type, which only its test knows."""
    return imported.items


def texts(forms: Any) -> list[str]:
    return [form.text for form in forms]

"""Quizapp's own banks as a source of items."""

from __future__ import annotations

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.nodes import Mapping, Node
from quizapp.exchange.results import Imported, finding, item_places


def is_own_bank(root: Node) -> bool:
    """Whether a document is a bank."""
    return isinstance(root, Mapping) and {"format", "topics", "items"} <= set(root.keys)


def read_own_bank(data: bytes) -> Imported:
    """Read the items of a bank; its article and quizzes stay behind."""
    reading = read_bank(data)
    if reading.bank is None:
        return Imported(findings=reading.findings, text=reading.text)
    bank, places = reading.bank, item_places(reading.text)
    first = next(iter(places.values()))
    message = "This is a bank; its items are taken, its article and quizzes are not."
    return Imported(
        items=tuple(bank.items.values()),
        findings=(finding("X613", message, first),),
        topics=bank.topics,
        places=places,
        text=reading.text,
    )

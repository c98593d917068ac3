"""What a table of questions cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank import Bank
from quizapp.exchange.outgoing import lost_extras
from quizapp.exchange.paired import parting_losses
from quizapp.exchange.results import Loss
from quizapp.exchange.tables.columns import NUMBERED, SINGLE


def table_losses(bank: Bank) -> Iterator[Loss]:
    """Tell of each item which of its keys have no column, and what is read otherwise there."""
    for item in bank.items.values():
        yield from lost_extras(item, {*SINGLE, *NUMBERED, "order", "pin"})
        yield from parting_losses(item)

"""CSV in and out."""

from __future__ import annotations

import re

from quizapp.domain.bank import Bank
from quizapp.domain.items.fields import MAX_TEXT_LENGTH
from quizapp.exchange.csv_table import csv_bytes
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.outgoing import bank_losses
from quizapp.exchange.pairs import are_pairs, read_pairs
from quizapp.exchange.results import Exported, Imported
from quizapp.exchange.tables.csv_rows import csv_rows
from quizapp.exchange.tables.heading import heading_in
from quizapp.exchange.tables.losses import table_losses
from quizapp.exchange.tables.rows import cells_of, header_for, header_name
from quizapp.exchange.tables.taking import take_table

# What `csv_table` does to what would be run as a formula: an apostrophe before it.
_GUARDED = re.compile(r"((?:^|[;\t\r\n])\s*)'('*[=+\-@])")


def read_csv(data: bytes) -> Imported:
    """Read a table of questions, with commas, semicolons or tabs, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    rows, delimiter = csv_rows(gathering)
    if delimiter == "\t" and heading_in(rows) is None and are_pairs(gathering.text):
        return read_pairs(data)
    take_table([([_unguarded(cell) for cell in cells], span) for cells, span in rows], gathering)
    return gathering.imported()


def write_csv(bank: Bank) -> Exported:
    """Write a bank's items as a table that spreadsheets open cleanly."""
    columns = header_for(bank)
    rows = (cells_of(item, bank) for item in bank.items.values())
    table = [[_guarded(row.get(column, "")) for column in columns] for row in rows]
    data = csv_bytes([header_name(column) for column in columns], table)
    return Exported(data, (*bank_losses(bank), *table_losses(bank)))


def _guarded(cell: str) -> str:
    """Protect an apostrophe that would be taken for the guard of a formula."""
    return _GUARDED.sub(r"\1''\2", cell)


def _unguarded(cell: str) -> str:
    return _GUARDED.sub(r"\1\2", cell) if len(cell) <= MAX_TEXT_LENGTH else cell

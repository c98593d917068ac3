"""CSV in and out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from quizapp.domain.bank import Bank
from quizapp.domain.bank.positions import Lines, Span
from quizapp.domain.items.fields import MAX_TEXT_LENGTH
from quizapp.exchange.csv_table import csv_bytes
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.outgoing import bank_losses
from quizapp.exchange.results import Exported, Imported
from quizapp.exchange.tables.losses import table_losses
from quizapp.exchange.tables.rows import RowTaker, cells_of, header_for, header_name

# What `csv_table` does to what would be run as a formula: an apostrophe before it.
_GUARDED = re.compile(r"((?:^|[;\t\r\n])\s*)'('*[=+\-@])")
_DELIMITERS = (",", ";", "\t")


def read_csv(data: bytes) -> Imported:
    """Read a table of questions, with commas, semicolons or tabs, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    taker = None
    for row, span in _rows(gathering):
        cells = [_unguarded(cell) for cell in row]
        if taker is None:
            taker = RowTaker(cells, span, gathering)
            if not taker.is_usable:
                break
        else:
            taker.take(cells, span)
    return gathering.imported()


def write_csv(bank: Bank) -> Exported:
    """Write a bank's items as a table that spreadsheets open cleanly."""
    columns = header_for(bank)
    rows = (cells_of(item, bank) for item in bank.items.values())
    table = [[_guarded(row.get(column, "")) for column in columns] for row in rows]
    data = csv_bytes([header_name(column) for column in columns], table)
    return Exported(data, (*bank_losses(bank), *table_losses(bank)))


def _rows(gathering: Gathering) -> Iterator[tuple[list[str], Span]]:
    """Yield rows with their places; a row that csv cannot read ends the table, with a finding."""
    lines = Lines(gathering.text)
    header = gathering.text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(gathering.text, newline=""), delimiter=delimiter)
    first = 1
    try:
        for row in reader:
            end = lines.end(min(reader.line_num, len(lines)))
            yield row, lines.span(lines.start(min(first, len(lines))), end)
            first = reader.line_num + 1
    except csv.Error as error:
        place = lines.span(lines.start(min(first, len(lines))), lines.end(min(first, len(lines))))
        gathering.note("X605", f"The table ends here: {error}.", place)


def _guarded(cell: str) -> str:
    """Protect an apostrophe that would be taken for the guard of a formula."""
    return _GUARDED.sub(r"\1''\2", cell)


def _unguarded(cell: str) -> str:
    return _GUARDED.sub(r"\1\2", cell) if len(cell) <= MAX_TEXT_LENGTH else cell

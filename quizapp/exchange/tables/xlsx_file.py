"""XLSX in and out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank.positions import Span
from quizapp.domain.raised import set_off
from quizapp.domain.shortening import shortened
from quizapp.exchange.archives import BadArchiveError, check_archive
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.outgoing import bank_losses
from quizapp.exchange.results import START, Exported, Imported, failed
from quizapp.exchange.tables.heading import Row
from quizapp.exchange.tables.losses import table_losses
from quizapp.exchange.tables.rows import cells_of, header_for, header_name
from quizapp.exchange.tables.sheets import shown_number, take_sheets

MAX_ROWS = 50_000
MAX_COLUMNS = 200
_WIDTHS = {"stem": 60, "key": 30, "distractor": 30, "explanation": 50}


def read_xlsx(data: bytes) -> Imported:
    """Read the first sheet of a workbook as a table of questions, whatever the bytes are."""
    gathering = Gathering(unit="row")
    try:
        check_archive(data)
        _take_rows(data, gathering)
    except BadArchiveError as error:
        return failed(error.code, error.message)
    except Exception as error:  # openpyxl raises all kinds on damaged files
        message = f"This workbook cannot be read ({type(error).__name__})."
        return failed("X601", message)
    return gathering.imported()


def write_xlsx(bank: Bank) -> Exported:
    """Write a bank's items as the one sheet of a workbook; no text becomes a formula or a link."""
    import xlsxwriter  # slow to import, and only needed here

    columns = header_for(bank)
    stream = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, settings) as workbook:
        sheet = workbook.add_worksheet("questions")
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(column[0], 16), wrapped)
            sheet.write_string(0, at, header_name(column), workbook.add_format({"bold": True}))
        for number, item in enumerate(bank.items.values(), start=1):
            cells = cells_of(item, bank)
            for at, column in enumerate(columns):
                if column in cells:
                    sheet.write_string(number, at, cells[column], wrapped)
        sheet.freeze_panes(1, 1)
    return Exported(stream.getvalue(), (*bank_losses(bank), *table_losses(bank)))


def _take_rows(data: bytes, into: Gathering) -> None:
    import openpyxl  # slow to import, and only needed here

    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, keep_links=False, rich_text=True
    )
    if not book.worksheets:
        into.note("X604", "The workbook has no sheet with cells.", START)
        return
    take_sheets([(sheet.title, partial(_rows, sheet)) for sheet in book.worksheets], into)


def _rows(sheet: Any, into: Gathering) -> Iterator[Row]:
    limits = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS}
    for number, cells in enumerate(sheet.iter_rows(**limits), start=1):
        if number > MAX_ROWS:
            into.cut(f"the first {MAX_ROWS:,} rows", Span(number, 1, number, 1))
            return
        row = [_text(cell, number, at, into) for at, cell in enumerate(cells, start=1)]
        while row and not row[-1]:
            row.pop()
        if row:
            yield row, Span(number, 1, number, len(row) + 1)


def _text(cell: Any, row: int, column: int, into: Gathering) -> str:
    """Return what a cell shows, as text; a formula is not worked out."""
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        span = Span(row, column, row, column + 1)
        into.note("X613", f"A formula was left out: {shortened(str(cell.value), 60)}", span)
        return ""
    if isinstance(cell.value, list):
        return _joined(cell.value)
    return _shown(cell.value, str(cell.number_format or ""))


def _joined(parts: Sequence[Any]) -> str:
    """Return the parts of a cell that are formatted each in its way, raised and lowered ones so."""
    text = ""
    for part in parts:
        place = getattr(getattr(part, "font", None), "vertAlign", None)
        text += set_off(str(part), place or "", text)
    return text


def _shown(value: object, how: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return shown_number(value, how)
    if isinstance(value, datetime):
        is_day = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if is_day else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)

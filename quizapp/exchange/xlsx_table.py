"""Tables as a workbook: numbers that are numbers, dates that are dates, and no live formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XlsxCell = str | int | float | datetime | None

MAX_TEXT = 32_767
"""Characters that a cell of Excel holds."""

_SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


class Kind(Enum):
    """What a column holds, and the format in which a spreadsheet shows it."""

    TEXT = "@"
    NUMBER = "0.##"
    PERCENT = "0%"
    MOMENT = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class XlsxColumn:
    """A column; its width is in characters."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 14


@dataclass(frozen=True)
class XlsxSheet:
    """A sheet with a head line that stays in sight, as do the first `frozen` columns."""

    title: str
    columns: Sequence[XlsxColumn]
    rows: Iterable[Sequence[XlsxCell]]
    frozen: int = 1


def xlsx_bytes(sheets: Sequence[XlsxSheet], zone: tzinfo) -> bytes:
    """Write the sheets as a workbook.

    Text is written as text, whatever it begins with. A workbook knows no time zones: moments are
    given as the clock of `zone` shows them.

    Args:
        sheets: At least one. Titles that Excel would refuse, or that come twice, are made to fit.
        zone: Where the moments are told.
    """
    import xlsxwriter  # slow to import, and only needed here

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _SETTINGS) as workbook:
        formats = {kind: workbook.add_format({"num_format": kind.value}) for kind in Kind}
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        used: set[str] = set()
        for sheet in sheets:
            worksheet = workbook.add_worksheet(_title(sheet.title, used))
            _write_sheet(worksheet, sheet, formats, head, zone)
    return stream.getvalue()


def _write_sheet(
    worksheet: Worksheet,
    sheet: XlsxSheet,
    formats: dict[Kind, Format],
    head: Format,
    zone: tzinfo,
) -> None:
    kinds = [column.kind for column in sheet.columns]
    for at, column in enumerate(sheet.columns):
        worksheet.set_column(at, at, column.width, formats[column.kind])
        worksheet.write_string(0, at, column.title[:MAX_TEXT], head)
    for number, row in enumerate(sheet.rows, start=1):
        for at, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
            _write_cell(worksheet, number, at, cell, formats[kind], zone)
    worksheet.freeze_panes(1, sheet.frozen)


def _write_cell(
    worksheet: Worksheet, row: int, at: int, cell: XlsxCell, how: Format, zone: tzinfo
) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        worksheet.write_string(row, at, cell[:MAX_TEXT], how)
    elif isinstance(cell, datetime):
        worksheet.write_datetime(row, at, cell.astimezone(zone).replace(tzinfo=None), how)
    else:
        worksheet.write_number(row, at, cell, how)


def _title(wanted: str, used: set[str]) -> str:
    """A title that Excel takes: short, without some signs, and no other sheet's, in any case."""
    plain = _NOT_IN_TITLES.sub(" ", wanted).strip(" '")[:_LONGEST_TITLE] or "1"
    title, number = plain, 1
    while title.casefold() in used:
        number += 1
        end = f" ({number})"
        title = plain[: _LONGEST_TITLE - len(end)] + end
    used.add(title.casefold())
    return title

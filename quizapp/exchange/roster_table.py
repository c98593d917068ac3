"""The rows of a list of learners: pasted, CSV in any of its kinds, or Excel."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from quizapp.exchange.archives import BadArchiveError, check_archive
from quizapp.exchange.decoding import decoded

MOST_ROWS = 1000
MOST_COLUMNS = 20
MOST_ABOVE = 20
"""Rows above the learners: titles, and the headings."""
LONGEST_CELL = 200
MOST_UNPACKED = 8_000_000
"""Of a workbook: a thousand rows of twenty cells are 2 MB. Texts that no cell shows take long."""
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ("\t", ";", ",", "|")
_LIST_MARK = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|[•·▪*–-]) +(?=\S)")
"""What a word processor puts before each line of a list."""

Row = tuple[int, list[str]]
"""Where a row begins, counted from 1 (the line of the text, the row of the sheet); its cells."""


class RosterTrouble(StrEnum):
    """Why a list could not be read at all."""

    EMPTY = "empty"
    NOT_EXCEL = "not-excel"
    OLD_EXCEL = "old-excel"
    NOT_TEXT = "not-text"
    TOO_MANY = "too-many"


class NotARosterError(Exception):
    """The bytes are no list of learners; carries why."""

    def __init__(self, trouble: RosterTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes are packed as a workbook is, and take long to read."""
    return data.startswith(_ZIP)


def read_rows(data: bytes) -> list[Row]:
    """Return the rows that say something, whatever the bytes are.

    Raises:
        NotARosterError: They hold no table, or nothing.

    """
    if data.startswith(_OLD_EXCEL):
        raise NotARosterError(RosterTrouble.OLD_EXCEL)
    rows = list(_excel_rows(data) if is_workbook(data) else _text_rows(decoded(data)[0]))
    if not rows:
        raise NotARosterError(RosterTrouble.EMPTY)
    if len(rows) > MOST_ROWS + MOST_ABOVE:
        raise NotARosterError(RosterTrouble.TOO_MANY)
    return rows


def carried_rows(rows: Sequence[Row]) -> str:
    """Return the rows as text, on their way through a page and back."""
    cut = [[line, [cell[:LONGEST_CELL] for cell in cells]] for line, cells in rows]
    return json.dumps(cut, ensure_ascii=False, separators=(",", ":"))


def rows_carried(text: str) -> list[Row]:
    """Return what `carried_rows` wrote.

    Raises:
        NotARosterError: It is something else.

    """
    try:
        rows = [(int(line), [str(cell) for cell in cells]) for line, cells in json.loads(text)]
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise NotARosterError(RosterTrouble.NOT_TEXT) from error
    if not rows:
        raise NotARosterError(RosterTrouble.EMPTY)
    if len(rows) > MOST_ROWS + MOST_ABOVE:
        raise NotARosterError(RosterTrouble.TOO_MANY)
    return [(line, cells[:MOST_COLUMNS]) for line, cells in rows]


def _text_rows(text: str) -> list[Row]:
    """Return the rows of a text that say something, with the lines they begin on.

    Where the quotes are no table's, they are letters like others: else one of them would swallow
    all rows that follow.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    lines = [line for line in text.split("\n") if line.strip()]
    if _are_marked(lines):
        text = "\n".join(_LIST_MARK.sub("", line) for line in text.split("\n"))
    delimiter = max(_DELIMITERS, key=lambda each: sum(each in line for line in lines[:20]))
    try:
        return list(_cells(text, delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        return list(_cells(text, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:  # a cell of more than 128 kB: nobody's name
        raise NotARosterError(RosterTrouble.NOT_TEXT) from error


def _are_marked(lines: Sequence[str]) -> bool:
    """Whether these are the lines of a list, perhaps below a title."""
    marked = [bool(_LIST_MARK.match(line)) for line in lines]
    return sum(marked) > 1 and all(marked[1:])


def _cells(text: str, **dialect: Any) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), **dialect)
    first = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield first, row[:MOST_COLUMNS]
        first = reader.line_num + 1


def _excel_rows(data: bytes) -> Iterator[Row]:
    """Yield the rows of a workbook's first sheet that say something."""
    import openpyxl  # slow to import, and only needed here

    try:
        check_archive(data, MOST_UNPACKED)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(
            max_row=2 * MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
        )
        for number, values in enumerate(rows, start=1):
            cells = [_cell_text(value) for value in values]
            if any(cell.strip() for cell in cells):
                yield number, cells
    except BadArchiveError as error:
        raise NotARosterError(RosterTrouble.NOT_EXCEL) from error
    except Exception as error:  # openpyxl raises all kinds on damaged files
        raise NotARosterError(RosterTrouble.NOT_EXCEL) from error


def _cell_text(value: object) -> str:
    """Return what a cell shows; a formula shows nothing that is a name."""
    if value is None or (isinstance(value, str) and value.startswith("=")):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

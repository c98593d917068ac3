"""A CSV text as rows of cells that know where they stand."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from quizapp.domain.bank.diagnostics import Finding
from quizapp.domain.bank.positions import Lines
from quizapp.domain.item_analysis.sheet.codes import FAULTS

_DELIMITERS = ("\t", ";", ",")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


class Cell(NamedTuple):
    """A cell: its text without space round it, and its first and last offset in the file."""

    text: str
    start: int
    end: int


Row = list[Cell]


class Notes:
    """What is found in one file, in the order of its lines."""

    def __init__(self, text: str) -> None:
        self._lines = Lines(text)
        self._found: list[Finding] = []

    def add(self, code: str, message: str, cell: Cell, hint: str | None = None) -> None:
        """Note a fault of a cell."""
        fault, span = FAULTS[code], self._lines.span(cell.start, cell.end)
        hint = fault.hint if hint is None else hint
        self._found.append(Finding(code, fault.severity, message, hint, span))

    def in_order(self) -> tuple[Finding, ...]:
        """Return all that was found."""
        return tuple(sorted(self._found, key=lambda each: (each.span.line, each.span.column)))


def decoded(data: bytes) -> tuple[str, bool]:
    """The text of a file, and whether its encoding was plain to see.

    UTF-8 with or without a byte order mark, UTF-16 with one (a spreadsheet's "Unicode text");
    whatever else is read as Windows-1252, as spreadsheets write it on many machines.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), False


def rows_of(text: str, notes: Notes) -> list[Row]:
    """Split a text into the rows that hold anything, at commas, semicolons or tabs.

    The header decides which: the one that stands there most often outside quotation marks.
    """
    delimiter, start = _delimiter(text)
    pattern = _cell_pattern(delimiter)
    rows: list[Row] = []
    row: Row = []
    while found := pattern.match(text, start):
        row.append(_cell(found, notes))
        start = found.end()
        if found["end"] != delimiter:
            rows.append(row)
            row = []
        if found["end"] == "":
            break
    return [row for row in rows if any(cell.text for cell in row)]


def _delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter and where the table starts."""
    named = _SEPARATOR_LINE.match(text)
    if named:
        return named[1], named.end()
    header = _QUOTED.sub("", text).lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    counts = Counter(header)
    return max(reversed(_DELIMITERS), key=lambda each: counts[each]), 0


def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    end = re.escape(delimiter)
    return re.compile(
        rf"[ ]*(?:\"(?P<quoted>[^\"]*+(?:\"\"[^\"]*+)*+)\"[ ]*(?={end}|[\r\n]|\Z)"
        rf"|(?P<plain>[^{end}\r\n]*+))(?P<end>{end}|\r\n|\r|\n|\Z)"
    )


def _cell(found: re.Match[str], notes: Notes) -> Cell:
    quoted = found["quoted"]
    if quoted is not None:
        start, end = found.span("quoted")
        return Cell(quoted.replace('""', '"').strip(), start, end)
    start, end = found.span("plain")
    text = found["plain"].strip()
    cell = Cell(text, start, max(start, start + len(text)))
    if text.startswith('"') and text.count('"') % 2:
        notes.add("R602", "This quotation mark is not closed.", cell)
    return cell

"""The rows of a CSV text, each with its place; a row that cannot be read is the only one lost."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator

from quizapp.domain.bank.positions import Lines, Span
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.tables.heading import ROWS_LOOKED_AT, Row, heading_in

_DELIMITERS = (",", ";", "\t", "|")
_MOST_FAULTS = 50
_TOO_LONG = "a cell of this row is too long"
_QUOTES = "a quotation mark in this row is never closed, or is not doubled within its cell"


def csv_rows(gathering: Gathering) -> tuple[list[Row], str]:
    """Return the rows of a text and what parts their cells.

    That is what the first line says (`sep=;`), else the first under which a heading row is found.
    """
    lines = Lines(gathering.text)
    first = lines[1].strip().strip('"') if gathering.text else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return list(_rows(lines, first[4], 2, gathering)), first[4]
    head = "\n".join(lines[number] for number in range(1, min(len(lines), ROWS_LOOKED_AT) + 1))
    by_count = sorted(_DELIMITERS, key=head.count, reverse=True)
    for delimiter in by_count:
        if heading_in(list(_rows(Lines(head), delimiter, 1, Gathering()))):
            return list(_rows(lines, delimiter, 1, gathering)), delimiter
    return list(_rows(lines, by_count[0], 1, gathering)), by_count[0]


def _rows(lines: Lines, delimiter: str, number: int, into: Gathering) -> Iterator[Row]:
    """Yield the rows from a line on; after one that cannot be read, begin anew behind it."""
    last = len(lines) if lines.text else 0
    faults = 0
    while number <= last and faults <= _MOST_FAULTS:
        faulty = yield from _rows_until_fault(lines, delimiter, number, into)
        if faulty is None:
            return
        number, faults = faulty + 1, faults + 1
    if faults > _MOST_FAULTS:
        into.cut(f"the rows before the one with fault number {faults}", _line(lines, number - 1))


def _rows_until_fault(
    lines: Lines, delimiter: str, first: int, into: Gathering
) -> Generator[Row, None, int | None]:
    """Yield rows; return the number of the line in which one begins that cannot be read."""
    reader = csv.reader(lines.from_line(first), delimiter=delimiter, strict=True)
    begun = first
    try:
        for cells in reader:
            end = first + reader.line_num - 1
            if cells:  # blank lines are no rows
                yield cells, lines.of_lines(begun, end)
            begun = end + 1
    except csv.Error as error:
        said = _TOO_LONG if "limit" in str(error) else _QUOTES
        into.note("X605", f"Left out: {said}.", _line(lines, begun))
        return begun
    return None


def _line(lines: Lines, number: int) -> Span:
    return lines.of_lines(number, number)

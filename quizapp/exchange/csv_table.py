"""Tables as CSV that spreadsheets open cleanly and cannot be tricked by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain

Cell = str | int | float | None

# At the start of a cell, or of what becomes one where a spreadsheet takes another separator.
_FORMULA = re.compile(r"((?:^|[;\t\r\n])\s*)(?=[=+\-@＝＋－＠])")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as UTF-8 with a byte order mark (Excel needs it) and CRLF line ends (RFC 4180).

    Text that a spreadsheet would run as a formula is prefixed with an apostrophe, in the header
    too: a column may bear a name that somebody chose. Numbers are left alone, so that they stay
    numbers.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in row] for row in chain([header], rows))
    return stream.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell

"""Lists of learners as schools have them: pasted, CSV in any of its kinds, or Excel.

One row is one learner. A first row of headings says which column is what; without one, the first
column is the name and the second the user name.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quizapp.exchange.archives import BadArchiveError, check_archive
from quizapp.exchange.csv_table import csv_bytes
from quizapp.exchange.roster_headings import Columns, columns_of
from quizapp.exchange.texts import decoded

LONGEST_NAME = 80
LONGEST_USER_NAME = 64
MOST_ROWS = 1000
MOST_COLUMNS = 50
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_JOINER = "\N{ZERO WIDTH JOINER}"
_DELIMITERS = ("\t", ";", ",", "|")
# What cannot be stored, or would disturb the page around it; as at the edge of the site.
_UNWANTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
# What our own tables put before text that a spreadsheet would run.
_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")


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


class LineTrouble(StrEnum):
    """What is wrong with one row; it is left out."""

    NO_NAME = "no-name"
    SAME_NAME = "same-name"
    SAME_USER_NAME = "same-user-name"
    LONG_USER_NAME = "long-user-name"


@dataclass(frozen=True)
class RosterLine:
    """One learner of a list.

    Attributes:
        line: Where the row begins, counted from 1: the line of the text, the row of the sheet.
        name: The name, at most `LONGEST_NAME` characters.
        user_name: The user name, empty without one.
        is_shortened: Whether the name was longer.
        trouble: Why the row is of no use, None if it is.
        twin: For a name that occurs twice, the line where it was first.
    """

    line: int
    name: str
    user_name: str = ""
    is_shortened: bool = False
    trouble: LineTrouble | None = None
    twin: int | None = None


@dataclass(frozen=True)
class Roster:
    """A list of learners as read, and the headings of columns that say nothing about them."""

    lines: tuple[RosterLine, ...]
    ignored: tuple[str, ...] = ()


def read_roster(data: bytes) -> Roster:
    """Read a list of learners, whatever the bytes are.

    Raises:
        NotARosterError: They hold no list.

    """
    if data.startswith(_OLD_EXCEL):
        raise NotARosterError(RosterTrouble.OLD_EXCEL)
    rows = list(_excel_rows(data) if data.startswith(_ZIP) else _text_rows(decoded(data)[0]))
    if not rows:
        raise NotARosterError(RosterTrouble.EMPTY)
    columns = columns_of([cells for _, cells in rows])
    body = rows[1:] if columns.has_headings else rows
    if not body:
        raise NotARosterError(RosterTrouble.EMPTY)
    if len(body) > MOST_ROWS:
        raise NotARosterError(RosterTrouble.TOO_MANY)
    return Roster(tuple(_checked(body, columns)), columns.ignored)


def written_roster(lines: Sequence[RosterLine]) -> str:
    """Return a table that `read_roster` reads as the same learners."""
    rows = [(line.name, line.user_name) for line in lines]
    return csv_bytes(("name", "user name"), rows).decode("utf-8-sig")


def same_name(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def cleaned_name(cell: str) -> str:
    """Return a cell on one line, without what cannot be seen."""
    text = _UNWANTED.sub("", " ".join(_GUARD.sub("", cell.strip()).split()))
    return unicodedata.normalize("NFC", text).strip()


def _checked(rows: Sequence[tuple[int, list[str]]], columns: Columns) -> Iterator[RosterLine]:
    """Yield the learners; of two alike the second is trouble, as nothing tells them apart."""
    names: dict[str, int] = {}
    user_names: dict[str, int] = {}
    for number, cells in rows:
        name, user_name = columns.name(cells), cleaned_name(columns.user_name(cells))
        name = cleaned_name(name)
        shown = _shortened(name)
        trouble, twin = None, None
        if len(user_name) > LONGEST_USER_NAME:
            trouble, user_name = LineTrouble.LONG_USER_NAME, ""
        elif not name and not user_name:
            trouble = LineTrouble.NO_NAME
        elif user_name:
            twin = user_names.setdefault(same_name(user_name), number)
            trouble = LineTrouble.SAME_USER_NAME if twin != number else None
        else:
            twin = names.setdefault(same_name(shown), number)
            trouble = LineTrouble.SAME_NAME if twin != number else None
        yield RosterLine(
            line=number,
            name=shown,
            user_name=user_name,
            is_shortened=shown != name,
            trouble=trouble,
            twin=twin if trouble else None,
        )


def _shortened(name: str) -> str:
    """Return a name that fits, without half a letter at its end."""
    if len(name) <= LONGEST_NAME:
        return name
    end = LONGEST_NAME - 1
    while end > LONGEST_NAME // 2 and _is_joined(name, end):
        end -= 1
    return name[:end].rstrip() + "…"


def _is_joined(name: str, at: int) -> bool:
    """Whether what stands here belongs to what stands before it."""
    here, before = name[at], name[at - 1]
    return (
        _JOINER in (here, before)
        or unicodedata.category(here)[0] == "M"
        or "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
        <= here
        <= "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
    )


def _text_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a text that say something, with the lines they begin on.

    Where the quotes are no table's, they are letters like others: else one of them would swallow
    all rows that follow.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    lines = [line for line in text.split("\n") if line.strip()]
    delimiter = max(_DELIMITERS, key=lambda each: sum(each in line for line in lines[:20]))
    try:
        return list(_cells(text, delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        return list(_cells(text, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:  # a cell of more than 128 kB: nobody's name
        raise NotARosterError(RosterTrouble.NOT_TEXT) from error


def _cells(text: str, **dialect: Any) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), **dialect)
    first = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield first, row[:MOST_COLUMNS]
        first = reader.line_num + 1


def _excel_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a workbook's first sheet that say something."""
    import openpyxl  # slow to import, and only needed here

    try:
        check_archive(data)
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

"""A list of learners as a teacher looks at it: its rows, and what each column is taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from quizapp.exchange.roster import Roster, roster_of
from quizapp.exchange.roster_headings import Columns, Meaning, columns_of
from quizapp.exchange.roster_table import (
    MOST_COLUMNS,
    NotARosterError,
    RosterTrouble,
    Row,
    carried_rows,
    is_workbook,
    read_rows,
    rows_carried,
)
from quizapp.web.working_apart import place_to_work, worked_apart

MEANINGS = {
    Meaning.NAME: _l("Name"),
    Meaning.TURNED: _l("Name, surname first"),
    Meaning.FIRST: _l("First name"),
    Meaning.LAST: _l("Surname"),
    Meaning.USER: _l("User name"),
    Meaning.ID: _l("Number that tells two of one name apart"),
    Meaning.NONE: _l("Not read"),
}
SAMPLES = 3


@dataclass(frozen=True)
class LookedAtColumn:
    """A column with what it is taken for, its heading, and the first things in it."""

    at: int
    meaning: Meaning
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class LookedAt:
    """The rows of a list, what its columns are, and the learners; on the way through a page."""

    rows: list[Row]
    columns: Columns
    roster: Roster

    @classmethod
    def of_file(cls, data: bytes) -> LookedAt:
        """A list that was sent, read as it seems to be meant.

        Raises:
            NotARosterError: it is none.
        """
        rows = _rows_of(data)
        return cls._with_roster(rows, columns_of([cells for _, cells in rows]))

    @classmethod
    def of_form(cls, form: Mapping[str, str]) -> LookedAt:
        """The list that a page carried, with its columns as the teacher says.

        Raises:
            NotARosterError: it is none.
        """
        rows = rows_carried(form.get("carried", ""))
        suggested = columns_of([cells for _, cells in rows])
        meanings = tuple(
            _meaning(form.get(f"column-{at}"), default)
            for at, default in enumerate(suggested.meanings[:MOST_COLUMNS])
        )
        return cls._with_roster(rows, Columns(meanings, suggested.rows_above, suggested.headings))

    @classmethod
    def _with_roster(cls, rows: list[Row], columns: Columns) -> LookedAt:
        return cls(rows, columns, roster_of(rows, columns))

    @property
    def carried(self) -> str:
        """The rows as text."""
        return carried_rows(self.rows)

    @property
    def titles(self) -> list[str]:
        """What stands above the learners beside the headings, and is not read."""
        above = self.rows[: self.columns.rows_above - bool(self.columns.headings)]
        return [" ".join(filter(None, map(str.strip, cells))) for _, cells in above]

    @property
    def shown_columns(self) -> list[LookedAtColumn]:
        """The columns that hold something."""
        body = [cells for _, cells in self.rows[self.columns.rows_above :]]
        shown = []
        for at, meaning in enumerate(self.columns.meanings):
            cells = [row[at].strip() for row in body if at < len(row) and row[at].strip()]
            heading = self.columns.headings[at] if at < len(self.columns.headings) else ""
            if cells:
                shown.append(LookedAtColumn(at, meaning, heading, tuple(cells[:SAMPLES])))
        return shown


def _meaning(sent: str | None, default: Meaning) -> Meaning:
    if sent is None:
        return default
    try:
        return Meaning(sent)
    except ValueError as error:
        raise NotARosterError(RosterTrouble.NOT_TEXT) from error


def _rows_of(data: bytes) -> list[Row]:
    """The rows of a list; of a workbook by a process apart, which bounds its time and memory.

    Raises:
        NotARosterError: it is none.
        Busy: the server has enough to work out already.
        TooMuch: it was ended.
    """
    if not is_workbook(data):
        return read_rows(data)
    with place_to_work():
        return worked_apart(read_rows, data)

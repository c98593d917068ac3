"""Looking for the row that names the columns: tools put banners, titles and notes above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.bank.positions import Span
from quizapp.exchange.tables.columns import Column, are_counted, are_own, columns_of

ROWS_LOOKED_AT = 40

Row = tuple[Sequence[str], Span]


@dataclass(frozen=True)
class Heading:
    """The heading row: its place among the rows, its names, and the columns that they mean."""

    at: int
    names: Sequence[str]
    columns: Sequence[Column | None]
    span: Span

    @property
    def is_own(self) -> bool:
        """Whether the table has the bank's own columns."""
        return are_own(self.names)

    @property
    def is_counted(self) -> bool:
        """Whether the answer is known to be the number of an option."""
        return are_counted(self.names)


def heading_in(rows: Sequence[Row]) -> Heading | None:
    """Return the first row that names a question and its answer, or None."""
    for at, (names, span) in enumerate(rows[:ROWS_LOOKED_AT]):
        columns = columns_of(names)
        if _is_enough(columns) and len(names) == len(columns):
            return Heading(at, names, columns, span)
    return None


def _is_enough(columns: Sequence[Column | None]) -> bool:
    names = [column[0] for column in columns if column is not None]
    return "stem" in names and bool({"key", "type"}.intersection(names))

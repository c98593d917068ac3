"""Looking for the row that names the columns: tools put banners, titles and notes above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizapp.domain.bank.positions import Span
from quizapp.exchange.tables.columns import (
    Column,
    are_counted,
    are_own,
    columns_of,
    is_counting,
    is_stem_name,
)

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


def tables_in(rows: Sequence[Row]) -> list[tuple[Heading, Sequence[Row]]]:
    """Return the tables that stand below each other, or one whose heading each page repeats."""
    first = heading_in(rows)
    if first is None:
        return []
    later = range(first.at + 1, len(rows))
    starts = [first.at, *(at for at in later if _is_other_heading(rows[at][0], first))]
    return [
        (Heading(at, rows[at][0], columns_of(rows[at][0]), rows[at][1]), rows[at + 1 : end])
        for at, end in pairwise([*starts, len(rows)])
    ]


def _is_other_heading(names: Sequence[str], first: Heading) -> bool:
    """Whether a row below the heading is one too, and no question about such words."""
    if not any(is_stem_name(name) for name in names):
        return False
    if [name.casefold() for name in names] == [name.casefold() for name in first.names]:
        return True
    columns = columns_of(names)
    known = [column for column in columns if column is not None]
    others = [name for name, column in zip(names, columns, strict=True) if column is None]
    return len(known) > 2 and _is_enough(columns) and all(map(is_counting, others))


def _is_enough(columns: Sequence[Column | None]) -> bool:
    names = [column[0] for column in columns if column is not None]
    return "stem" in names and bool({"key", "type"}.intersection(names))

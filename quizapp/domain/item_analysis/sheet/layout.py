"""Which row of a sheet is what: the header, the key, the maximum marks, the learners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.item_analysis.sheet.table import Cell, Notes, Row

_ROLES = {"key": "key", "maximum": "maximum", "max mark": "maximum"}


@dataclass(frozen=True)
class Layout:
    """The rows of a sheet, each as long as the header."""

    header: Row
    key: Row | None
    maximum: Row | None
    learners: list[Row]


def layout(rows: Sequence[Row], notes: Notes) -> Layout | None:
    """Tell the rows apart; None, and a note, if there is no table at all."""
    header = _trimmed(rows[0], 1) if rows else []
    if len(rows) < 2 or len(header) < 2:
        notes.add("R603", "This is no table of learners by items.", Cell("", 0, 0))
        return None
    named: dict[str, Row] = {}
    others = []
    for row in _even(rows[1:], len(header), notes):
        role = _ROLES.get(row[0].text.casefold())
        if role and role not in named:
            named[role] = row
        else:
            others.append(row)
    if len(named) == len(rows) - 1:
        notes.add("R603", "No row tells of a learner.", rows[0][0])
    return Layout(header, named.get("key"), named.get("maximum"), _learners(others, notes))


def _even(rows: Sequence[Row], width: int, notes: Notes) -> list[Row]:
    """Return the rows that are as long as the header; empty cells beyond it are no matter."""
    trimmed = [_trimmed(row, width) for row in rows]
    for row in trimmed:
        if len(row) != width:
            words = f"This row has {len(row)} cells and the header {width}; it is left out."
            notes.add("R604", words, row[0])
    return [row for row in trimmed if len(row) == width]


def _trimmed(row: Row, width: int) -> Row:
    """Return a row without empty cells at its end, but with `width` cells if it had them."""
    while len(row) > width and not row[-1].text:
        row = row[:-1]
    return row


def _learners(rows: Sequence[Row], notes: Notes) -> list[Row]:
    """Return the rows that count: of one name the first, and only with some response."""
    seen: set[str] = set()
    counted = []
    for row in rows:
        name = row[0].text
        if name and name in seen:
            notes.add("R605", f"`{name}` stands here again; this row is left out.", row[0])
        elif not any(cell.text for cell in row[1:]):
            notes.add("R611", f"`{name}` has no response and is left out.", row[0])
        else:
            counted.append(row)
        seen.add(name)
    return counted

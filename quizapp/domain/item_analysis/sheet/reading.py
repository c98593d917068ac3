"""A sheet of responses as a matrix, with all that is wrong with it.

Whatever cannot be used is left out, whole items and whole learners at a time, and every case is a
finding: nothing is dropped silently.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.diagnostics import Finding, Severity
from quizapp.domain.item_analysis.matrix import Item, ResponseMatrix
from quizapp.domain.item_analysis.sheet.columns import Column, columns_of, item_in
from quizapp.domain.item_analysis.sheet.key import Entry, entry_in_rows, read_key
from quizapp.domain.item_analysis.sheet.layout import Layout, layout
from quizapp.domain.item_analysis.sheet.table import Cell, Notes, decoded, rows_of

_START = Cell("", 0, 0)


@dataclass(frozen=True)
class Reading:
    """What came of reading a sheet.

    Attributes:
        matrix: What can be analysed; None if no item or no learner is left.
        findings: What is wrong with the sheet, in its order.
        key_findings: What is wrong with the key file.
        text: The sheet's text, as positions count it.
        key_text: The key file's.
        items_left_out: The items that could not be used.
    """

    matrix: ResponseMatrix | None
    findings: tuple[Finding, ...]
    key_findings: tuple[Finding, ...]
    text: str
    key_text: str
    items_left_out: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something keeps an item or a learner out."""
        findings = (*self.findings, *self.key_findings)
        return any(finding.severity is Severity.ERROR for finding in findings)


def read_sheet(data: bytes, key: bytes | None = None) -> Reading:
    """Read a CSV file of responses, learners by items, and its key.

    The first row names the items, the first column the learners. Cells hold marks, or options
    where there is a key; empty ones are omitted responses. A row named KEY may hold the right
    options and a row named MAXIMUM the maximum marks. See docs/statistics.md.

    Args:
        data: The file: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs.
        key: A CSV file with the columns item and key, and if wanted options and maximum.
    """
    text, notes = _opened(data)
    key_text, key_notes = _opened(key or b"")
    entries = read_key(key_text, key_notes) if key is not None else None
    sheet = layout(rows_of(text, notes), notes)
    matrix, left_out = _matrix(sheet, entries, notes) if sheet else (None, ())
    _note_unknown_items(entries, sheet.header if sheet else (), key_notes)
    return Reading(matrix, notes.in_order(), key_notes.in_order(), text, key_text, left_out)


def _opened(data: bytes) -> tuple[str, Notes]:
    text, is_plain = decoded(data)
    notes = Notes(text)
    if not is_plain:
        notes.add("R601", "The file is not UTF-8.", _START)
    return text, notes


def _matrix(
    sheet: Layout, given: Mapping[str, Entry] | None, notes: Notes
) -> tuple[ResponseMatrix | None, tuple[str, ...]]:
    """Return what can be analysed, and the names of the items that cannot."""
    columns = list(columns_of(sheet.header, sheet.learners, notes))
    entries = _entries(sheet, given, notes)
    read = [(column, item_in(column, entries[column.place], notes)) for column in columns]
    left_out = tuple(column.header.text for column, item in read if item is None)
    good = [(column, item) for column, item in read if item is not None]
    _note_totals(good, notes)
    if not good or not sheet.learners:
        return None, left_out
    names = tuple(row[0].text for row in sheet.learners)
    return ResponseMatrix(names, tuple(item for _, item in good)), left_out


def _entries(sheet: Layout, given: Mapping[str, Entry] | None, notes: Notes) -> dict[int, Entry]:
    """Return what is known of the item in each column: from the rows, and the key file first."""
    key = sheet.key
    if key and given is not None:
        notes.add("R624", "There is a key file, so this row is not used.", key[0])
        key = None
    return {
        place: entry_in_rows(place, cell, key, sheet.maximum, (given or {}).get(cell.text), notes)
        for place, cell in enumerate(sheet.header)
        if place
    }


def _note_unknown_items(
    given: Mapping[str, Entry] | None, header: Sequence[Cell], notes: Notes
) -> None:
    names = [cell.text for cell in header[1:]]
    for name, entry in (given or {}).items():
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else None
            notes.add("R622", f"The responses have no item `{name}`.", entry.cell, hint)


def _note_totals(items: Sequence[tuple[Column, Item]], notes: Notes) -> None:
    """Note a column that is everyone's total: it holds half of all marks, row by row."""
    if len(items) < 3:
        return
    rows = zip(*(item.marks for _, item in items), strict=True)
    sums = [math.fsum(mark or 0 for mark in row) for row in rows]
    for column, item in items:
        if _is_total(item, sums):
            words = f"`{item.item_id}` is the sum of all other columns for every learner."
            notes.add("R613", words, column.header)


def _is_total(item: Item, sums: Sequence[float]) -> bool:
    halves = zip(item.marks, sums, strict=True)
    return len(set(item.marks)) > 1 and all(
        mark is not None and abs(2 * mark - total) < 1e-9 for mark, total in halves
    )

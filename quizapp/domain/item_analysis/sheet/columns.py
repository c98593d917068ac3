"""A column of cells as an item with its marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.item_analysis.matrix import Item
from quizapp.domain.item_analysis.sheet.key import Entry, label, number
from quizapp.domain.item_analysis.sheet.table import Cell, Notes, Row
from quizapp.domain.item_analysis.tallies import Choice


@dataclass(frozen=True)
class Column:
    """An item's place in the table, its header, and its cells, one for each learner."""

    place: int
    header: Cell
    cells: Sequence[Cell]


def columns_of(header: Row, learners: Sequence[Row], notes: Notes) -> Iterator[Column]:
    """Yield the columns that can be told apart by their names."""
    seen: set[str] = set()
    for place, cell in enumerate(header[1:], 1):
        if not cell.text or cell.text in seen:
            words = f"`{cell.text}` stands here again" if cell.text else "This column has no name"
            notes.add("R606", f"{words}; it is left out.", cell)
        else:
            yield Column(place, cell, [row[place] for row in learners])
        seen.add(cell.text)


def item_in(column: Column, entry: Entry, notes: Notes) -> Item | None:
    """The item in a column; None, and a note for each fault, if its cells cannot all be used."""
    if not entry.is_sound:
        return None
    if entry.keys:
        return _chosen(column, entry, notes)
    return _marked(column, entry.max_mark, notes)


def _chosen(column: Column, entry: Entry, notes: Notes) -> Item | None:
    """Mark a column of options by its key."""
    allowed = set(entry.options) if entry.options else None
    texts = {cell.text for cell in column.cells if cell.text}
    chosen = {text: Choice({label(text)}) for text in texts}
    wrong = {text for text in texts if not _is_option(label(text), allowed, entry.keys)}
    for cell in column.cells if wrong else ():
        if cell.text in wrong:
            words = f"`{cell.text}` is not an option of `{column.header.text}`."
            notes.add("R610", words, cell, _options_hint(entry.options))
    if wrong:
        return None
    choices = [chosen.get(cell.text) for cell in column.cells]
    top = entry.max_mark or 1.0
    marks = tuple(
        None if choice is None else top if choice <= entry.keys else 0.0 for choice in choices
    )
    name = column.header.text
    return Item(name, marks, top, tuple(choices), entry.keys, entry.options)


def _is_option(option: str, allowed: set[str] | None, keys: Choice) -> bool:
    """Whether a response can be an option: a listed one, else one of the kind of the key."""
    if allowed is not None:
        return option in allowed
    if any(len(key) > 1 for key in keys):
        return True
    kind = str.isdigit if all(map(str.isdigit, keys)) else str.isalpha
    return len(option) == 1 and kind(option)


def _options_hint(options: tuple[str, ...]) -> str | None:
    return f"Its options are {', '.join(options)}." if options else None


def _marked(column: Column, max_mark: float | None, notes: Notes) -> Item | None:
    """Read a column of marks."""
    marks = [number(cell.text) if cell.text else None for cell in column.cells]
    wrong = [
        cell for cell, mark in zip(column.cells, marks, strict=True) if cell.text and mark is None
    ]
    if wrong:
        _note_words(column, wrong, notes)
        return None
    top = max_mark or _guessed_maximum(column, marks, notes)
    outside = [
        cell
        for cell, mark in zip(column.cells, marks, strict=True)
        if mark is not None and not 0 <= mark <= top
    ]
    for cell in outside:
        notes.add("R608", f"The mark {cell.text} is not between 0 and {top:g}.", cell)
    return None if outside else Item(column.header.text, tuple(marks), top)


def _note_words(column: Column, wrong: Sequence[Cell], notes: Notes) -> None:
    """Note each word among marks; but a column of nothing else only once, as it lacks a key."""
    name = column.header.text
    if len(wrong) == sum(bool(cell.text) for cell in column.cells):
        words = f"`{name}` has responses such as `{wrong[0].text}`, and there is no key for it."
        notes.add("R609", words, wrong[0])
        return
    for cell in wrong:
        notes.add("R607", f"`{cell.text}` is not a mark.", cell)


def _guessed_maximum(column: Column, marks: Sequence[float | None], notes: Notes) -> float:
    """Return 1 where no mark is higher, else the highest mark, with a note."""
    highest = max((mark for mark in marks if mark is not None), default=1.0)
    if highest <= 1:
        return 1.0
    words = f"`{column.header.text}` has marks up to {highest:g}, which is taken for its maximum."
    notes.add("R612", words, column.header)
    return highest

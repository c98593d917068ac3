"""A column of cells as an item with its marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
    chosen = _choices(column)
    wrong = {text for text, choice in chosen.items() if not _are_options(choice, entry)}
    if wrong:
        _note_others(column, wrong, entry.options, notes)
        return None
    top = entry.max_mark or 1.0
    earned = {text: top if choice <= entry.keys else 0.0 for text, choice in chosen.items()}
    return Item(
        column.header.text,
        tuple(earned.get(cell.text) for cell in column.cells),
        top,
        tuple(chosen.get(cell.text) for cell in column.cells),
        entry.keys,
        entry.options,
    )


def _choices(column: Column) -> dict[str, Choice]:
    """What each text that stands in the column chooses."""
    texts = {cell.text for cell in column.cells if cell.text}
    return {text: Choice({label(text)}) for text in texts}


def _note_others(
    column: Column, wrong: Collection[str], options: tuple[str, ...], notes: Notes
) -> None:
    hint = f"Its options are {', '.join(options)}." if options else None
    for cell in column.cells:
        if cell.text in wrong:
            words = f"`{cell.text}` is not an option of `{column.header.text}`."
            notes.add("R610", words, cell, hint)


def _are_options(choice: Choice, entry: Entry) -> bool:
    """Whether all that was chosen can be options of the item."""
    return all(_is_option(option, entry.options, entry.keys) for option in choice)


def _is_option(option: str, listed: Collection[str], keys: Choice) -> bool:
    """Whether a response can be an option: a listed one, else one of the kind of the key."""
    if listed:
        return option in listed
    if any(len(key) > 1 for key in keys):
        return True
    kind = str.isdigit if all(map(str.isdigit, keys)) else str.isalpha
    return len(option) == 1 and kind(option)


def _marked(column: Column, max_mark: float | None, notes: Notes) -> Item | None:
    """Read a column of marks."""
    marks = [number(cell.text) for cell in column.cells]
    cells = list(zip(column.cells, marks, strict=True))
    wrong = [cell for cell, mark in cells if cell.text and mark is None]
    if wrong:
        _note_words(column, wrong, notes)
        return None
    top = max_mark or _guessed_maximum(column, marks, notes)
    item = Item(column.header.text, tuple(marks), top)
    return item if _are_within(cells, top, notes) else None


def _are_within(cells: Sequence[tuple[Cell, float | None]], top: float, notes: Notes) -> bool:
    """Whether no mark is below 0 or above the maximum; with a note for each that is."""
    outside = [cell for cell, mark in cells if not 0 <= (mark or 0.0) <= top]
    for cell in outside:
        notes.add("R608", f"The mark {cell.text} is not between 0 and {top:g}.", cell)
    return not outside


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
    highest = max((mark or 0.0 for mark in marks), default=0.0)
    if highest <= 1:
        return 1.0
    words = f"`{column.header.text}` has marks up to {highest:g}, which is taken for its maximum."
    notes.add("R612", words, column.header)
    return highest

"""The key of a sheet: a file of its own, or a row of the sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import ascii_uppercase

from quizapp.domain.item_analysis.sheet.table import Cell, Notes, Row, rows_of
from quizapp.domain.item_analysis.tallies import Choice

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?|[+-]?[.,]\d+")
_COLUMNS = {
    "item": "item",
    "key": "key",
    "options": "options",
    "maximum": "maximum",
    "max": "maximum",
    "max mark": "maximum",
}
_NOTHING = Cell("", 0, 0)


@dataclass(frozen=True)
class Entry:
    """What a key says of one item.

    Attributes:
        keys: The right options; empty if the item is given in marks.
        options: All options, if they are listed.
        max_mark: The maximum mark, if it is given.
        cell: Where the item is named.
        is_sound: Whether the item can be marked by it.
    """

    keys: Choice
    options: tuple[str, ...]
    max_mark: float | None
    cell: Cell
    is_sound: bool = True


def number(text: str) -> float | None:
    """A number with a decimal point or comma; None for anything else."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def label(text: str) -> str:
    """An option as it is compared: letters are capitals, words are in small letters."""
    return text.upper() if len(text) == 1 else text.casefold()


def keys_in(text: str) -> Choice:
    """The right options in a key's cell: one, or several that are each right, as in "A|C"."""
    return frozenset(label(part.strip()) for part in text.split("|") if part.strip())


def options_in(text: str) -> tuple[str, ...]:
    """The options in a cell: "A|B|C", "A B C", "ABC", or "3" for the first three letters."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return tuple(ascii_uppercase[: int(text)])
    if re.fullmatch(r"[A-Za-z]{2,}", text) and len(set(text.upper())) == len(text):
        return tuple(text.upper())
    return tuple(dict.fromkeys(label(part) for part in re.split(r"\s*[|\s]\s*", text) if part))


def max_mark_in(cell: Cell, notes: Notes) -> tuple[float | None, bool]:
    """The maximum mark in a cell, None if it is empty; and whether it can be used."""
    maximum = number(cell.text)
    if not cell.text or (maximum is not None and maximum > 0):
        return maximum, True
    notes.add("R623", f"`{cell.text}` is not a maximum mark.", cell)
    return None, False


def read_key(text: str, notes: Notes) -> dict[str, Entry]:
    """Read a key file; return what it says of each item."""
    rows = rows_of(text, notes)
    places = _places(rows[0]) if rows else {}
    if not {"item"} < places.keys():
        cell = rows[0][0] if rows else _NOTHING
        notes.add("R620", "There are no columns `item` and `key`.", cell)
        return {}
    entries: dict[str, Entry] = {}
    for row in rows[1:]:
        cells = {name: row[place] for name, place in places.items() if place < len(row)}
        _add(cells, entries, notes)
    return entries


def entry_in_rows(
    place: int,
    header: Cell,
    key: Row | None,
    maximum: Row | None,
    given: Entry | None,
    notes: Notes,
) -> Entry:
    """What is known of the item in a column, from the rows KEY and MAXIMUM and the key file."""
    known = given or Entry(frozenset(), (), None, header)
    keys = keys_in(key[place].text) if key else known.keys
    top, is_sound = max_mark_in(maximum[place], notes) if maximum else (None, True)
    top = known.max_mark if top is None else top
    return Entry(keys, known.options, top, header, known.is_sound and is_sound)


def _places(header: Row) -> dict[str, int]:
    """Return where each known column is."""
    known: dict[str, int] = {}
    for place, cell in enumerate(header):
        name = _COLUMNS.get(cell.text.casefold())
        if name:
            known.setdefault(name, place)
    return known


def _add(cells: Mapping[str, Cell], entries: dict[str, Entry], notes: Notes) -> None:
    name = cells.get("item", _NOTHING)
    if not name.text:
        notes.add("R621", "This row does not name an item.", next(iter(cells.values()), _NOTHING))
    elif name.text in entries:
        notes.add("R621", f"`{name.text}` stands here again; which row is meant?", name)
        entries[name.text] = replace(entries[name.text], is_sound=False)
    else:
        entries[name.text] = _entry(cells, name, notes)


def _entry(cells: Mapping[str, Cell], name: Cell, notes: Notes) -> Entry:
    key = cells.get("key", _NOTHING)
    keys, options = keys_in(key.text), options_in(cells.get("options", _NOTHING).text)
    is_listed = not options or keys <= set(options)
    if not is_listed:
        notes.add("R621", f"`{key.text}` is not one of the options of `{name.text}`.", key)
    top, is_sound = max_mark_in(cells.get("maximum", _NOTHING), notes)
    return Entry(keys, options, top, name, is_listed and is_sound)

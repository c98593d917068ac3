"""Anki's export of notes as text: lines `#separator:` and the like, then a row for each note."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from quizapp.domain.bank.positions import Lines
from quizapp.exchange.anki.collection import MAX_NOTES, Note
from quizapp.exchange.anki.reader import take_notes
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.results import Imported

_HEADER = re.compile(r"#([a-z][a-z ]{1,30}):(.*)")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_CLOZE = re.compile(r"\{\{c[0-9]+::")


def is_anki_text(text: str) -> bool:
    """Whether a text begins with a line that Anki writes at the head of its exports."""
    first = _HEADER.fullmatch(text.partition("\n")[0].strip())
    return first is not None and first[1] in _HEADS


def read_anki_text(data: bytes) -> Imported:
    """Read notes that Anki exported as plain text, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    heads: dict[str, str] = {}
    number = 1
    while number <= len(lines) and (head := _HEADER.fullmatch(lines[number].strip())):
        heads[head[1]] = head[2].strip()
        number += 1
    notes = _notes(lines, number, _Layout.of(heads), gathering)
    take_notes(list(islice(notes, MAX_NOTES + 1)), gathering)
    return gathering.imported()


@dataclass(frozen=True)
class _Layout:
    """What the head says about the rows; columns count from 0."""

    separator: str
    is_html: bool
    special: dict[str, int]
    names: list[str]
    deck: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, heads: dict[str, str]) -> _Layout:
        said = heads.get("separator", "tab")
        separator = _SEPARATORS.get(said.lower(), said if len(said) == 1 else "\t")
        columns = {name: heads.get(f"{name} column", "") for name in _SPECIAL}
        special = {
            name: int(at) - 1 for name, at in columns.items() if at.isdecimal() and len(at) < 4
        }
        names = heads["columns"].split(separator) if "columns" in heads else []
        tags = tuple(heads.get("tags", "").split())
        is_html = heads.get("html", "true").lower() == "true"
        return cls(separator, is_html, special, names, heads.get("deck", ""), tags)


_SPECIAL = ("tags", "deck", "notetype", "guid")
_HEADS = {"separator", "html", "columns", "deck", "tags", "notetype"} | {
    f"{name} column" for name in _SPECIAL
}


def _notes(lines: Lines, first: int, layout: _Layout, into: Gathering) -> Iterator[Note]:
    texts = (f"{lines[number]}\n" for number in range(first, len(lines) + 1))
    reader = csv.reader(texts, delimiter=layout.separator)
    begun = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _note(cells, begun, layout)
            begun = first + reader.line_num
    except csv.Error as error:
        span = lines.of_lines(begun, begun)
        into.note("X605", f"The notes end here: {error}.", span)


def _note(cells: list[str], number: int, layout: _Layout) -> Note:
    special = {name: cells[at] for name, at in layout.special.items() if at < len(cells)}
    fields = {
        layout.names[at] if at < len(layout.names) else f"Field {at + 1}": cell
        for at, cell in enumerate(cells)
        if at not in layout.special.values()
    }
    shown = fields if layout.is_html else {name: html.escape(cell) for name, cell in fields.items()}
    return Note(
        number=number,
        model_id=0,
        model=special.get("notetype", ""),
        is_cloze=any(_CLOZE.search(cell) for cell in fields.values()),
        template_count=2,
        fields=shown,
        tags=(*special.get("tags", "").split(), *layout.tags),
        deck=special.get("deck", layout.deck).rpartition("::")[2],
    )

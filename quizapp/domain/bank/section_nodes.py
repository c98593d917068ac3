"""The text of a section as it stands in the file, read also where other parts are broken."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.bank.article import Entry, Passage, parts
from quizapp.domain.bank.nodes import Mapping, Node, words_at


def parts_of(section: Node) -> tuple[Passage, ...]:
    """Return the passages and notes of a section; none if it has no readable id or text.

    Paragraphs are left out: nothing that is looked for in broken files depends on them.
    """
    ids, entries = words_at(section, "id"), entries_of(section)
    return parts(ids[0].text, entries) if ids else ()


def passages_of(section: Node) -> tuple[Passage, ...]:
    """Return what of a section can be cited."""
    return tuple(part for part in parts_of(section) if not part.is_note)


def entries_of(section: Node) -> list[Entry]:
    """Return the texts of a section; none of them if one cannot be read."""
    written = section.data.get("text") if isinstance(section, Mapping) else None
    read = [_entry(each) for each in written] if isinstance(written, list) else [_plain(written)]
    return [entry for entry in read if entry] if all(read) else []


def _entry(written: object) -> Entry | None:
    if not isinstance(written, dict):
        return _plain(written)
    if written.keys() >= {"text", "note"}:
        return None
    is_note = "note" in written
    read = _plain(written.get("note" if is_note else "text"))
    return replace(read, is_note=is_note) if read else None


def _plain(written: object) -> Entry | None:
    return Entry(written) if isinstance(written, str) and written.strip() else None

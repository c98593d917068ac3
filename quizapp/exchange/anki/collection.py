"""The notes in a package, read from its database in memory.

The database is untrusted: only plain tables are read, in bounded time, and nothing of it
is ever written to disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from quizapp.exchange.anki.untrusted_database import UntrustedDatabase
from quizapp.exchange.archives import MAX_PART_BYTES, BadArchiveError, check_archive, part_of
from quizapp.exchange.packed_pictures import named_parts

MAX_NOTES = 20_000
"""One more is read, so that whoever takes the notes can tell that there were more."""

_FILES = ("collection.anki21b", "collection.anki21", "collection.anki2")
_TABLES = {"notes", "cards", "col"}
_NEW_TABLES = {"notetypes", "fields", "templates", "decks"}
_PACKED = b"\x28\xb5\x2f\xfd"
_MOST_WINDOW = 27  # as a power of two
_IS_CLOZE = b"\x08\x01"
"""How the settings of a note type begin, a protocol buffer, if it is one of gaps."""


@dataclass(frozen=True)
class Note:
    """A note with its fields by name, its note type, and the deck of its first card."""

    number: int
    model_id: int
    model: str
    is_cloze: bool
    template_count: int
    fields: dict[str, str]
    tags: tuple[str, ...]
    deck: str


@dataclass(frozen=True)
class _Model:
    """A note type: what its fields are called, and what cards it makes."""

    name: str
    is_cloze: bool
    template_count: int
    field_names: tuple[str, ...]


def notes_of(data: bytes) -> list[Note]:
    """Return the notes of a package, of any version of Anki.

    Raises:
        BadArchiveError: It is no package of notes that can be read.

    """
    names = check_archive(data)
    collection = next((name for name in _FILES if name in names), None)
    if collection is None:
        raise BadArchiveError("X601", "There is no collection of notes in this file.")
    content = part_of(data, collection)
    content = _unpacked(content) if content.startswith(_PACKED) else content
    try:
        with closing(UntrustedDatabase(content, collection)) as database:
            return list(_notes(database))
    except (
        sqlite3.Error,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        message = f"The collection of notes is damaged ({type(error).__name__})."
        raise BadArchiveError("X601", message) from error


def media_of(data: bytes) -> dict[str, bytes]:
    """Return the files beside the notes by their names; newer packages pack them, which is left."""
    try:
        listed = json.loads(part_of(data, "media"))
        names = {str(key): str(name) for key, name in listed.items()}
    except (BadArchiveError, ValueError, AttributeError, RecursionError):
        return {}
    return named_parts(data, names)


def _unpacked(content: bytes) -> bytes:
    """Return what Anki packs since 2.1.50, within the size that any part may have."""
    from quizapp.exchange.anki.zstandard import zstd  # only needed here

    options = {int(zstd.DecompressionParameter.window_log_max): _MOST_WINDOW}
    unpacker = zstd.ZstdDecompressor(options=options)
    try:
        unpacked = unpacker.decompress(content, MAX_PART_BYTES + 1)
    except zstd.ZstdError as error:
        raise BadArchiveError("X601", "The collection of notes is damaged.") from error
    if len(unpacked) > MAX_PART_BYTES:
        raise BadArchiveError("X602", "The collection of notes is too large.")
    if not unpacker.eof:
        raise BadArchiveError("X601", "The collection of notes ends too early.")
    return unpacked


def _notes(database: UntrustedDatabase) -> Iterator[Note]:
    if not database.has_plain(_TABLES):
        raise BadArchiveError("X601", "The collection lacks the tables of Anki.")
    is_new = database.has_plain(_NEW_TABLES)
    models = _new_models(database) if is_new else _old_models(database)
    decks = _new_decks(database) if is_new else _old_decks(database)
    firsts = "SELECT nid, MIN(did) FROM cards GROUP BY nid LIMIT ?"
    deck_of = dict(database.rows(firsts, (MAX_NOTES + 1,)))
    wanted = "SELECT id, mid, flds, tags FROM notes ORDER BY id LIMIT ?"
    rows = database.rows(wanted, (MAX_NOTES + 1,))
    for number, (note_id, written_id, fields, tags) in enumerate(rows, start=1):
        model_id = _number(written_id)
        model = models.get(model_id, _Model("", False, 0, ()))
        deck = decks.get(deck_of.get(note_id, 0), "")
        yield _note(number, model_id, model, _text(fields), _text(tags), deck)


def _old_models(database: UntrustedDatabase) -> dict[int, _Model]:
    ((written,),) = database.rows("SELECT models FROM col LIMIT 1")
    return {
        int(model_id): _Model(
            name=str(model.get("name", "")),
            is_cloze=model.get("type") == 1,
            template_count=len(model.get("tmpls", [])),
            field_names=tuple(str(each["name"]) for each in model.get("flds", [])),
        )
        for model_id, model in json.loads(written).items()
    }


def _old_decks(database: UntrustedDatabase) -> dict[Any, str]:
    ((written,),) = database.rows("SELECT decks FROM col LIMIT 1")
    return {
        int(deck_id): str(deck.get("name", "")) for deck_id, deck in json.loads(written).items()
    }


def _new_models(database: UntrustedDatabase) -> dict[int, _Model]:
    fields: dict[int, list[str]] = {}
    for model_id, name in database.rows("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(model_id, []).append(_text(name))
    counts = Counter(each for (each,) in database.rows("SELECT ntid FROM templates"))
    return {
        _number(model_id): _Model(
            name=_text(name),
            is_cloze=isinstance(config, bytes) and config.startswith(_IS_CLOZE),
            template_count=counts[model_id],
            field_names=tuple(fields.get(model_id, ())),
        )
        for model_id, name, config in database.rows("SELECT id, name, config FROM notetypes")
    }


def _new_decks(database: UntrustedDatabase) -> dict[Any, str]:
    return {deck_id: _text(name) for deck_id, name in database.rows("SELECT id, name FROM decks")}


def _text(value: object) -> str:
    """Return a value as text: in a foreign table any column may hold any type, or nothing."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return "" if value is None else str(value)


def _number(value: object) -> int:
    """Return the id in a column; 0, which no note type has, for what is none."""
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0


def _note(number: int, model_id: int, model: _Model, fields: str, tags: str, deck: str) -> Note:
    values = fields.split("\x1f")
    names = list(model.field_names)
    names += [f"Field {at}" for at in range(len(names) + 1, len(values) + 1)]
    return Note(
        number=number,
        model_id=model_id,
        model=model.name,
        is_cloze=model.is_cloze,
        template_count=model.template_count,
        fields=dict(zip(names, values, strict=False)),
        tags=tuple(tags.split()),
        deck=deck.replace("\x1f", "::").rpartition("::")[2],
    )

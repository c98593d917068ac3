"""The notes in a package, read from its database in memory.

The database is untrusted: only plain tables are read, in bounded time, and nothing of it
is ever written to disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from quizapp.exchange.archives import BadArchiveError, check_archive, part_of

MAX_NOTES = 20_000
_STEPS_AT_A_TIME = 100_000
_MOST_CALLS = 3_000
_MAGIC = b"SQLite format 3\x00"
_FILES = ("collection.anki21", "collection.anki2")
_TABLES = {"notes", "cards", "col"}


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


def notes_of(data: bytes) -> list[Note]:
    """Return the notes of a package.

    Raises:
        BadArchiveError: It is no package of notes that can be read.

    """
    names = check_archive(data)
    if "collection.anki21b" in names:
        message = (
            "Export it again with “Support older Anki versions” ticked: this one is packed anew."
        )
        raise BadArchiveError("X601", message)
    collection = next((name for name in _FILES if name in names), None)
    if collection is None:
        raise BadArchiveError("X601", "There is no collection of notes in this file.")
    content = part_of(data, collection)
    if not content.startswith(_MAGIC) or len(content) < 512:
        raise BadArchiveError("X601", f"`{collection}` is not a database.")
    try:
        with closing(_opened(content)) as connection:
            return list(_notes(connection))
    except (
        sqlite3.Error,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        message = f"The collection of notes is damaged ({type(error).__name__})."
        raise BadArchiveError("X601", message) from error


def _opened(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    # A write-ahead log cannot be had in memory: these two bytes say that there is none.
    connection.deserialize(content[:18] + b"\x01\x01" + content[20:])
    connection.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    calls = iter(range(_MOST_CALLS))
    connection.set_progress_handler(lambda: next(calls, None) is None, _STEPS_AT_A_TIME)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
    )
    if not {name for (name,) in tables} >= _TABLES:
        raise BadArchiveError("X601", "The collection lacks the tables of Anki.")
    return connection


def _notes(connection: sqlite3.Connection) -> Iterator[Note]:
    models, decks = connection.execute("SELECT models, decks FROM col LIMIT 1").fetchone()
    model_by_id, deck_by_id = json.loads(models), json.loads(decks)
    firsts = "SELECT nid, MIN(did) FROM cards GROUP BY nid LIMIT ?"
    deck_of = dict(connection.execute(firsts, (MAX_NOTES,)))
    wanted = "SELECT id, mid, flds, tags FROM notes ORDER BY id LIMIT ?"
    rows = connection.execute(wanted, (MAX_NOTES,))
    for number, (note_id, model_id, fields, tags) in enumerate(rows, start=1):
        model = model_by_id.get(str(model_id), {})
        deck = deck_by_id.get(str(deck_of.get(note_id)), {})
        yield _note(number, int(model_id), model, str(fields), str(tags), deck)


def _note(
    number: int, model_id: int, model: dict[str, Any], fields: str, tags: str, deck: dict[str, Any]
) -> Note:
    values = fields.split("\x1f")
    names = [str(each["name"]) for each in model.get("flds", [])]
    names += [f"Field {at}" for at in range(len(names) + 1, len(values) + 1)]
    return Note(
        number=number,
        model_id=model_id,
        model=str(model.get("name", "")),
        is_cloze=model.get("type") == 1,
        template_count=len(model.get("tmpls", [])),
        fields=dict(zip(names, values, strict=False)),
        tags=tuple(tags.split()),
        deck=str(deck.get("name", "")).replace("\x1f", "::").rpartition("::")[2],
    )

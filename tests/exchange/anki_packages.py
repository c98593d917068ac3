"""Packages of notes as Anki writes them, and as nobody should."""

from __future__ import annotations

import io
import sqlite3
import zipfile

from quizapp.exchange.anki.zstandard import zstd

NEW_TABLES = """
    CREATE TABLE col (id integer, models text, decks text);
    CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text);
    CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer);
    CREATE TABLE notetypes (id integer, name text COLLATE unicase, config blob);
    CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase,
      PRIMARY KEY (ntid, ord)) without rowid;
    CREATE TABLE templates (ntid integer, ord integer);
    CREATE TABLE decks (id integer, name text COLLATE unicase);
    INSERT INTO col VALUES (1, '', '');
    INSERT INTO notetypes VALUES (5, 'Basic', x'1a'), (6, 'Cloze', x'08011a');
    INSERT INTO fields VALUES (5, 0, 'Front'), (5, 1, 'Back'), (6, 0, 'Text'), (6, 1, 'Extra');
    INSERT INTO templates VALUES (5, 0), (5, 1), (6, 0);
    INSERT INTO decks VALUES (7, 'Sea' || char(31) || 'Tides');
    INSERT INTO cards VALUES (1, 1, 7), (2, 2, 7);
    INSERT INTO notes VALUES (1, 5, '', 'What rises?' || char(31) || '<i>Tide</i>'),
      (2, 6, 'level:reason', 'The {{c1::moon}} pulls.' || char(31) || 'Ever.');
"""


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "."), content)
    return stream.getvalue()


def database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    return connection.serialize()


def packed(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    connection.executescript(script)
    content = zstd.compress(connection.serialize())
    return zipped(collection_anki21b=content, collection_anki2=database("CREATE TABLE a (b)"))

"""Whether the file of an SQLite database is still where it was when a connection opened it.

A file that is deleted, replaced, or covered by another disk goes on to take what those who have it
open write into it. When the last of them closes it, all of that is gone. SQLite sees to this itself
with a rollback journal, but not with a write-ahead log.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from quizapp.web.sqlite_library import sqlite3

_OPENED = "file_as_opened"
"""Under this a connection knows its file, and which one that was."""

Opened = tuple[Path, tuple[int, int] | None]


def watch_file(engine: Engine) -> None:
    """Have each connection know its file; and none begin a new one where that has been lost."""
    name = engine.url.database
    if name in {None, "", ":memory:"} or "uri" in engine.url.query:
        return
    path = Path(str(name)).absolute()
    was_there = False

    def refuse_to_begin_anew(
        _dialect: Dialect, _record: ConnectionPoolEntry | None, _words: object, _named: object
    ) -> None:
        if was_there and _identity(path) is None:
            raise _error(sqlite3.SQLITE_CANTOPEN)

    def note_file(_connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        nonlocal was_there
        was_there = True
        record.info[_OPENED] = path, _identity(path)

    event.listen(engine, "do_connect", refuse_to_begin_anew)
    event.listen(engine, "connect", note_file)


def is_in_place(connection: Connection) -> bool:
    """Whether what is written here can be found again by others."""
    opened: Opened | None = connection.info.get(_OPENED)
    return opened is None or _identity(opened[0]) == opened[1] is not None


def expect_in_place(connection: Connection) -> None:
    """Refuse to write what nobody could find again.

    Where there is another file now, all connections are let go, and the next ones open that. Where
    there is none, they stay: what is open can still be read.

    Raises:
        OperationalError: the file has gone.
    """
    if is_in_place(connection):
        return
    opened: Opened = connection.info[_OPENED]
    if _identity(opened[0]) is not None:
        connection.engine.dispose(close=False)
        connection.invalidate()
    error = _error(sqlite3.SQLITE_READONLY)
    raise OperationalError("BEGIN IMMEDIATE", None, error)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("its file has been deleted, moved or replaced")
    error.sqlite_errorcode = code
    return error

"""SQLite's journal: which one keeps the answers of this installation, and how it is kept short.

With a write-ahead log (WAL) a commit waits for the disk once, and readers and writers do not wait
for one another. It wants a sound library, and memory that all who have the file open share; where
one of these is missing, the older rollback journal (TRUNCATE) does the same more slowly.
"""

from __future__ import annotations

from pathlib import Path

from quizapp.web.disks import is_on_network
from quizapp.web.sqlite_library import sqlite3

WAL, ROLLBACK = "WAL", "TRUNCATE"

FRAMES_TO_COPY = 1_000
"""So many pages may wait in the log before they are copied into the database beside the answers."""

FRAMES_TO_BEGIN_ANEW = 4_000
"""From so many pages on, 16 MB, the log is begun anew: somebody has to wait for that, shortly."""

FRAMES_AT_MOST = 16_000
"""From so many pages on, whoever commits copies them: nobody else seems to."""

LOG_BYTES_KEPT = 16_000_000
"""To this size the log shrinks once a long reader has let go of it."""

_READER_PATIENCE_MS = 100
_OTHERS_HAVE_IT = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY})


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL where the SQLite library is sound, otherwise the older rollback journal.

    Libraries before 3.51.3 (but 3.50.7 and 3.44.6) can lose commits when two connections reset
    the write-ahead log at once.
    """
    sound = (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51)
        or ((3, 44, 6) <= version < (3, 45))
    )
    return WAL if sound else ROLLBACK


def journal_for(file: str | None) -> str:
    """The journal of the database in this file; a log needs a disk of this machine."""
    if file and is_on_network(Path(file).resolve().parent):
        return ROLLBACK
    return journal_mode()


def set_journal(connection: sqlite3.Connection, wanted: str) -> None:
    """Have the database keep this journal.

    While others hold it with another one, or where it may only be read, it stays with that:
    whoever opens a database goes by what its file says.
    """
    try:
        connection.execute(f"PRAGMA journal_mode={wanted}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OTHERS_HAVE_IT:
            raise
    connection.execute(f"PRAGMA wal_autocheckpoint={FRAMES_AT_MOST}")
    connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES_KEPT}")


def copy_log(connection: sqlite3.Connection) -> bool:
    """Copy what has gathered in the log into the database, while others read and write.

    Returns:
        Whether the log is so long that it should be begun anew.
    """
    # A library that does not know NOOP takes it as PASSIVE: then it is done already.
    _, frames, copied = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    if frames - copied >= FRAMES_TO_COPY:
        _, frames, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(frames >= FRAMES_TO_BEGIN_ANEW)


def begin_log_anew(connection: sqlite3.Connection) -> None:
    """Copy the rest and let the next commit write to the beginning of the log again.

    Nobody can commit meanwhile, so a reader of an older state is not waited for; another time.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout={_READER_PATIENCE_MS}")
    try:
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience}")

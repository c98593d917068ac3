"""What keeps a backup from being made or put back."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.web.sqlite_library import sqlite3

FULL = (
    "The disk is full. Nothing was changed, and nothing half is left behind. Make room, and run "
    "this again."
)
NO_TABLES = (
    "The database has no tables of quizapp yet. Look whether QUIZAPP_DATABASE_URL names the right "
    "one, then run this again."
)
ERASED = "SELECT public_id FROM users WHERE erased_at IS NOT NULL ORDER BY public_id"
"""Asks either kind of database whom it knows as deleted."""
DISK_CURE = " Look whether the disk is connected and sound, then run this again."


class BackupTrouble(Exception):
    """A backup cannot be made or put back; the message says why, and what to do."""


@contextmanager
def told_disk_troubles() -> Iterator[None]:
    """Say in a sentence what the disk refused, and what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise BackupTrouble(FULL) from error
        where = f" ({error.filename})" if error.filename else ""
        raise BackupTrouble(
            f"The disk could not be read or written: {error.strerror or error}{where}."
            f"{_cure(error)}"
        ) from error
    except sqlite3.DatabaseError as error:
        raise BackupTrouble(_sqlite_sentence(error)) from error


def _cure(error: OSError) -> str:
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return " See to its owner and mode, or to the disk, and run this as the user of the server."
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return " A file stands where a folder should be. Name another folder."
    return DISK_CURE


def _sqlite_sentence(error: sqlite3.DatabaseError) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        is_full = code == sqlite3.SQLITE_FULL
        return FULL if is_full else f"The disk could not be read or written: {error}.{DISK_CURE}"
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return (
            "The database is damaged. Keep its file as it is, and put back the last good backup "
            "with: quizapp restore"
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "The database was in use by others for too long. Try again in a moment."
    return f"SQLite refused: {error}. To look further: quizapp doctor"

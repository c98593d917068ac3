"""The file of an SQLite database, and who has it: servers share it, a restore wants it alone.

The lock is a file beside the database. The system lets go of it when a process dies, so none is
ever left behind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import make_url

LOCK_SUFFIX = "-serving"


class ServerAtWork(Exception):
    """A server has the database open."""


class RestoreAtWork(Exception):
    """The database is being replaced by a backup."""

    def __init__(self) -> None:
        super().__init__("The database is being restored. Start the server when that is done.")


class Unwritable(Exception):
    """A place that a server must write to and this user may not; the message says what to do."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Nothing can be saved: this user may not write to {path}. See to its owner and mode, "
            "or to the disk, and run this as the user who owns it."
        )


def database_file(values: Mapping[str, Any]) -> Path | None:
    """Where the SQLite database of these settings lies; None for any other database.

    A relative path starts at the data folder, as it does in the app.
    """
    url = make_url(values["DATABASE_URL"])
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    if not is_file or "uri" in url.query:
        return None
    return Path(values["DATA_DIR"]) / str(url.database)


def unwritable(values: Mapping[str, Any]) -> Path | None:
    """The folder or file that a server must write to and this user may not; None if all is well.

    It is asked and not tried. SQLite writes a journal beside its database, so it wants both.
    """
    file = database_file(values)
    places = [Path(values["DATA_DIR"]), *([file.parent, file] if file else [])]
    return next((each for each in places if each.exists() and not _may_write(each)), None)


def expect_writable(values: Mapping[str, Any]) -> None:
    """Say at the start that nothing could be saved, and not when the first learner answers.

    Raises:
        Unwritable: so it is.
    """
    path = unwritable(values)
    if path is not None:
        raise Unwritable(path)


def _may_write(path: Path) -> bool:
    is_asked_as_acting = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=is_asked_as_acting)


@contextmanager
def serving(values: Mapping[str, Any]) -> Iterator[None]:
    """Hold the database as one of its servers.

    Raises:
        RestoreAtWork: it is just being replaced.
    """
    file = hold_as_server(values)
    try:
        yield
    finally:
        if file is not None:
            file.close()


def hold_as_server(values: Mapping[str, Any]) -> IO[bytes] | None:
    """Hold the database as one of its servers until the file that is given back is closed.

    Where there is nothing to lock, or no lock to be had, a server serves all the same.

    Raises:
        RestoreAtWork: it is just being replaced.
    """
    path = database_file(values)
    try:
        file = _lock_of(path) if path else None
    except OSError:
        return None
    if file is not None and not _is_shared(file):
        file.close()
        raise RestoreAtWork
    return file


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a database so that no server has it or begins.

    Raises:
        ServerAtWork: one is at work.
    """
    with _lock_of(path) as file:
        if not _is_taken(file):
            raise ServerAtWork
        yield


def _lock_of(path: Path) -> IO[bytes]:
    lock = path.with_name(path.name + LOCK_SUFFIX)
    return os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


if sys.platform == "win32":
    import msvcrt

    _PLACES = 64  # Windows knows no shared locks here: each server takes a byte, a restore all

    def _is_locked(file: IO[bytes], start: int, length: int) -> bool:
        file.seek(start)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, length)
        except OSError:
            return False
        return True

    def _is_shared(file: IO[bytes]) -> bool:
        return any(_is_locked(file, place, 1) for place in range(_PLACES))

    def _is_taken(file: IO[bytes]) -> bool:
        return _is_locked(file, 0, _PLACES)

else:
    import errno
    import fcntl

    def _is_locked(file: IO[bytes], kind: int) -> bool:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except OSError as error:
            # Some network disks know no locks at all: nobody is kept from serving by that.
            return error.errno not in (errno.EAGAIN, errno.EACCES)
        return True

    def _is_shared(file: IO[bytes]) -> bool:
        return _is_locked(file, fcntl.LOCK_SH)

    def _is_taken(file: IO[bytes]) -> bool:
        return _is_locked(file, fcntl.LOCK_EX)

"""One writer of a bank's file at a time, whichever of the server's processes it is in."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCKS = "locks"
PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.05


@contextmanager
def file_lock(path: Path, data_dir: Path) -> Iterator[None]:
    """Hold the lock of a file; the one to lock lies in the data folder, not beside the bank.

    The system lets go of it when a process dies, so that none is ever left behind.

    Raises:
        TimeoutError: somebody else has held it for all of `PATIENCE_SECONDS`.
    """
    folder = data_dir / LOCKS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]
    with (folder / f"{name}.lock").open("a+b") as file:
        _wait_for(file)
        try:
            yield
        finally:
            _let_go(file)


def _wait_for(file: IO[bytes]) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not _is_taken(file):
        if time.monotonic() > give_up_at:
            raise TimeoutError
        time.sleep(_PAUSE_SECONDS)


if sys.platform == "win32":
    import msvcrt

    def _is_taken(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _is_taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

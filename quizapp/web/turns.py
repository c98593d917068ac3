"""Turns to write: threads in the order in which they came, processes one after another.

SQLite lets one write at a time, and the others ask again with longer and longer pauses, so that
under a class that answers at once the unlucky ones wait for seconds. Here they stand in a queue.
It is a courtesy: SQLite's own lock decides, and who gets no turn in time asks that all the same.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, get_ident

LOCK_SUFFIX = "-writing"
PAUSE_SECONDS = 0.0005


class Queue:
    """A lock that threads get in the order in which they ask, and may ask for twice."""

    def __init__(self) -> None:
        self._changing = Lock()
        self._waiting: deque[Lock] = deque()
        self._holder: int | None = None
        self._depth = 0

    def acquire(self, seconds: float) -> bool:
        """Wait for the turn; False if it does not come in time."""
        with self._changing:
            if self._holder in (None, get_ident()):
                self._hold()
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if not mine.acquire(timeout=seconds) and not self._was_handed(mine):
            return False
        self._hold()
        return True

    def release(self) -> bool:
        """Hand the turn on to who has waited longest; gives whether it was handed on or let go."""
        with self._changing:
            self._depth -= 1
            if self._depth:
                return False
            self._holder = 0 if self._waiting else None  # nobody's who asks now
            if self._waiting:
                self._waiting.popleft().release()
        return True

    @property
    def is_nested(self) -> bool:
        """Whether who holds it has asked for it more than once."""
        return self._depth > 1

    def _hold(self) -> None:
        self._holder = get_ident()
        self._depth += 1

    def _was_handed(self, mine: Lock) -> bool:
        """Whether it was handed over in the moment in which patience ended."""
        with self._changing:
            if mine not in self._waiting:
                return True
            self._waiting.remove(mine)
            return False


class Turns:
    """The turns to write to one database: of the threads of this process, and of all processes."""

    def __init__(self, database: Path | None) -> None:
        self._queue = Queue()
        self._file = database and database.with_name(database.name + LOCK_SUFFIX)
        self._opened: dict[int, int] = {}

    @contextmanager
    def taken(self, seconds: float) -> Iterator[None]:
        """Have the turn within this block, or go on without it after so many seconds."""
        give_up_at = time.monotonic() + seconds
        has_turn = self._queue.acquire(seconds)
        try:
            if has_turn and not self._queue.is_nested:
                self._wait_for_processes(give_up_at)
            yield
        finally:
            if has_turn:
                self._let_go()

    def _let_go(self) -> None:
        if not self._queue.is_nested and (number := self._number()) is not None:
            _unlock(number, _AT_WORK)
        self._queue.release()

    def _wait_for_processes(self, give_up_at: float) -> None:
        """Stand first in line, then wait for who is at work: nobody else overtakes meanwhile."""
        number = self._number()
        if number is None or not _waited_for(number, _FIRST_IN_LINE, give_up_at):
            return
        try:
            _waited_for(number, _AT_WORK, give_up_at)
        finally:
            _unlock(number, _FIRST_IN_LINE)

    def _number(self) -> int | None:
        """The lock file as this process has opened it; None where there can be none."""
        process = os.getpid()
        if process not in self._opened and self._file is not None:
            try:
                self._opened[process] = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                return None  # a disk that only lets read: SQLite will say so
        return self._opened.get(process)


_FIRST_IN_LINE, _AT_WORK = 0, 1
"""Bytes of the file; the system lets go of their locks when a process dies."""


def _waited_for(number: int, place: int, give_up_at: float) -> bool:
    while not _is_locked(number, place):
        if time.monotonic() > give_up_at:
            return False
        time.sleep(PAUSE_SECONDS)
    return True


if sys.platform == "win32":
    import msvcrt

    def _is_locked(number: int, place: int) -> bool:
        os.lseek(number, place, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(number: int, place: int) -> None:
        os.lseek(number, place, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import errno
    import fcntl

    def _is_locked(number: int, place: int) -> bool:
        try:
            fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError as error:
            # Some disks know no locks at all: nobody is kept from writing by that.
            return error.errno not in (errno.EAGAIN, errno.EACCES)
        return True

    def _unlock(number: int, place: int) -> None:
        with suppress(OSError):
            fcntl.lockf(number, fcntl.LOCK_UN, 1, place)

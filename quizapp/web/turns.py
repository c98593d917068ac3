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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, get_ident

LOCK_SUFFIX = "-writing"
PAUSE_SECONDS = 0.0005
MOST_IN_A_ROW = 4
"""So many threads of a process write before another process does: to change takes a moment."""


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

    def release(self, when_nobody_waits: Callable[[], None] = lambda: None) -> None:
        """Hand the turn on to who has waited longest; do something first if nobody has."""
        with self._changing:
            self._depth -= 1
            if self._depth:
                return
            if self._waiting:
                self._holder = 0  # nobody's who asks now
                self._waiting.popleft().release()
            else:
                when_nobody_waits()
                self._holder = None

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
        self._in_a_row = 0

    @contextmanager
    def taken(self, seconds: float) -> Iterator[None]:
        """Have the turn within this block, or go on without it after so many seconds."""
        give_up_at = time.monotonic() + seconds
        has_turn = self._queue.acquire(seconds)
        try:
            if has_turn and not self._queue.is_nested and not self._in_a_row:
                self._wait_for_processes(give_up_at)
            yield
        finally:
            if has_turn:
                self._hand_on()

    def _hand_on(self) -> None:
        """To the next thread; every few times, and where there is none, to other processes."""
        if not self._queue.is_nested:
            self._in_a_row += 1
            if self._in_a_row >= MOST_IN_A_ROW:
                self._let_others()
        self._queue.release(self._let_others)

    def _let_others(self) -> None:
        self._in_a_row = 0
        if (number := self._number()) is not None:
            _unlock(number, _AT_WORK)

    def _wait_for_processes(self, give_up_at: float) -> None:
        """Stand in line, and go on by a place as soon as the next one is free: nobody overtakes."""
        number = self._number()
        if number is None:
            return
        for place in _LINE:
            has_come = _waited_for(number, place, give_up_at)
            if place != _LINE[0]:
                _unlock(number, place + 1)
            if not has_come:
                return

    def _number(self) -> int | None:
        """The lock file as this process has opened it; None where there can be none."""
        process = os.getpid()
        if process not in self._opened and self._file is not None:
            try:
                self._opened[process] = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                return None  # a disk that only lets read: SQLite will say so
        return self._opened.get(process)


_LINE = (4, 3, 2, 1, 0)
_AT_WORK = 0
"""Bytes of the file; the system lets go of their locks when a process dies. Of more processes than
there are places, the rest see to it who gets the last one."""


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

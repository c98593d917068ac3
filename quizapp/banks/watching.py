"""A thread that looks after the banks, so that no request waits for a file to be read.

It also does what else is due now and then (`do_now_and_then`): `quizapp/app.py` lets it end
attempts whose time is over (docs/decisions/0015-the-clock-is-the-servers.md).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from flask import Flask

from quizapp.banks.shelf import LOOK_EVERY_SECONDS, BankShelf
from quizapp.web import clock

LOOKS_PER_ASKING = 5
"""Files are looked at five times as often as the database is asked what others have published."""

LOOKS_PER_CHORE = 25
"""Every five seconds it is asked what else is to be done."""

Chore = Callable[[datetime], object]

_chores: list[Chore] = []

log = logging.getLogger(__name__)


def do_now_and_then(chore: Chore) -> None:
    """Let watchers do this every few seconds, with the time, in a context of the app."""
    if chore not in _chores:
        _chores.append(chore)


class BankWatcher:
    """Looks at the files, and at what other processes have published, until told to stop.

    The thread begins with the first request, in the process that answers it: one that was begun
    before a fork would be missing in the workers.
    """

    def __init__(self, app: Flask, shelf: BankShelf) -> None:
        self._app = app
        self._shelf = shelf
        self._thread: threading.Thread | None = None
        self._has_looked = threading.Event()
        self._is_stopped = threading.Event()

    def be_at_work(self) -> None:
        """Begin, unless it has begun in this process, and come back after the first look."""
        if self._thread is None or not self._thread.is_alive():
            self._begin()
        self._has_looked.wait()

    def stop(self) -> None:
        """Leave it to the requests again, and wait for the end of a look that is under way."""
        self._shelf.watcher = None
        self._is_stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        with _BEGINNING:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="banks", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        look = 0
        while True:
            self._do(self._shelf.look_at_files)
            self._has_looked.set()
            if look % LOOKS_PER_ASKING == 0:
                self._do(self._shelf.look_at_publications)
            for chore in _chores if look % LOOKS_PER_CHORE == 0 else ():
                self._do(chore)
            look += 1
            if self._is_stopped.wait(LOOK_EVERY_SECONDS):
                return

    def _do(self, deed: Callable[..., object]) -> None:
        """Do it in a context of its own, so that its database session is closed behind it."""
        try:
            with self._app.app_context():
                deed(clock.now())
        except Exception:
            # Whatever it was: the banks stay as they are, and the next look may fare better.
            log.exception("The banks and running attempts could not be looked after")


_BEGINNING = threading.Lock()


def watch_banks(app: Flask) -> BankWatcher:
    """Let a thread look after the banks of this app in place of its requests."""
    shelf: BankShelf = app.extensions["bank_shelf"]
    shelf.watcher = watcher = BankWatcher(app, shelf)
    return watcher

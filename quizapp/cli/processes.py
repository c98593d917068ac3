"""Several processes behind one address: each is the server of `serve`, on sockets that all share.

The first process holds the sockets and sees to the others; the system gives each newcomer to one
that has time. It has made the app and read the banks, and the others are forks of it: they are at
work at once, and share its memory with it as far as they do not write to it. Not on Windows.

At a fork there must be no other thread, and no connection to a database: `serve` sees to that.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from flask import Flask

from quizapp.cli.server import DRAIN_SECONDS, serve_app

assert sys.platform != "win32"  # noqa: S101  which has no forks: `serve` says so before

LOOK_SECONDS = 0.5
SHORT_LIFE_SECONDS = 10.0
MOST_SHORT_LIVES = 5
KILL_SECONDS = DRAIN_SECONDS + 10
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


class Processes:
    """Processes that serve, begun anew where one ends by itself."""

    def __init__(self, serve: Callable[[], None], sockets: list[socket.socket]) -> None:
        self._serve = serve
        self._sockets = sockets
        self._running: list[tuple[BaseProcess, float]] = []
        self._short_lives = 0
        self._is_told = False
        # Nothing is ever sent: of this pipe the others read the end of this process.
        self._end_of_first, self._held_by_first = os.pipe()

    def run(self, count: int) -> int:
        """Serve until told to stop; gives the exit code."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._be_told)
        gc.freeze()  # to look for garbage among what is shared would be to write to it
        self._running = [self._begun() for _ in range(count)]
        while not self._is_told and self._short_lives < MOST_SHORT_LIVES:
            time.sleep(LOOK_SECONDS)
            if not self._is_told:
                self._running = [self._alive(*each) for each in self._running]
        self._end()
        return 0 if self._is_told else 1

    def _be_told(self, *_: object) -> None:
        if self._is_told:  # who is told twice ends at once
            for process, _since in self._running:
                process.terminate()
        self._is_told = True

    def _begun(self) -> tuple[BaseProcess, float]:
        fork = multiprocessing.get_context("fork")
        process = fork.Process(target=self._serve_forked, daemon=True)
        with _signals_held_back():
            process.start()
        return process, time.monotonic()

    def _serve_forked(self) -> None:
        """Serve for as long as the first process lives."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the first tells us
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        os.close(self._held_by_first)
        threading.Thread(target=self._end_with_first, daemon=True).start()
        self._serve()

    def _end_with_first(self) -> None:
        os.read(self._end_of_first, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _alive(self, process: BaseProcess, since: float) -> tuple[BaseProcess, float]:
        """The process, or where it has ended another one."""
        if process.exitcode is None:
            return process, since
        log.error("A process that served has ended (%s). Another one begins.", process.exitcode)
        is_short = time.monotonic() - since < SHORT_LIFE_SECONDS
        self._short_lives = self._short_lives + 1 if is_short else 0
        return self._begun()

    def _end(self) -> None:
        # First: newcomers would be let in here, where nobody answers, once the others let none in.
        for listener in self._sockets:
            listener.close()
        for process, _ in self._running:
            process.terminate()
        give_up_at = time.monotonic() + KILL_SECONDS
        for process, _ in self._running:
            process.join(max(0.0, give_up_at - time.monotonic()))
            if process.exitcode is None:
                process.kill()


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let a signal to stop wait until each process has its own way to take it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def serve_with_processes(
    app: Flask,
    sockets: list[socket.socket],
    connections: int,
    figures: Path | None,
    workers: int,
) -> int:
    """Serve until told to stop; gives the exit code."""
    serve = partial(serve_app, app, sockets, connections, figures, [signal.SIGTERM])
    return Processes(serve, sockets).run(workers)

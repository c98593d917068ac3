"""Several processes behind one address: each is the server of `serve`, on sockets that all share.

The first process holds the sockets and sees to the others; the system gives each newcomer to one
that has time. Each makes its own app, so that none shares a connection to a database. Not on
Windows.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp import create_app, loading

with loading():
    from quizapp.cli.server import DRAIN_SECONDS, serve_app
    from quizapp.web.database_files import serving

LOOK_SECONDS = 0.5
SHORT_LIFE_SECONDS = 10.0
MOST_SHORT_LIVES = 5
KILL_SECONDS = DRAIN_SECONDS + 10

log = logging.getLogger(__name__)


class Processes:
    """Processes that serve, begun anew where one ends by itself."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        sockets: list[socket.socket],
        connections: int,
        figures: Path | None,
    ) -> None:
        self._sockets = sockets
        self._given = json.dumps(
            {
                "settings": {name: str(value) for name, value in settings.items()},
                "sockets": [each.fileno() for each in sockets],
                "connections": connections,
                "figures": str(figures) if figures else None,
            }
        )
        self._running: list[tuple[subprocess.Popen[bytes], float]] = []
        self._short_lives = 0
        self._is_told = False

    def run(self, count: int) -> int:
        """Serve until told to stop; gives the exit code."""
        signal.signal(signal.SIGTERM, self._be_told)
        signal.signal(signal.SIGINT, self._be_told)
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

    def _begun(self) -> tuple[subprocess.Popen[bytes], float]:
        process = subprocess.Popen(  # noqa: S603  this very module
            [sys.executable, "-m", __name__, self._given],
            stdin=subprocess.PIPE,  # nothing is sent; it ends when this process does
            pass_fds=[each.fileno() for each in self._sockets],
        )
        return process, time.monotonic()

    def _alive(
        self, process: subprocess.Popen[bytes], since: float
    ) -> tuple[subprocess.Popen[bytes], float]:
        """The process, or where it has ended another one."""
        code = process.poll()
        if code is None:
            return process, since
        log.error("A process that served has ended (%s). Another one begins.", code)
        is_short = time.monotonic() - since < SHORT_LIFE_SECONDS
        self._short_lives = self._short_lives + 1 if is_short else 0
        return self._begun()

    def _end(self) -> None:
        for process, _ in self._running:
            process.terminate()
        # Or newcomers would be let in here, where nobody answers, for as long as the others take.
        for listener in self._sockets:
            listener.close()
        give_up_at = time.monotonic() + KILL_SECONDS
        for process, _ in self._running:
            try:
                process.wait(max(0.0, give_up_at - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def serve_with_processes(
    settings: Mapping[str, Any],
    sockets: list[socket.socket],
    connections: int,
    figures: Path | None,
    workers: int,
) -> int:
    """Serve until told to stop; gives the exit code."""
    return Processes(settings, sockets, connections, figures).run(workers)


def _serve_parent() -> None:
    """Serve on the sockets of the process that began this one, for as long as that one lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent tells the others
    given = json.loads(sys.argv[1])
    app = create_app(given["settings"])
    sockets = [socket.socket(fileno=number) for number in given["sockets"]]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with serving(app.config):
        figures = Path(given["figures"]) if given["figures"] else None
        serve_app(app, sockets, given["connections"], figures, [signal.SIGTERM])


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    _serve_parent()

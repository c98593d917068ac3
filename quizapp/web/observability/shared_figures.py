"""The figures of all processes of one server, added up: a scrape reaches any one of them.

Each process keeps what it counts in a file of its own, in a folder that the first one has made. The
one that is asked writes its file anew and adds up all files, and nothing that is not in a file: so
no sum is ever less than one that was told before, which Prometheus would take for a restart. What a
process has counted stays when it ends.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from quizapp.web.observability.figures import Figures, Key, find_figures

WRITE_SECONDS = 5.0
GONE_SECONDS = 20.0
"""A process whose file was not written for so long is gone."""

GAUGES = frozenset({"quizapp_writers_waiting", "quizapp_processes"})
"""What goes up and down: of processes that are gone it is not told."""

_SHARED = "shared_figures"

log = logging.getLogger(__name__)


class SharedFigures:
    """What this process counts and what the others of its server do."""

    def __init__(self, figures: Figures, folder: Path | None) -> None:
        self._figures = figures
        self._folder = folder
        self._writing = threading.Lock()

    def sums(self) -> dict[Key, float]:
        """All numbers, each the sum over the processes."""
        if self._folder is None:
            return {**self._figures.values(), ("quizapp_processes", ()): 1}
        self.write()
        added: defaultdict[Key, float] = defaultdict(float)
        for path in self._folder.glob("*.json"):
            is_alive = time.time() - path.stat().st_mtime < GONE_SECONDS
            added["quizapp_processes", ()] += is_alive
            for name, labels, value in json.loads(path.read_text(encoding="utf-8")):
                if is_alive or name not in GAUGES:
                    added[name, tuple((key, text) for key, text in labels)] += value
        return dict(added)

    def write(self) -> None:
        """Put what this process has counted where the others find it, as a whole."""
        if self._folder is None:
            return
        with self._writing:  # from the reading on, or what was counted before could come after
            counted = self._figures.values().items()
            values = [(name, labels, value) for (name, labels), value in counted]
            descriptor, name = tempfile.mkstemp(dir=self._folder, suffix=".new")
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(values, file)
            Path(name).replace(self._folder / f"{os.getpid()}.json")


def shared_figures(app: Flask) -> SharedFigures | None:
    """The figures of the server that an app belongs to; None where nobody wants to know."""
    figures = find_figures(app)
    if figures is None:
        return None
    # One for all who ask, so that they write the file one after another.
    shared: SharedFigures = app.extensions.setdefault(_SHARED, SharedFigures(figures, None))
    return shared


@contextmanager
def figures_folder(app: Flask) -> Iterator[Path | None]:
    """A folder for the figures of the processes that are to serve; gone at the end."""
    if find_figures(app) is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="quizapp-figures-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def kept_figures(app: Flask, folder: Path | None) -> Iterator[None]:
    """Write every few seconds what this process has counted, while the block serves."""
    figures = find_figures(app)
    if figures is None or folder is None:
        yield
        return
    app.extensions[_SHARED] = shared = SharedFigures(figures, folder)
    is_over = threading.Event()
    thread = threading.Thread(target=_keep, args=(shared, is_over), name="figures", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _keep(shared: SharedFigures, is_over: threading.Event) -> None:
    is_last = False
    while not is_last:
        is_last = is_over.wait(WRITE_SECONDS)
        try:
            shared.write()
        except OSError as error:
            log.warning("The figures of this process could not be written: %s", error.strerror)

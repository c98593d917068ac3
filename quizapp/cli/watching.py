"""Waiting for files to change, by looking at them: it works on every system and network drive."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAUSE_SECONDS = 0.5

Signature = dict[str, tuple[int, int, int] | None]


def changes(names: Callable[[], Iterable[str]]) -> Iterator[None]:
    """Yield whenever one of the files has changed, come or gone; until Ctrl-C.

    Args:
        names: Says which files are watched; asked again each time, for a folder may fill.

    """
    seen = _signature(names())
    while True:
        time.sleep(PAUSE_SECONDS)
        now = _signature(names())
        if now != seen:
            seen = now
            yield


def _signature(names: Iterable[str]) -> Signature:
    return {name: _state(Path(name)) for name in names}


def _state(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file does; None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

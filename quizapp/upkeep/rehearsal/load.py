"""How busy a copy and this machine are: the processor, and the queue of those who write."""

from __future__ import annotations

import os
import re
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from quizapp.upkeep.rehearsal.copy import Copy

_FIGURE = re.compile(r"^(\w+) (\S+)$", re.MULTILINE)
_PROC = Path("/proc")


@dataclass(frozen=True)
class Load:
    """What was used up to a moment; of two, the difference tells what was used between them.

    Attributes:
        at: The moment, in seconds.
        server: Seconds of the processor that the copy took; None where that cannot be known.
        learners: The same of this process, which plays the learners.
        writes: How many transactions have written.
        waited: For how many seconds they have waited for their turn, all together.
    """

    at: float
    server: float | None
    learners: float
    writes: float
    waited: float

    def since(self, before: Load) -> Load:
        """What was used since then."""
        server = (
            None if self.server is None or before.server is None else self.server - before.server
        )
        return Load(
            self.at - before.at,
            server,
            self.learners - before.learners,
            self.writes - before.writes,
            self.waited - before.waited,
        )


def load_now(copy: Copy | None) -> Load:
    """What was used so far. Of a copy on another machine only the learners' part is known."""
    figures = _figures(copy) if copy else {}
    return Load(
        time.monotonic(),
        _seconds_of_all(copy.process) if copy else None,
        time.process_time(),
        figures.get("quizapp_writes_total", 0.0),
        figures.get("quizapp_write_wait_seconds_total", 0.0),
    )


def _figures(copy: Copy) -> dict[str, float]:
    request = urllib.request.Request(  # noqa: S310  our own copy
        f"{copy.address}/metrics", headers={"Authorization": f"Bearer {copy.token}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as page:  # noqa: S310  our own copy
            text = page.read().decode()
    except OSError:
        return {}
    return {name: float(value) for name, value in _FIGURE.findall(text)}


def _seconds_of_all(process: int) -> float | None:
    """The processor's seconds of a process and of those that it has begun; Linux alone tells."""
    try:
        children = (_PROC / f"{process}/task/{process}/children").read_text().split()
        return sum(map(_seconds_of, [str(process), *children]))
    except (OSError, ValueError, IndexError):
        return None


def _seconds_of(process: str) -> float:
    if sys.platform == "win32":
        raise OSError
    after_name = (_PROC / process / "stat").read_text().rpartition(")")[2].split()
    ticks = sum(map(int, after_name[11:15]))  # its own, and those of children that have ended
    return ticks / float(os.sysconf("SC_CLK_TCK"))

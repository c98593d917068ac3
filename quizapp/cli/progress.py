"""How far a long command is: a bar on a terminal, a line now and then in a log.

All of it goes to standard error, so that what a command prints can still be piped on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

LARGE_BYTES = 200_000
"""Files from here on take seconds to read."""

LINE_SECONDS = 5.0
_LENGTH = 1000

Told = Callable[[float], None]
"""Is told which share of the work is done, from 0 to 1."""


@contextmanager
def shown_progress(label: str, *, is_long: bool = True) -> Iterator[Told]:
    """Show how far something is that is told as it goes on; nothing where it is not long."""
    if not is_long:
        yield lambda _share: None
    elif sys.stderr.isatty():
        with click.progressbar(length=_LENGTH, label=label, file=sys.stderr) as bar:
            bar.render_progress()
            yield lambda share: bar.update(round(share * _LENGTH) - bar.pos)
    else:
        yield _Lines(label)


class _Lines:
    """Says how far it is every few seconds, and nothing of what was quick."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._said_at = time.monotonic()

    def __call__(self, share: float) -> None:
        """Be told which share is done."""
        now = time.monotonic()
        if now - self._said_at >= LINE_SECONDS:
            self._said_at = now
            click.echo(f"{self._label}: {share:.0%}", err=True)

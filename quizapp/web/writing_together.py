"""Small writes that come at once, committed together: a class that votes waits for one disk.

On SQLite each commit waits until the disk has it, tens of milliseconds on a slow one, and commits
come one after the other. While one is under way, the writes that come meanwhile gather; then one of
their threads commits them all, and each is answered only after that. Nothing that was answered can
be lost, as with a transaction of its own. PostgreSQL itself writes commits together that come at
once, and there each deed has a transaction of its own: two in one would hold the locks of both, in
an order that nobody has thought of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from flask import Flask, current_app
from sqlalchemy.exc import OperationalError

from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db

Result = TypeVar("Result")

_GATHERED = "gathered_writes"


class _Write(Generic[Result]):
    """A write that waits, and what came of it."""

    def __init__(self, deed: Callable[[Transaction], Result]) -> None:
        self.deed = deed
        self.results: list[Result] = []
        self.error: Exception | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.results) or self.error is not None

    def outcome(self) -> Result:
        """What the deed gave, or raise what it raised."""
        if self.error is not None:
            raise self.error
        return self.results[0]


class GatheredWrites:
    """The writes of one process that wait for the commit of others."""

    def __init__(self) -> None:
        self._waiting: list[_Write[object]] = []
        self._gathering, self._turn = Lock(), Lock()

    def write(self, mine: _Write[object]) -> None:
        """See a write through, with all that wait beside it; back once it is committed."""
        with self._gathering:
            self._waiting.append(mine)
        with self._turn:
            if not mine.is_done:
                with self._gathering:
                    all_waiting, self._waiting = self._waiting, []
                _write_all(all_waiting)


def gather_writes(app: Flask) -> None:
    """Give an app on SQLite a place where writes gather."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            app.extensions[_GATHERED] = GatheredWrites()


def write_together(deed: Callable[[Transaction], Result]) -> Result:
    """What a deed gives that writes in a transaction shared with others, once it is committed.

    The deed is small and may be done twice: where one of those together fails, each is done again
    by itself. Another thread may do it, in a context of the same app and with a session of its own:
    no rows go in or come out.
    """
    gathered: GatheredWrites | None = current_app.extensions.get(_GATHERED)
    if gathered is None:
        with write_transaction() as tx:
            return deed(tx)
    mine = _Write(deed)
    gathered.write(mine)  # type: ignore[arg-type]  # what came of it is read below, with its type
    return mine.outcome()


def _write_all(writes: Sequence[_Write[object]]) -> None:
    try:
        with write_transaction() as tx:
            results = [each.deed(tx) for each in writes]
    except Exception as error:
        # A database that lets nobody write has kept all of them waiting long enough.
        if len(writes) == 1 or isinstance(error, OperationalError):
            for each in writes:
                each.error = error
            return
        for each in writes:
            _write_all([each])
        return
    for each, result in zip(writes, results, strict=True):
        each.results.append(result)

"""What is counted of the database: answers that were saved, errors, and the wait of writers."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy import Connection, CursorResult, Engine, event
from sqlalchemy.engine import ExceptionContext

from quizapp.web.observability.figures import Figures, find_figures

SAVED_TABLES = frozenset({"responses", "reviews", "lesson_votes"})
"""The tables of what learners answer: quizzes, cards and whatever else taught a memory, votes."""

_INSERT = re.compile(r"\s*INSERT INTO (\w+)", re.IGNORECASE)
_UNCOMMITTED = "quizapp.uncommitted"


def count_database_work(engine: Engine, figures: Figures) -> None:
    """Have an engine count what it saves, and what goes wrong."""

    def note_insert(
        connection: Connection, cursor: CursorResult[object], statement: str, *_: object
    ) -> None:
        found = _INSERT.match(statement)
        if found and found[1] in SAVED_TABLES:
            rows = connection.info.setdefault(_UNCOMMITTED, Counter())
            rows[found[1]] += max(1, cursor.rowcount)

    def note_commit(connection: Connection) -> None:
        for table, count in connection.info.pop(_UNCOMMITTED, {}).items():
            figures.add("quizapp_rows_saved_total", count, table=table)

    def forget(connection: Connection) -> None:
        connection.info.pop(_UNCOMMITTED, None)

    def note_error(context: ExceptionContext) -> None:
        kind = type(context.sqlalchemy_exception or context.original_exception).__name__
        figures.add("quizapp_database_errors_total", kind=kind)

    event.listen(engine, "after_cursor_execute", note_insert)
    event.listen(engine, "commit", note_commit)
    event.listen(engine, "rollback", forget)
    event.listen(engine, "handle_error", note_error)


@contextmanager
def counted_wait() -> Iterator[None]:
    """Count those who wait for their turn to write, and for how long they did."""
    figures = find_figures(current_app)
    if figures is None:
        yield
        return
    began = time.perf_counter()
    figures.add("quizapp_writers_waiting")
    try:
        yield
    finally:
        figures.add("quizapp_writers_waiting", -1)
        figures.add("quizapp_writes_total")
        figures.add("quizapp_write_wait_seconds_total", time.perf_counter() - began)

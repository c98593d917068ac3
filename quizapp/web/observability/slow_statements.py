"""Statements that the database takes long over, named in the log. Their parameters are not.

What is measured is how long the database takes until it has its first row, or has done what was
asked; on SQLite that includes the wait of a writer for the writers of other processes.
"""

from __future__ import annotations

import logging
import re
import time

from sqlalchemy import Connection, Engine, event

from quizapp.web.observability.log_lines import FIELDS

log = logging.getLogger(__name__)

MOST_LETTERS = 1000
_BEGAN = "quizapp.began"
_LITERAL = re.compile(r"'(?:[^']|'')*'")


def name_slow_statements(engine: Engine, limit_ms: int) -> None:
    """Have an engine log each statement that takes so long; none where the limit is 0."""
    if not limit_ms:
        return

    def begin(connection: Connection, *_: object) -> None:
        connection.info[_BEGAN] = time.perf_counter()

    def end(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        ms = (time.perf_counter() - connection.info.pop(_BEGAN)) * 1000
        if ms >= limit_ms:
            told = {"ms": round(ms), "statement": shown(statement)}
            log.warning("Slow statement, %(ms)s ms: %(statement)s", told, extra={FIELDS: told})

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)


def shown(statement: str) -> str:
    """A statement in one line, without any text that is written into it."""
    line = " ".join(_LITERAL.sub("'…'", statement).split())
    return line if len(line) <= MOST_LETTERS else line[:MOST_LETTERS] + " …"

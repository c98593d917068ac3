"""A database out of somebody's file, opened in memory, with bounds on what its own SQL may do.

A column of a table can be worked out by an expression in the file, so that a few hundred bytes
would become a gigabyte in memory: such columns are refused, values have a longest length, and all
that is read together has one as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from quizapp.exchange.archives import BadArchiveError

MAX_VALUE_BYTES = 10_000_000
MAX_READ_CHARACTERS = 100_000_000

_STEPS_AT_A_TIME = 100_000
_MOST_CALLS = 3_000
_MAGIC = b"SQLite format 3\x00"
_WORKED_OUT = {2, 3}
"""What `table_xinfo` says of columns that an expression in the file fills."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class UntrustedDatabase:
    """Reads plain tables in bounded time and memory, and nothing else."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open the bytes of a database.

        Raises:
            BadArchiveError: they are none.

        """
        if not content.startswith(_MAGIC) or len(content) < 512:
            raise BadArchiveError("X601", f"`{name}` is not a database.")
        self._left = MAX_READ_CHARACTERS
        self._connection = sqlite3.connect(":memory:")
        for limit, most in _LIMITS.items():
            self._connection.setlimit(limit, most)
        # A write-ahead log cannot be had in memory: these two bytes say that there is none.
        self._connection.deserialize(content[:18] + b"\x01\x01" + content[20:])
        self._connection.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        self._connection.create_collation("unicase", _compared)
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute("PRAGMA query_only = ON")
        calls = iter(range(_MOST_CALLS))
        stopper = lambda: next(calls, None) is None  # noqa: E731  sqlite3 wants a function
        self._connection.set_progress_handler(stopper, _STEPS_AT_A_TIME)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def has_plain(self, tables: Collection[str]) -> bool:
        """Whether all these tables are there, and hold what they say instead of working it out."""
        found = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        )
        return {name for (name,) in found} >= set(tables) and all(map(self._is_plain, tables))

    def rows(self, query: str, values: tuple[int, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query of ours.

        Raises:
            BadArchiveError: they hold more than a file of this kind ever does.

        """
        for row in self._connection.execute(query, values):
            self._left -= sum(len(value) for value in row if isinstance(value, str | bytes))
            if self._left < 0:
                raise BadArchiveError("X602", "The notes of this collection are too long.")
            yield row

    def _is_plain(self, table: str) -> bool:
        columns = self._connection.execute("SELECT hidden FROM pragma_table_xinfo(?)", (table,))
        return _WORKED_OUT.isdisjoint(hidden for (hidden,) in columns)


def _compared(one: str, other: str) -> int:
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)

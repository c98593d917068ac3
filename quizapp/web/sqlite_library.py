"""The SQLite library that opens the database: one for the whole process, and the newest there is.

Two libraries in one process do not see each other's locks: one lets go of what the other holds.
So whatever opens the file of a database takes `sqlite3` from here; import-linter and
tests/test_repository.py hold it. Python's own library is often years old, and older ones can lose
commits with a write-ahead log (docs/decisions/0055-one-sync-for-one-answer.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["is_brought_along", "sqlite3"]

if TYPE_CHECKING:
    import sqlite3

    is_brought_along: bool
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3

        is_brought_along = True
    except ImportError:  # pyproject.toml says where there is one
        import sqlite3

        is_brought_along = False

"""Rows are locked in one order by everybody, so that no two deeds wait for one another in a ring.

Held by the apps under test, on SQLite too, which locks no rows: PostgreSQL finds a ring only where
two deeds happen to meet in it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.sql import Select

ORDER = (
    "setup_tokens",
    "login_codes",
    "bank_revisions",
    "classrooms",
    "lessons",
    "lesson_questions",
    "users",
    "test_pairs",
    "class_folds",
)
"""The tables whose rows are locked, in the order in which one transaction may lock them."""

_HELD = "locked_tables"


class LockedOutOfOrder(AssertionError):
    """A transaction locks what it should have locked earlier; the fault is in the code."""


def watch_lock_order(engine: Engine) -> None:
    """Refuse locks that are out of order, and a second lock on learners."""
    event.listen(engine, "begin", lambda connection: connection.info.pop(_HELD, None))
    event.listen(engine, "before_execute", _note_lock)


def _note_lock(connection: Connection, statement: Any, *_: Any) -> None:
    if not isinstance(statement, Select) or statement._for_update_arg is None:
        return
    table = _locked_table(statement)
    held: list[str] = connection.info.setdefault(_HELD, [])
    if any(ORDER.index(each) > ORDER.index(table) for each in held):
        raise LockedOutOfOrder(f"{table} after {', '.join(held)}")
    held.append(table)


def _locked_table(statement: Select[Any]) -> str:
    locked: Any = statement._for_update_arg
    table: Any = (locked.of or statement.columns_clause_froms)[0]
    return str(table.name)

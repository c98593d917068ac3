"""Many rows at once into either database, past the ORM: for benchmarks, never for the app."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Table, text

from quizapp.models import Base
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3


def insert(table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows into the app's database; needs an app context."""
    found: Table = Base.metadata.tables[table]
    db.session.rollback()  # a reader that is still open would keep SQLite's writer waiting
    _insert_rows(db.engine, found, columns.split(), rows)


def _insert_rows(
    engine: Engine, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert the rows in one transaction; lists and dictionaries become JSON."""
    ready = (tuple(map(_as_value, row)) for row in rows)
    names = ", ".join(columns)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if engine.dialect.name == "sqlite":
            marks = ", ".join("?" * len(columns))
            cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", ready)  # noqa: S608  names of our own tables
        else:
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]  # psycopg’s own cursor
                for row in ready:
                    copy.write_row(row)
        connection.commit()
    finally:
        connection.close()


def settle(engine: Engine, tables: Iterable[Table]) -> None:
    """Let PostgreSQL count on from the ids given, and know the tables as it does after a while."""
    if engine.dialect.name == "sqlite":
        return
    with engine.begin() as connection:
        for table in tables:
            name = table.name
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608  names of our own tables
                    f"(SELECT coalesce(max(id), 1) FROM {name}))"
                )
            )
            connection.execute(text(f"ANALYZE {name}"))


def _as_value(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value


def _as_sqlite_time(value: datetime) -> str:
    """As SQLAlchemy stores a time in UTC."""
    return value.strftime("%Y-%m-%d %H:%M:%S.%f")


sqlite3.register_adapter(datetime, _as_sqlite_time)

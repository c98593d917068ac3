"""Run migrations inside one real transaction, so that none is ever left halfway."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from quizapp.models.base import Base, UtcDateTime
from quizapp.web.database import writing
from quizapp.web.extensions import db

# Any number; all servers of one database use the same.
ADVISORY_LOCK = 7_215_302_017


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own types into migrations as what they are in the database."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    """Run the migrations asked for."""
    options = dict(current_app.extensions["migrate"].configure_args)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        transactional_ddl=True,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    """Migrate, alone, and with SQLite's foreign keys at rest while tables are rebuilt."""
    with writing(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET lock_timeout = 0"))  # one server waits for another's
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            migrate(connection)
            connection.commit()
            return
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            migrate(connection)
            connection.commit()
        finally:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=ON")


run()

"""The tables of a new database."""

from __future__ import annotations

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import inspect

from quizapp.web.extensions import db


def bring_schema_up() -> bool:
    """Make the tables if there are none; returns whether the schema is the one this code needs.

    A database that holds records is left alone: its host makes a backup before a migration.
    """
    with db.engine.connect() as connection:
        is_new = not inspect(connection).get_table_names()
    if is_new:
        upgrade()
    with db.engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    return revision == scripts.get_current_head()

"""The tables: made where there are none, and of which version they are."""

from __future__ import annotations

import logging
from enum import StrEnum

from flask import current_app
from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from quizapp.web import config
from quizapp.web.extensions import db
from quizapp.web.file_in_place import is_in_place

log = logging.getLogger(__name__)

_NOTED = table("alembic_version", column("version_num"))


class Schema(StrEnum):
    """How the tables of a database stand to this version of the code."""

    NONE = "none"
    CURRENT = "current"
    OLDER = "older"
    FOREIGN = "foreign"
    """Of a version that this one has not heard of, so most likely a newer one."""


class WrongSchema(Exception):
    """The database cannot be served by this version; the message says what to do."""

    def __init__(self, schema: Schema) -> None:
        super().__init__(CURES[schema])
        self.schema = schema


CURES = {
    Schema.NONE: "The database has no tables yet. Make them: quizapp db upgrade",
    Schema.OLDER: (
        "The database is of an older version of quizapp. Make a backup (quizapp backup), stop all "
        "servers, then run: quizapp db upgrade"
    ),
    Schema.FOREIGN: (
        "The database is of a newer version of quizapp. It was left as it is. Install that version "
        "again, or put back a backup that this one made: quizapp restore"
    ),
}


def schema_of(connection: Connection) -> Schema:
    """Of which version the tables are."""
    present = _present_revision(connection)
    if present is None:
        return Schema.NONE
    known = known_revisions()
    if present == known[-1]:
        return Schema.CURRENT
    return Schema.OLDER if present in known else Schema.FOREIGN


def _present_revision(connection: Connection) -> str | None:
    """What Alembic has noted; read without it, since to load it takes longer than all the rest."""
    if not inspect(connection).has_table(_NOTED.name):
        return None
    found: str | None = connection.scalar(select(_NOTED.c.version_num))
    return found


def known_revisions() -> list[str]:
    """The migrations of this version, the oldest first: each file begins with its number."""
    files = (config.migrations_folder() / "versions").glob("[0-9]*_*.py")
    return sorted(file.name.split("_")[0] for file in files)


def bring_schema_up() -> bool:
    """Make the tables if there are none; returns whether the schema is the one this code needs.

    A database that holds records is left alone: its host makes a backup before a migration.
    """
    try:
        expect_schema(make=True)
    except WrongSchema:
        return False
    return True


def expect_schema(*, make: bool = False) -> None:
    """Go on only where the tables are those of this version.

    Args:
        make: Whether to make them in a database that has none at all.

    Raises:
        WrongSchema: they are not; nothing was changed.
    """
    with db.engine.connect() as connection:
        is_new = make and not inspect(connection).get_table_names()
    if is_new:
        from flask_migrate import upgrade  # a server that runs needs none of it

        upgrade()
    with db.engine.connect() as connection:
        schema = schema_of(connection)
    if schema is not Schema.CURRENT:
        raise WrongSchema(schema)


def expect_schema_if_there() -> None:
    """The same where the database may come up later than the server: /readyz says so until then.

    Raises:
        WrongSchema: the tables are not those of this version.
    """
    try:
        expect_schema()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        log.error(
            "The database does not answer: %s. The server starts all the same, and /readyz says "
            "when it does. What to do says: quizapp doctor",
            reason,
        )
    finally:
        db.engine.dispose()  # a server may fork after this


def is_schema_current() -> bool:
    """Whether the database answers, with the tables of this version. Reads one row."""
    try:
        with db.engine.connect() as connection:
            present = _present_revision(connection) if is_in_place(connection) else None
    except SQLAlchemyError:
        return False
    return present == _newest_revision()


def _newest_revision() -> str | None:
    """Read from the migrations once; they change with the code alone."""
    known: dict[str, str | None] = current_app.extensions.setdefault("newest_schema", {})
    if "revision" not in known:
        known["revision"] = known_revisions()[-1]
    return known["revision"]

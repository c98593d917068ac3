"""The database: which, how it is set up, whether it is whole and of this version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from quizapp.upkeep.doctor.engines import CannotLook, looked_at, reason_of
from quizapp.upkeep.doctor.machines import machine_remarks, waiting_remark
from quizapp.upkeep.doctor.remarks import Remark, to_do, well
from quizapp.web import config
from quizapp.web.database import pragmas, set_up_sqlite
from quizapp.web.database_files import database_file
from quizapp.web.journals import WAL, journal_for, journal_mode
from quizapp.web.promises import CURE, losing_settings, told_losses
from quizapp.web.sqlite_library import is_brought_along, sqlite3

DAMAGED = (
    "Stop the server, keep a copy of the file, and put back the last good backup with: "
    "quizapp restore"
)


def database_remarks(values: Mapping[str, Any]) -> Iterator[Remark]:
    """What is to be said about the database."""
    is_sqlite = values["DATABASE_URL"].startswith("sqlite")
    if is_sqlite:
        yield _journal(values)
        yield _sqlite_settings()
    machines = () if is_sqlite else tuple(_machines(values["DATABASE_URL"]))
    yield from machines
    try:
        with looked_at(values) as connection:
            yield from _inside(connection, is_sqlite=is_sqlite)
            if not is_sqlite and (remark := waiting_remark(connection, is_alone=not machines)):
                yield remark
    except CannotLook as trouble:
        yield to_do("database", str(trouble), trouble.cure)
    except SQLAlchemyError as error:
        yield _broken(error)


def _machines(address: str) -> Iterator[Remark]:
    with suppress(CannotLook):  # no driver, which is told below
        yield from machine_remarks(address)


def _inside(connection: Connection, *, is_sqlite: bool) -> Iterator[Remark]:
    if is_sqlite:
        yield _integrity(connection)
        yield _ties(connection)
    else:
        yield _postgresql_version(connection)
        yield _postgresql_settings(connection)
    yield _schema(connection)


def _journal(values: Mapping[str, Any]) -> Remark:
    origin = "brought along" if is_brought_along else "that of this Python"
    library = f"SQLite {sqlite3.sqlite_version} ({origin})"
    rollback = "so the rollback journal is used (TRUNCATE): slower, and as safe."
    if journal_mode() != WAL:
        sentence = f"{library} can lose commits with a write-ahead log, {rollback}"
    elif journal_for(str(database_file(values) or "")) != WAL:
        sentence = f"A write-ahead log wants a disk of this machine, {rollback}"
    else:
        sentence = f"{library} is sound with a write-ahead log, so that is used (WAL)."
    return well("journal", sentence)


def _sqlite_settings() -> Remark:
    """As read back from a connection that is set up as the app's are."""
    engine = create_engine("sqlite://", module=sqlite3)
    set_up_sqlite(engine)
    in_force = pragmas(engine)
    engine.dispose()
    if (in_force["synchronous"], in_force["foreign_keys"]) != (2, 1):
        return to_do(
            "sqlite-settings",
            "This SQLite library does not take the settings that keep answers safe "
            f"(synchronous={in_force['synchronous']}, foreign_keys={in_force['foreign_keys']}).",
            "Use a Python with another SQLite library.",
        )
    return well(
        "sqlite-settings",
        "Answers are written through to the disk (synchronous=FULL), and rows keep their ties "
        "(foreign_keys=ON).",
    )


def _integrity(connection: Connection) -> Remark:
    fault = connection.execute(text("PRAGMA quick_check")).scalar_one()
    if fault != "ok":
        return to_do("integrity", f"The database is damaged: {fault}.", DAMAGED)
    return well("integrity", "SQLite finds the database whole.")


def _ties(connection: Connection) -> Remark:
    strays = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if strays:
        tables = ", ".join(sorted({str(row[0]) for row in strays}))
        sentence = f"{len(strays)} rows lead to rows that are not there, in: {tables}."
        return to_do("ties", sentence, DAMAGED)
    return well("ties", "All rows that others lead to are there.")


def _postgresql_version(connection: Connection) -> Remark:
    version = connection.execute(text("SHOW server_version")).scalar_one()
    return well("postgresql", f"PostgreSQL {version} answers.")


def _postgresql_settings(connection: Connection) -> Remark:
    names = losing_settings(connection)
    if names:
        return to_do("postgresql-settings", told_losses(names), CURE)
    return well("postgresql-settings", "Answers are written through to the disk.")


def _schema(connection: Connection) -> Remark:
    scripts = ScriptDirectory(str(config.migrations_folder()))
    present = MigrationContext.configure(connection).get_current_revision()
    newest = scripts.get_current_head()
    if present == newest:
        return well("schema", f"The tables are those of this version ({present}).")
    if present is None:
        cure = "They are made by: quizapp serve"
        return to_do("schema", "The database has no tables of quizapp yet.", cure)
    if present in {script.revision for script in scripts.walk_revisions()}:
        return to_do(
            "schema",
            f"The tables are those of an older version ({present}, not {newest}).",
            "Make a backup, stop the server, then: quizapp db upgrade",
        )
    return to_do(
        "schema",
        f"The tables are those of another, probably newer version ({present}).",
        "Install that version, or put back a backup of this one.",
    )


def _broken(error: SQLAlchemyError) -> Remark:
    reason = reason_of(error)
    if "readonly" in reason:
        return to_do(
            "database",
            "The last write was cut off, and SQLite has not mended that yet.",
            "It does so by itself at the next start: quizapp serve",
        )
    if "locked" in reason:
        cure = "Try again in a moment. If it stays so, restart the server."
        return to_do("database", "Somebody keeps the database to themselves.", cure)
    return to_do("database", f"The database cannot be read: {reason}.", DAMAGED)

"""SQLite databases as files: a copy of a live one, whether one is whole, and how many rows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from quizapp.upkeep.backups.trouble import ERASED, NO_TABLES, BackupTrouble
from quizapp.web.sqlite_library import sqlite3

PATIENCE_SECONDS = 30.0
SETTLING_SECONDS = 5.0


def opened_sqlite(path: Path, timeout: float = PATIENCE_SECONDS) -> sqlite3.Connection:
    """A connection to a database that is there; one that is missing is not made."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a live database as it is at one moment, between two transactions."""
    if not source.exists() or not source.stat().st_size:
        raise BackupTrouble(f"There is no database yet at {source}.")
    with closing(opened_sqlite(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


def check_sqlite(path: Path) -> None:
    """Look at every page.

    Rows that lead to none are no reason to refuse: a backup with a flaw is better than none.

    Raises:
        BackupTrouble: something in it does not hold.
    """
    with closing(opened_sqlite(path)) as connection:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if faults != ["ok"]:
            raise BackupTrouble(f"The database is damaged: {faults[0]}.")


def sqlite_schema(path: Path) -> str:
    """The newest migration that a database has seen."""
    with closing(opened_sqlite(path)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            row = None
    if row is None:
        raise BackupTrouble(NO_TABLES)
    return str(row[0])


def sqlite_rows(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(opened_sqlite(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]  # noqa: S608  quoted
            for (name,) in sorted(names)
        }


def erased_in_sqlite(path: Path) -> tuple[str, ...]:
    """Whom a database knows as deleted; nobody where it cannot be read.

    Looked at without the right to write: SQLite would use up the journal of a damaged one.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS)) as connection:
            return tuple(row[0] for row in connection.execute(ERASED))
    except sqlite3.Error:
        return ()


def let_go_of_journals(path: Path) -> None:
    """Bring everything into the one file, whatever lies beside it.

    Raises:
        BackupTrouble: another program has the database open.
    """
    try:
        with closing(opened_sqlite(path, timeout=SETTLING_SECONDS)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BackupTrouble(
            "Another program has the database open. Stop it, then restore."
        ) from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

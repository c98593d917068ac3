"""PostgreSQL's own programs, which dump a live database and put a dump back."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from quizapp.upkeep.backups.trouble import ERASED, NO_TABLES, BackupTrouble

DEBIAN = Path("/usr/lib/postgresql")


def dump_postgresql(address: str, target: Path) -> tuple[dict[str, int], str]:
    """Dump a database as it is at one moment; gives its rows and schema at that moment."""
    program = _program("pg_dump")
    with _connected(address) as connection:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        rows, schema = postgresql_rows(connection), _schema(connection)
        target.touch(mode=0o600)
        _run(
            address,
            *(program, "--format=custom", "--no-owner", "--no-privileges"),
            *(f"--snapshot={snapshot}", f"--file={target}"),
        )
    return rows, schema


def restore_postgresql(address: str, dump: Path) -> None:
    """Put a dump into an empty database, as a whole or not at all."""
    _run(
        address,
        *(_program("pg_restore"), "--no-owner", "--no-privileges"),
        *("--no-comments", "--single-transaction", "--exit-on-error", str(dump)),
    )


def rows_in(address: str) -> dict[str, int]:
    """How many rows each table has; nothing where there is no table."""
    with _connected(address) as connection:
        return postgresql_rows(connection)


def postgresql_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        name: connection.execute(text(f"SELECT count(*) FROM {quote(name)}")).scalar_one()  # noqa: S608  quoted
        for name in sorted(inspect(connection).get_table_names())
    }


def erased_in_postgresql(address: str) -> tuple[str, ...]:
    """Whom a database knows as deleted; nobody where it is empty, or of a time before that."""
    with _connected(address) as connection:
        if not _knows_deleted(connection):
            return ()
        return tuple(connection.execute(text(ERASED)).scalars())


def require_driver() -> None:
    """Refuse to go on without psycopg."""
    if importlib.util.find_spec("psycopg") is None:
        raise BackupTrouble(
            "PostgreSQL needs its driver, which is not installed. See “PostgreSQL” in "
            "docs/hosting.md."
        )


def libpq_address(address: str) -> tuple[str, dict[str, str]]:
    """An address for PostgreSQL's programs, and what they need in their environment.

    A list of processes shows all arguments to everybody on the machine, so the password goes
    the other way.
    """
    require_driver()
    from psycopg.conninfo import make_conninfo

    url = make_url(address)
    _, options = url.get_dialect()().create_connect_args(url)
    password = options.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password else {}
    return make_conninfo("", **options), secret


def _program(name: str) -> str:
    """Where a program of PostgreSQL lies: on the path, or where Debian keeps each version's."""
    if path := shutil.which(name):
        return path
    kept = sorted(DEBIAN.glob(f"*/bin/{name}"), key=_version)
    if not kept:
        raise BackupTrouble(
            f"PostgreSQL's program {name} was not found. Install PostgreSQL's client programs "
            "(on Debian: postgresql-client), of the server's version or later."
        )
    return str(kept[-1])


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", path.parent.parent.name))


@contextmanager
def _connected(address: str) -> Iterator[Connection]:
    require_driver()
    engine = create_engine(address, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise BackupTrouble(
            f"PostgreSQL refused: {reason.rstrip('.')}. Look whether it is running and whether its "
            "address is the right one, then run this again."
        ) from error


def _knows_deleted(connection: Connection) -> bool:
    found = inspect(connection)
    return found.has_table("users") and any(
        column["name"] == "erased_at" for column in found.get_columns("users")
    )


def _schema(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        raise BackupTrouble(NO_TABLES)
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _run(address: str, program: str, *words: str) -> None:
    target, secret = libpq_address(address)
    environment: Mapping[str, str] = {**os.environ, **secret, "LC_MESSAGES": "C"}
    command = [program, "--no-password", f"--dbname={target}", *words]
    ended = subprocess.run(  # noqa: S603  no shell, and the words are our own
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if ended.returncode:
        said = (ended.stderr.strip() or "no reason given").splitlines()[-1]
        raise BackupTrouble(
            f"{Path(program).name} stopped: {said}. Mend that, then run this again."
        )

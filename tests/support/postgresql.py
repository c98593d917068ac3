"""A PostgreSQL server of the tests' own, on a unix socket in a temporary directory."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.support.places import leave_out

DURABLE = "-c listen_addresses=''"
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


def find_programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs, None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)  # a link may stand without its neighbours
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def wanted_programs(request: pytest.FixtureRequest) -> Path:
    """Where its programs are. A test is left out where they are nowhere."""
    return find_programs() or leave_out(request, "PostgreSQL")


@contextmanager
def server(programs: Path, settings: str = SETTINGS) -> Iterator[Path]:
    """Run a server; gives the folder of its socket."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        home = Path(folder)
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(home, "postgres")
        make_cluster(programs, home)
        log = home / "log"
        options = f"{settings} -k {home}"
        program(programs / "pg_ctl", "-D", home / "data", "-l", log, "-o", options, "-w", "start")
        try:
            yield home
        finally:
            program(programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")


def make_cluster(programs: Path, home: Path) -> None:
    """Make the files of a server that has not run yet."""
    words = ("-A", "trust", "-U", "postgres", "-E", "UTF8")
    program(programs / "initdb", "-D", home / "data", *words)


def stop_and_start(programs: Path, home: Path, settings: str, mode: str, pause: float) -> None:
    """Stop a server in this mode, and start it again after a pause."""
    control = (programs / "pg_ctl", "-D", home / "data")
    program(*control, "-m", mode, "-w", "stop")
    time.sleep(pause)
    program(*control, "-l", home / "log", "-o", f"{settings} -k {home}", "-w", "start")


def restart(programs: Path, home: Path) -> None:
    """Take a server down at once, as a crash would, and begin it again."""
    program(programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "restart")


def url(socket: Path, name: str) -> str:
    """The address of a database on the server."""
    return f"postgresql://postgres@/{name}?host={socket}"


def create_database(socket: Path, name: str, template: str = "template1") -> None:
    """Make a database as a copy of another one."""
    _execute(socket, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def schema(socket: Path, name: str) -> list[tuple[str, str]]:
    """The tables and columns of a database, and the version of its schema."""
    with psycopg.connect(url(socket, name), autocommit=True) as connection:
        return _schema(connection)


def _schema(connection: psycopg.Connection[tuple[str, str]]) -> list[tuple[str, str]]:
    # Out of the catalogue: information_schema takes longer than many a test.
    columns = connection.execute(
        "SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0"
        " AND NOT attisdropped ORDER BY 1, 2"
    ).fetchall()
    if ("alembic_version", "version_num") in columns:
        columns += connection.execute("SELECT 'version', version_num FROM alembic_version")
    return columns


def empty_database(socket: Path, name: str, schema: list[tuple[str, str]]) -> bool:
    """Take all rows out, as if new; returns whether it has this schema, and that was possible."""
    with psycopg.connect(url(socket, name), autocommit=True) as connection:
        try:
            connection.execute("SET lock_timeout = '1s'")
            if _schema(connection) != schema:
                return False
            connection.execute("SET session_replication_role = replica")  # in any order
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename <> 'alembic_version'"
            ).fetchall()
            deletions = (
                sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for (table,) in tables
            )
            connection.execute(sql.SQL(";").join(deletions))
        except psycopg.Error:
            return False
        return len(tables) > 0


def drop_database(socket: Path, name: str) -> None:
    """Remove a database, whoever is still connected."""
    _execute(socket, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(socket: Path, statement: str) -> None:
    with psycopg.connect(url(socket, "postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())


def program(*command: object) -> None:
    """Run one of PostgreSQL's programs, as somebody whom it lets."""
    words = [str(word) for word in command]
    if os.getuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0

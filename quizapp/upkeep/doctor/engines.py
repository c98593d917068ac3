"""A database opened to be looked at: nothing is written, not even by SQLite itself."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from quizapp.web.database_files import database_file
from quizapp.web.sqlite_library import sqlite3

PATIENCE_SECONDS = 10
_WAL_IN_HEADER = b"\x02\x02"


class CannotLook(Exception):
    """The database cannot be opened; the message says why, the cure what to do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.cure = cure


@contextmanager
def looked_at(values: Mapping[str, Any]) -> Iterator[Connection]:
    """A connection that cannot write.

    Raises:
        CannotLook: there is none to be had.
    """
    file = database_file(values)
    if file is not None:
        engine = create_engine(
            "sqlite://", module=sqlite3, creator=_opener(file), poolclass=NullPool
        )
    else:
        engine = postgresql_engine(values["DATABASE_URL"])
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        raise CannotLook(
            f"The database cannot be opened: {reason_of(error)}.",
            "Look whether QUIZAPP_DATABASE_URL names the right one, and whether it is running.",
        ) from error
    with connection:
        yield connection


def reason_of(error: SQLAlchemyError) -> str:
    """What the database itself said, in its first line."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0].rstrip(".") if lines else "no reason given"


def _opener(file: Path) -> partial[sqlite3.Connection]:
    if not file.parent.is_dir():
        raise CannotLook(
            f"There is no folder {file.parent} for the database.",
            "Make it, or look whether QUIZAPP_DATA_DIR and QUIZAPP_DATABASE_URL name the right "
            "place.",
        )
    if not file.is_file() or not file.stat().st_size:
        raise CannotLook(
            f"There is no database yet at {file}.",
            "If there should be one, see QUIZAPP_DATA_DIR and QUIZAPP_DATABASE_URL, or put back a "
            "backup with quizapp restore. To make a new one: quizapp serve",
        )
    with file.open("rb") as opened:
        header = opened.read(20)
    # Who has it open makes these, and takes them away. Without them, SQLite would make them for
    # reading.
    beside = (file.with_name(file.name + suffix) for suffix in ("-wal", "-shm"))
    is_quiet = header[18:20] == _WAL_IN_HEADER and not any(map(Path.exists, beside))
    uri = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if is_quiet else ''}"
    return partial(sqlite3.connect, uri, uri=True, timeout=PATIENCE_SECONDS)


def postgresql_engine(address: str, **place: str) -> Engine:
    """Opens connections that cannot write; `place` goes before what the address says.

    How long it waits for an answer is the address's to say, or so many seconds.

    Raises:
        CannotLook: there is no driver.
    """
    if importlib.util.find_spec("psycopg") is None:
        raise CannotLook(
            "PostgreSQL's driver is not installed.", "See “PostgreSQL” in docs/hosting.md."
        )
    # Said of each transaction: a session that only reads is none for an address that asks for one
    # that may write, as `target_session_attrs=read-write` does.
    patience = make_url(address).query.get("connect_timeout", PATIENCE_SECONDS)
    return create_engine(
        address,
        poolclass=NullPool,
        connect_args={"connect_timeout": patience, **place},
        execution_options={"postgresql_readonly": True},
    )

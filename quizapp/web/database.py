"""How the app talks to its database: SQLite set up to be safe, and one way to write.

Writers begin with the intention to write, so that what they read inside the transaction is still
true when they commit. Reading first and writing later in one plain transaction loses races on
SQLite (docs/decisions/0004-one-way-to-write.md).

Readers begin nothing on SQLite: each SELECT ends its own lock, so that a page that works something
out for seconds keeps nobody from writing (docs/decisions/0026-readers-hold-no-lock.md). A write
outside the one way to write would then be committed by itself, so it is refused.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine, Select, event, select
from sqlalchemy.engine import ExecutionContext
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import scoped_session

from quizapp.models import Base, User
from quizapp.web.extensions import db
from quizapp.web.observability.database_figures import count_database_work, counted_wait
from quizapp.web.observability.figures import find_figures
from quizapp.web.observability.slow_statements import name_slow_statements

Row = TypeVar("Row", bound=Base)
Transaction = scoped_session[Session]

BUSY_TIMEOUT_MS = 10_000

_TURN = "turn_to_write"
_is_writing: ContextVar[bool] = ContextVar("is_writing", default=False)
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


class NotWriting(RuntimeError):
    """A statement writes outside `write_transaction()`; the fault is in the code."""


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions that begin in this block begin with the intention to write.

    For migrations, which have a connection of their own. Everything else writes in
    `write_transaction()`.
    """
    token = _is_writing.set(True)
    try:
        yield
    finally:
        _is_writing.reset(token)


@contextmanager
def write_transaction() -> Iterator[Transaction]:
    """One transaction that writes: committed at the end of the block, or undone as a whole.

    Whatever was read before belongs to another transaction and is let go, so that everything
    the block decides on is read inside it.
    """
    db.session.rollback()
    with _turn_to_write(), writing():
        try:
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def _turn_to_write() -> Iterator[None]:
    """Let the threads of this process write on SQLite in turns.

    SQLite's own waiting is asking again and again, with longer and longer pauses: under a class
    that answers at once the unlucky ones wait for seconds (bench/waiting.py). Other processes are
    waited for like that all the same, so a turn that does not come is no error here.
    """
    turn: RLock | None = current_app.extensions.get(_TURN)
    with counted_wait():
        has_turn = turn is not None and turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        yield
    finally:
        if turn is not None and has_turn:
            turn.release()


def added_or_found(tx: Transaction, row: Row, query: Select[Row]) -> Row:
    """The row, added; or, where another process was faster, the one that `query` finds."""
    try:
        with tx.begin_nested():
            tx.add(row)
    except IntegrityError:
        return tx.scalars(query).one()
    return row


def lock_learner(tx: Transaction, user_id: int) -> None:
    """Let this learner's writes happen one after another, whatever the device they come from.

    SQLite's writers wait for one another anyway.
    """
    tx.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def lock_learners(tx: Transaction, user_ids: Select[int]) -> None:
    """Let all these learners' writes wait until the end of this transaction.

    Always in the order of their ids, so that two transactions that do this never wait for one
    another in a ring; and before anything else is written, because a learner who holds the own
    lock may be waiting for that.
    """
    tx.execute(
        select(User.id)
        .where(User.id.in_(user_ids))
        .order_by(User.id)
        .with_for_update(key_share=True)
    )


def prepare_engine(app: Flask) -> None:
    """Attach the SQLite settings to the app's engine, and have it refuse stray writes."""
    with app.app_context():
        set_up_sqlite(db.engine)
        if db.engine.dialect.name == "sqlite":
            app.extensions[_TURN] = RLock()
        event.listen(db.engine, "before_cursor_execute", _refuse_stray_write)
        name_slow_statements(db.engine, app.config["SLOW_STATEMENT_MS"])
        if (figures := find_figures(app)) is not None:
            count_database_work(db.engine, figures)


def set_up_sqlite(engine: Engine) -> None:
    """Have every connection of an engine set up to be safe, if it is one to SQLite."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL where the SQLite library is sound, otherwise the older rollback journal.

    Libraries before 3.51.3 (but 3.50.7 and 3.44.6) can lose commits when two connections reset
    the write-ahead log at once.
    """
    sound = (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51)
        or ((3, 44, 6) <= version < (3, 45))
    )
    return "WAL" if sound else "TRUNCATE"


def pragmas(engine: Engine) -> dict[str, Any]:
    """The SQLite settings in force, read back from a connection."""
    with engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing; _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",  # first: the others may have to wait
        f"journal_mode={journal_mode()}",
        "synchronous=FULL",  # an acknowledged response survives a power cut
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    _lend_powers(connection)


def _lend_powers(connection: sqlite3.Connection) -> None:
    """Give a SQLite library that was built without mathematics the two functions that we need."""
    try:
        connection.execute("SELECT pow(2.0, 0.5), floor(1.5)")
    except sqlite3.OperationalError:
        connection.create_function("pow", 2, math.pow, deterministic=True)
        connection.create_function("floor", 1, math.floor, deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction for a writer; each statement of a reader stands for itself."""
    if _is_writing.get():
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_stray_write(
    _connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    context: ExecutionContext | None,
    _executemany: object,
) -> None:
    if _is_writing.get():
        return
    is_known_write = isinstance(context, DefaultExecutionContext) and (
        context.isinsert or context.isupdate or context.isdelete or context.isddl
    )
    if is_known_write or _WRITES.match(statement):
        raise NotWriting(f"outside write_transaction(): {statement[:80]}")

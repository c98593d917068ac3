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
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from flask import Flask, current_app
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    CompoundSelect,
    Connection,
    CursorResult,
    Engine,
    Integer,
    Select,
    bindparam,
    event,
    orm,
    select,
)
from sqlalchemy.engine import ExecutionContext
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import scoped_session

import quizapp.web.limits_planned_once  # noqa: F401  for all statements
from quizapp.models import Base, User
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.extensions import db
from quizapp.web.file_in_place import expect_in_place, watch_file
from quizapp.web.journals import begin_log_anew, copy_log, journal_for, set_journal
from quizapp.web.observability.database_figures import count_database_work, counted_wait
from quizapp.web.observability.figures import find_figures
from quizapp.web.observability.slow_statements import name_slow_statements
from quizapp.web.sqlite_library import sqlite3
from quizapp.web.turns import Turns

Row = TypeVar("Row", bound=Base)
Transaction = Session
Reading = orm.Session | scoped_session[Session] | scoped_session[orm.Session]

BUSY_TIMEOUT_MS = 10_000

_LEARNER_LOCKED = (
    select(User.id)
    .where(User.id == bindparam("user_id", type_=Integer))
    .with_for_update(key_share=True)
)
INSERTED = "inserted_rows"
"""Under this a session knows the rows that `insert_row` wrote in its transaction."""

_TURNS = "turns_to_write"
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
            yield db.session()  # itself, not the proxy that looks it up at each use
            db.session.commit()
        except BaseException:
            db.session.rollback()
            _let_go_of_inserted()
            raise
        db.session.info.pop(INSERTED, None)


def _let_go_of_inserted() -> None:
    """Take rows out of the session that are not there any more, as it does with those it wrote."""
    for row in db.session.info.pop(INSERTED, ()):
        if row in db.session:
            db.session.expunge(row)


@contextmanager
def _turn_to_write() -> Iterator[None]:
    """One's turn among all who write to this SQLite database; on PostgreSQL nobody waits."""
    turns: Turns | None = current_app.extensions.get(_TURNS)
    with ExitStack() as held:
        with counted_wait():
            if turns is not None:
                held.enter_context(turns.taken(BUSY_TIMEOUT_MS / 1000))
        yield


def keep_log_short(_now: datetime) -> None:
    """Copy what has gathered in SQLite's write-ahead log beside those who answer.

    Without this, every so often somebody's answer would wait for it.
    """
    if db.engine.dialect.name != "sqlite":
        return
    pooled = db.engine.raw_connection()
    try:
        connection = cast("sqlite3.Connection", pooled.driver_connection)
        if copy_log(connection):
            with _turn_to_write():
                begin_log_anew(connection)
    finally:
        pooled.close()


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

    SQLite's writers wait for one another anyway; it is asked all the same, which takes a hundredth
    of a deed, so that tests on it see in which order rows are locked.
    """
    columns_of(tx, _LEARNER_LOCKED, {"user_id": user_id})


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


def columns_of(
    session: Reading,
    statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]],
    values: Mapping[str, Any],
) -> CursorResult[*tuple[Any, ...]]:
    """The rows of a statement that was built once and asks for columns of what is in the database.

    It goes past the session, whose way is made for objects and takes twice as long. What was
    changed in the session is written before, as the session itself does.
    """
    session.flush()
    return session.connection().execute(statement, values, execution_options=COMPILED_ONCE)


def prepare_engine(app: Flask) -> None:
    """Attach the SQLite settings to the app's engine, and have it refuse stray writes."""
    with app.app_context():
        set_up_sqlite(db.engine)
        if db.engine.dialect.name == "postgresql":
            from quizapp.web.patient_connections import make_patient  # its driver need not be there

            make_patient(db.engine)
        if db.engine.dialect.name == "sqlite":
            file = db.engine.url.database
            app.extensions[_TURNS] = Turns(Path(file) if file else None)
        event.listen(db.engine, "before_cursor_execute", _refuse_stray_write)
        # A restore migrates in an app without settings.
        name_slow_statements(db.engine, app.config.get("SLOW_STATEMENT_MS", 0))
        if (figures := find_figures(app)) is not None:
            count_database_work(db.engine, figures)


def set_up_sqlite(engine: Engine) -> None:
    """Have every connection of an engine set up to be safe, if it is one to SQLite."""
    if engine.dialect.name == "sqlite":
        event.listen(
            engine, "connect", partial(_configure_sqlite, journal_for(engine.url.database))
        )
        event.listen(engine, "begin", _begin_sqlite)
        watch_file(engine)


def pragmas(engine: Engine) -> dict[str, Any]:
    """The SQLite settings in force, read back from a connection."""
    with engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }


def _configure_sqlite(journal: str, connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing; _begin_sqlite does
    # First: the others may have to wait.
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    set_journal(connection, journal)
    # An acknowledged response survives a power cut.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
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
        expect_in_place(connection)
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

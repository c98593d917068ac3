"""Readers and writers at once: each waits in turn, nobody for long, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import delete, event, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from quizapp import create_app
from quizapp.models import AuditEntry, BankRevision, SetupToken, User
from quizapp.models.banks import bank_revision
from quizapp.web import database
from quizapp.web.database import (
    NotWriting,
    added_or_found,
    lock_learner,
    write_transaction,
    writing,
)
from quizapp.web.extensions import db
from quizapp.web.schema import bring_schema_up
from quizapp.web.sqlite_library import sqlite3
from tests.support.places import SMALL_BANK
from tests.support.writing import NOW, count, entry

Result = TypeVar("Result")


def add_user() -> int:
    with write_transaction() as tx:
        user = User(display_name="Lena", created_at=NOW)
        tx.add(user)
        tx.flush()
        return user.id


def in_threads(app: Flask, number: int, deed: Callable[[int], Result]) -> list[Result]:
    """Run `deed(n)` in threads that begin together."""
    barrier = Barrier(number)

    def one(n):
        with app.app_context():
            barrier.wait()
            return deed(n)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


# Adding what another process may have added


def revision() -> BankRevision:
    return BankRevision(bank_key="tides", content_hash="h", text="t", recorded_at=NOW)


def test_reading_then_writing_in_eight_threads_never_passes_a_limit(inside):
    user_id = add_user()

    def add_up_to_three(_):
        for _ in range(3):
            with write_transaction() as tx:
                lock_learner(tx, user_id)
                done = tx.scalar(
                    select(func.count(AuditEntry.id)).where(AuditEntry.actor_id == user_id)
                )
                if not done or done < 3:
                    tx.add(
                        AuditEntry(happened_at=NOW, actor_id=user_id, deed="regrade", subject="x")
                    )

    in_threads(inside, 8, add_up_to_three)

    assert count(AuditEntry) == 3


def test_a_writer_holds_the_lock_from_its_beginning(sqlite_app):
    path = str(db.engine.url.database)
    with write_transaction() as tx:
        tx.execute(select(User))  # has only read so far
        other = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_reader_keeps_no_writer_from_beginning(sqlite_app):
    db.session.execute(select(User))

    other = sqlite3.connect(str(db.engine.url.database), timeout=0)
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()


def test_a_reader_keeps_no_writer_from_committing(sqlite_app):
    db.session.execute(select(User)).all()
    db.session.execute(select(AuditEntry)).all()

    other = sqlite3.connect(str(db.engine.url.database), timeout=0)
    other.execute("INSERT INTO setup_tokens (token_hash, expires_at) VALUES ('t', '2026-01-01')")
    other.commit()
    other.close()

    assert count(SetupToken) == 1


@pytest.mark.parametrize(
    "stray",
    [
        lambda: db.session.flush(),
        lambda: db.session.commit(),
        lambda: db.session.execute(insert(AuditEntry).values(subject="x", deed="d")),
        lambda: db.session.execute(update(User).values(display_name="x")),
        lambda: db.session.execute(delete(User)),
        lambda: db.session.execute(text(" delete FROM users")),
        lambda: db.session.connection().exec_driver_sql("DROP TABLE responses"),
    ],
    ids=["flush", "commit", "insert", "update", "delete", "text", "driver"],
)
def test_a_write_outside_the_one_way_to_write_is_refused(stray, inside):
    add_user()
    db.session.add(entry())

    with pytest.raises(NotWriting):
        stray()

    assert count(User) == 1
    assert count(AuditEntry) == 0


def test_a_migration_may_write_and_is_one_transaction(sqlite_app):
    def write_and_fail() -> None:
        with writing(), db.engine.connect() as connection:
            connection.execute(text("DELETE FROM alembic_version"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert bring_schema_up()


def test_no_thread_begins_to_write_while_another_of_the_process_writes(sqlite_app):
    writers: list[int] = []
    in_between: list[int] = []  # who writes while somebody asks SQLite to begin

    def ask(_connection, _cursor, statement, *_rest):
        if statement == "BEGIN IMMEDIATE":
            in_between.extend(writers)

    def write_often(number):
        for _ in range(15):
            with write_transaction() as tx:
                tx.add(entry())
                tx.flush()
                writers.append(number)
                time.sleep(0.001)  # let the others come
                writers.remove(number)

    event.listen(db.engine, "before_cursor_execute", ask)
    in_threads(sqlite_app, 8, write_often)

    assert count(AuditEntry) == 120
    assert in_between == []


def test_busy_beyond_the_timeout_is_an_error_and_nothing_is_written(
    tmp_path, sqlite_template, monkeypatch
):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "busy.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    settings = {"DATA_DIR": tmp_path, "BANK": SMALL_BANK, "SECRET_KEY": "t" * 40}
    app = create_app({**settings, "DATABASE_URL": f"sqlite:///{path}"})
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")

    with app.app_context():
        with pytest.raises(OperationalError), write_transaction() as tx:
            tx.add(entry())
        blocker.rollback()
        blocker.close()
        assert count(AuditEntry) == 0
        with write_transaction() as tx:  # and afterwards all is well
            tx.add(entry())
        assert count(AuditEntry) == 1
        db.engine.dispose()


def test_an_interrupted_write_leaves_readers_reading(inside):
    def write_and_be_interrupted() -> None:
        with write_transaction() as tx:
            tx.add(entry())
            tx.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_be_interrupted()

    assert count(AuditEntry) == 0
    assert database._is_writing.get() is False


def test_a_row_is_added_or_the_one_that_was_faster_is_found(inside):
    query = bank_revision("tides", "h")
    with write_transaction() as tx:
        first = added_or_found(tx, revision(), query).id

    with write_transaction() as tx:
        tx.add(entry())
        second = added_or_found(tx, revision(), query).id

    assert first == second
    assert (count(BankRevision), count(AuditEntry)) == (1, 1)


def test_eight_threads_adding_the_same_all_get_the_one_row(inside):
    def add(_):
        with write_transaction() as tx:
            return added_or_found(tx, revision(), bank_revision("tides", "h")).id

    ids = in_threads(inside, 8, add)

    assert len(set(ids)) == 1
    assert count(BankRevision) == 1


def test_writes_of_one_learner_wait_for_one_another(inside):
    user_id = add_user()
    has_lock, order = Event(), []

    def write(number):
        if number == 1:
            has_lock.wait()
        with write_transaction() as tx:
            lock_learner(tx, user_id)
            has_lock.set()
            order.append(f"{number} in")
            tx.add(entry())
            tx.flush()
            order.append(f"{number} out")

    in_threads(inside, 2, write)

    assert order == ["0 in", "0 out", "1 in", "1 out"]

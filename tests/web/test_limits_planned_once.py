"""Statements with a LIMIT are not planned anew each time that they run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import Connection, literal, select, union_all
from sqlalchemy.dialects import postgresql

from quizapp.models import User
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.support.people import Visitor

FIVE = select(User.id).limit(5)


@contextmanager
def planned() -> Iterator[tuple[sqlite3.Connection, list[str]]]:
    """A connection, and the tables of what SQLite plans on it: it asks before each plan."""
    tables: list[str] = []

    def allow(_deed: int, table: str | None, *_: object) -> int:
        tables.append(table or "")
        return sqlite3.SQLITE_OK

    pooled = db.engine.raw_connection()
    connection = cast("sqlite3.Connection", pooled.driver_connection)
    pooled.close()
    connection.set_authorizer(allow)
    try:
        yield connection, tables
    finally:
        connection.set_authorizer(None)


def planned_again(statement: str) -> list[str]:
    """What SQLite plans while the statement runs for the second time."""
    with planned() as (connection, tables):
        connection.execute(statement, (5, 0)).fetchall()
        tables.clear()
        connection.execute(statement, (5, 0)).fetchall()
        return tables


def test_a_statement_with_a_limit_is_planned_once(sqlite_app: Flask) -> None:
    assert planned_again(str(FIVE.compile(db.engine))) == []
    assert planned_again(str(FIVE.compile(db.engine)).replace(" + 0", "")) != []  # what it is for


def test_a_limit_keeps_its_number_and_another_has_another(sqlite_app: Flask) -> None:
    with db.engine.connect() as connection:
        assert [limit_run(connection, number) for number in (5, 7, 5)] == [5, 7, 5]


def limit_run(connection: Connection, number: int) -> int:
    """How many rows a statement with this limit gives, of ten."""
    ten = union_all(*(select(literal(each)) for each in range(10)))
    return len(connection.execute(ten.limit(number)).all())


def test_a_limit_on_postgresql_is_left_as_it_is() -> None:
    assert "+ 0" not in str(FIVE.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]  # SQLAlchemy's own has no types


@pytest.mark.slow
def test_nothing_is_planned_anew_on_the_pages_of_a_learner(app: Flask, learner: Visitor) -> None:
    learner.take("all")
    with app.app_context(), planned() as (_, tables):
        for path in ("/", "/progress", "/quizzes"):
            learner.get(path)
            tables.clear()
            learner.get(path)

            assert (path, tables) == (path, [])

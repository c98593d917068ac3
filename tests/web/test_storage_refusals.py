"""A database that cannot take or give something: a page that says so, and back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import InternalError, OperationalError

from quizapp.models import Response
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from quizapp.web.storage_refusals import DISK_FULL, storage_refusal
from tests.support.kept_apps import close_connections
from tests.support.pages import text_of
from tests.support.people import Visitor, visitor
from tests.support.records import count_of, on_sqlite

READ_ONLY = {
    "sqlite": "PRAGMA query_only=ON",
    "postgresql": "SET default_transaction_read_only=on",
}
NOT_READ = "The server cannot read what it keeps just now"
DAMAGED = "The server cannot read what it keeps, and nothing was saved now."
DISK_REFUSES = "cannot write to its disk, so this was not saved"


@contextmanager
def every_connection_given(app: Flask, statement: str) -> Iterator[None]:
    """New connections that begin with a statement, and none of before."""

    def give(connection: Any, _record: object) -> None:
        connection.execute(statement)
        if engine.dialect.name == "postgresql":
            connection.commit()

    with app.app_context():
        engine = db.engine
    close_connections(app)
    event.listen(engine, "connect", give)
    try:
        yield
    finally:
        event.remove(engine, "connect", give)
        close_connections(app)


@pytest.fixture
def database(settings: dict[str, Any]) -> Path:
    """The file of the SQLite database."""
    return Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))


def answered(learner: Visitor, attempt: str) -> tuple[int, str]:
    fields = {"csrf_token": learner.browser.token(), "position": "1", "dont_know": "1"}
    response = learner.browser.post(f"{attempt}/responses", data=fields)
    return response.status_code, text_of(response.text)


@pytest.mark.on_both
def test_where_nothing_can_be_written_that_is_said_and_pages_are_read_on(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    with app.app_context():
        statement = READ_ONLY[db.engine.dialect.name]

    with every_connection_given(app, statement):
        status, text = answered(learner, attempt)
        assert status == 503
        assert DISK_REFUSES in text
        assert learner.get(f"{attempt}/items/1").status_code == 200
        assert learner.get("/progress").status_code == 200
    assert count_of(app, Response) == 0

    assert answered(learner, attempt)[0] == 303
    assert count_of(app, Response) == 1


@on_sqlite
def test_a_disk_that_is_gone_is_said_and_all_goes_on_when_it_is_back(
    learner: Visitor, app: Flask, database: Path
) -> None:
    attempt = learner.start("all")
    close_connections(app)
    elsewhere = database.parent.rename(database.parent.with_name("gone"))

    page = learner.get("/progress")
    status, text = answered(learner, attempt)

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert NOT_READ in text_of(page.text)
    assert (status, DISK_REFUSES in text) == (503, True)
    elsewhere.rename(database.parent)
    assert learner.get("/progress").status_code == 200
    assert answered(learner, attempt)[0] == 303


@on_sqlite
def test_a_damaged_database_is_said_and_all_goes_on_with_the_one_put_back(
    learner: Visitor, app: Flask, database: Path
) -> None:
    attempt = learner.start("all")
    close_connections(app)
    sound = database.read_bytes()
    database.write_bytes(sound[:4096] + b"\xff" * (len(sound) - 4096))

    page = learner.get("/progress")
    status, text = answered(learner, attempt)

    assert (page.status_code, status) == (503, 503)
    assert DAMAGED in text_of(page.text)
    assert DAMAGED in text
    close_connections(app)
    database.write_bytes(sound)
    assert learner.get("/progress").status_code == 200
    assert answered(learner, attempt)[0] == 303


def test_a_full_disk_is_told_as_one() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count=2")
        with pytest.raises(sqlite3.OperationalError) as refused:
            connection.execute("CREATE TABLE noise AS SELECT zeroblob(100000)")

    error = OperationalError("INSERT", {}, refused.value)
    assert storage_refusal(error, is_reading=False) is DISK_FULL


def test_a_fault_of_ours_in_a_transaction_stays_one(
    own_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail() -> str:
        raise InternalError("SELECT 1", {}, Exception("in a failed transaction"))

    own_app.add_url_rule("/faulty", view_func=fail)

    assert visitor(own_app).get("/faulty").status_code == 500
    assert "in a failed transaction" in caplog.text

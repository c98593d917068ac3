"""Connections to PostgreSQL give up what would never end, and say truly how it ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import NullPool

from quizapp import create_app
from quizapp.web import patient_connections
from quizapp.web.extensions import db
from quizapp.web.patient_connections import make_patient
from quizapp.web.schema import bring_schema_up, is_schema_current
from quizapp.web.storage_refusals import NOT_SAVED, PERHAPS_NOT_SAVED, storage_refusal
from tests.support import postgresql
from tests.support.places import SMALL_BANK
from tests.support.standby import pair

ADVISORY_LOCK = 7_215_302_017
"""Of migrations, as migrations/env.py has it."""

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server that keeps its promises, with a table."""
    programs = postgresql.wanted_programs(request)
    with postgresql.server(programs, postgresql.DURABLE) as socket:
        address = postgresql.url(socket, "postgres").replace("postgresql:", "postgresql+psycopg:")
        done(address, "CREATE TABLE birds (name TEXT UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        yield address


@pytest.fixture
def engine(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(patient_connections, "COMMIT_SECONDS", 0.5)
    monkeypatch.setattr(patient_connections, "LOCK_SECONDS", 1)
    engine = create_engine(address, pool_pre_ping=True)
    make_patient(engine)
    yield engine
    engine.dispose()


def done(address: str, *statements: str) -> list[Any]:
    """Each statement in a transaction of its own; gives what the last one found."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        results = [connection.execute(text(each)) for each in statements]
        found = list(results[-1].scalars()) if results[-1].returns_rows else []
    engine.dispose()
    return found


def wait_until(address: str, query: str) -> None:
    give_up_at = time.monotonic() + 20
    while not done(address, query):
        assert time.monotonic() < give_up_at, query
        time.sleep(0.05)


@contextmanager
def waiting_for_nobody(address: str) -> Iterator[None]:
    """A second machine is waited for, and there is none."""
    for names in ("*", ""):
        setting = f"ALTER SYSTEM SET synchronous_standby_names = '{names}'"
        done(address, setting, "SELECT pg_reload_conf()")
        query = f"SELECT 1 WHERE current_setting('synchronous_standby_names') = '{names}'"
        wait_until(address, query)
        if names:
            yield


def insert(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO birds VALUES (:name)"), {"name": name})


def test_a_commit_that_nobody_confirms_is_given_up_and_may_come_to_be(
    engine: Engine, address: str
) -> None:
    with waiting_for_nobody(address):
        began = time.monotonic()
        with pytest.raises(OperationalError) as given_up:
            insert(engine, "owl")
        seconds = time.monotonic() - began
        with engine.connect() as connection:  # whoever reads goes on
            seen = connection.execute(text("SELECT name FROM birds")).scalars().all()

    assert seconds < 5
    assert "owl" not in seen
    assert storage_refusal(given_up.value, is_reading=False) is PERHAPS_NOT_SAVED
    wait_until(address, "SELECT name FROM birds WHERE name = 'owl'")
    insert(engine, "rook")


def test_a_commit_in_which_the_connection_breaks_is_not_called_undone(
    engine: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient_connections, "COMMIT_SECONDS", 30.0)

    def end_it() -> None:
        at_commit = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        wait_until(address, f"SELECT pid {at_commit}")
        done(address, f"SELECT pg_terminate_backend(pid) {at_commit}")

    with waiting_for_nobody(address):
        ending = Thread(target=end_it)
        ending.start()
        with pytest.raises(OperationalError) as broken:
            insert(engine, "kite")
        ending.join()

    assert storage_refusal(broken.value, is_reading=False) is PERHAPS_NOT_SAVED


def test_a_commit_that_is_refused_is_called_so(engine: Engine) -> None:
    insert(engine, "tern")

    with pytest.raises(IntegrityError):
        insert(engine, "tern")


def test_a_lock_is_not_waited_for_without_end(engine: Engine) -> None:
    insert(engine, "gull")
    update = text("UPDATE birds SET name = 'skua' WHERE name = 'gull'")

    with engine.connect() as first, engine.connect() as second:
        first.execute(update)
        with pytest.raises(OperationalError, match="lock timeout") as given_up:
            second.execute(update)

    assert storage_refusal(given_up.value, is_reading=False) is NOT_SAVED


def test_an_address_may_say_itself_when_a_machine_counts_as_gone(address: str) -> None:
    engine = create_engine(f"{address}&keepalives_idle=70")
    make_patient(engine)

    with engine.connect() as connection:
        parameters = driver_of(connection).info.get_parameters()
    engine.dispose()

    assert parameters["keepalives_idle"] == "70"
    assert parameters["tcp_user_timeout"] == "10000"


def test_a_migration_waits_for_another_servers(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(patient_connections, "LOCK_SECONDS", 1)
    done(address, "CREATE DATABASE migrated")
    named = address.replace("/postgres?", "/migrated?").replace("+psycopg", "")
    app = create_app({"DATA_DIR": tmp_path, "DATABASE_URL": named, "BANK": SMALL_BANK})

    engine = create_engine(named.replace(":", "+psycopg:", 1), poolclass=NullPool)
    with engine.connect() as other:
        other.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        releasing = Thread(target=release_once_waited_for, args=(address, other))
        releasing.start()
        with app.app_context():
            bring_schema_up()
            is_current = is_schema_current()
            db.engine.dispose()
        releasing.join()

    assert is_current


def release_once_waited_for(address: str, other: Connection) -> None:
    """Let a lock go that somebody has waited for longer than a page would."""
    waiting = "FROM pg_stat_activity WHERE wait_event = 'advisory'"
    wait_until(address, f"SELECT 1 {waiting} AND query_start < now() - interval '2 seconds'")
    other.rollback()


def driver_of(connection: Connection) -> Any:
    """The driver's own connection."""
    return connection.connection.driver_connection


def test_one_that_was_replaced_and_comes_back_gets_no_new_connection(
    request: pytest.FixtureRequest,
) -> None:
    with pair(postgresql.wanted_programs(request)) as both:
        replaced, successor = both.writer, both.other
        engine = create_engine(both.url("postgres").replace("postgresql:", "postgresql+psycopg:"))
        make_patient(engine)

        def led_to() -> str:
            engine.dispose()
            with engine.connect() as connection:
                return str(driver_of(connection).info.host)

        assert led_to() == str(replaced)
        both.stop(replaced)
        both.promote()
        assert led_to() == str(successor)
        both.start(replaced)

        assert [led_to() for _ in range(3)] == [str(successor)] * 3
        both.stop(successor)
        assert led_to() == str(replaced)
        engine.dispose()

"""Backups while others write, and backups and restores that are killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from quizapp import create_app
from quizapp.models import AuditEntry, User
from quizapp.upkeep.backups import make_backup, opened_archive, restore
from quizapp.upkeep.backups.restoring import Wishes
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.support.backups import asked, values_for
from tests.support.places import SHIPPED_BANK
from tests.support.served import Caller, Server

BACKUPS = 20
KILLED_AFTER_SECONDS = (0.0, 0.05, 0.25, 0.5)
NOISE_BYTES = 12_000_000
PAIRS = (
    "SELECT count(*), sum(deed = 'one'), sum(deed = 'two'),"
    " (SELECT count(*) FROM users) FROM audit_entries"
)


@pytest.fixture
def values(tmp_path: Path, sqlite_template: Path) -> dict[str, Any]:
    """The settings of an installation without records."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(sqlite_template, folder / "quizapp.sqlite3")
    return values_for(folder, SECRET_KEY="t" * 40)


@contextmanager
def writing(values: dict[str, Any], writers: int = 3) -> Iterator[list[int]]:
    """Writers who add a user and two deeds in each transaction; gives the count of those done."""
    app = create_app(values)
    is_over = threading.Event()
    done: list[int] = []

    def write() -> None:
        with app.app_context():
            while not is_over.is_set():
                with write_transaction() as tx:
                    user = User(display_name="Lena", created_at=clock.now())
                    tx.add(user)
                    tx.flush()
                    for deed in ("one", "two"):
                        moment = clock.now()
                        tx.add(
                            AuditEntry(happened_at=moment, actor_id=user.id, deed=deed, subject="x")
                        )
                done.append(1)
            db.session.remove()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
        with app.app_context():
            db.engine.dispose()


@pytest.mark.slow
def test_twenty_backups_under_a_writing_load_all_restore(
    values: dict[str, Any], tmp_path: Path
) -> None:
    made = []
    with writing(values) as done:
        for _ in range(BACKUPS):
            before = len(done)
            path = make_backup(values, tmp_path / "kept", clock.now()).path
            made.append((before, path, len(done)))

    for number, (before, path, after) in enumerate(made):
        folder = tmp_path / f"restored-{number}"
        restore(values_for(folder, BANK=folder / "bank.yaml"), path, clock.now(), Wishes())
        entries, ones, twos, users = asked(folder / "quizapp.sqlite3", PAIRS)[0]
        assert entries == 2 * users
        assert (ones or 0, twos or 0) == (users, users)
        assert before <= users <= after + 3  # writers may be done and have not said so yet
        shutil.rmtree(folder)
    assert len(done) > BACKUPS


@pytest.mark.slow
def test_a_backup_of_a_real_server_under_load_holds_what_was_acknowledged(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", SHIPPED_BANK)
    values = values_for(tmp_path / "data", BANK=SHIPPED_BANK)
    acknowledged: list[tuple[str, int]] = []
    is_over = threading.Event()

    def answer() -> None:
        caller = Caller(server.url)
        while not is_over.is_set():
            attempt = caller.start("mixed")
            for position in range(1, 21):
                status, _ = caller.post(f"{attempt}/responses", position=position, dont_know="1")
                assert status == 303, status
                acknowledged.append((attempt.rsplit("/", 1)[1], position))

    server.start()
    learners = [threading.Thread(target=answer) for _ in range(3)]
    for learner in learners:
        learner.start()
    made = []
    for _ in range(5):
        before = list(acknowledged)
        made.append((before, make_backup(values, tmp_path / "kept", clock.now()).path))
    is_over.set()
    for learner in learners:
        learner.join()
    server.kill()

    for number, (before, path) in enumerate(made):
        folder = tmp_path / f"restored-{number}"
        restore(values_for(folder, BANK=folder / "bank.yaml"), path, clock.now(), Wishes())
        kept = asked(
            folder / "quizapp.sqlite3",
            "SELECT public_id, position FROM responses"
            " JOIN attempt_items ON attempt_items.id = attempt_item_id"
            " JOIN attempts ON attempts.id = attempt_id",
        )
        assert set(before) <= set(kept)
    assert acknowledged


# Killed


def make_large(path: Path) -> None:
    """Give a database so many bytes that copying it takes a while."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE noise (bytes BLOB)")
        for _ in range(10):
            connection.execute("INSERT INTO noise VALUES (randomblob(?))", [NOISE_BYTES // 10])
        connection.commit()


def kill_at_work(
    words: list[str], values: dict[str, Any], has_begun: Callable[[], bool], seconds: float
) -> None:
    """Run a command, and take it down some time after it has begun its work."""
    environment = {f"QUIZAPP_{name}": str(value) for name, value in values.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp.cli", *words],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    give_up_at = time.monotonic() + 180
    while not has_begun() and process.poll() is None and time.monotonic() < give_up_at:
        time.sleep(0.005)
    time.sleep(seconds)
    process.kill()
    process.wait()


def workshops(folder: Path) -> set[Path]:
    """Where backups are being made, or were when they were killed."""
    return set(folder.glob(".quizapp-*"))


def has_other_workshops(folder: Path, known: set[Path]) -> bool:
    return bool(workshops(folder) - known)


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_nothing_half(
    values: dict[str, Any], tmp_path: Path
) -> None:
    make_large(values["DATA_DIR"] / "quizapp.sqlite3")
    folder = tmp_path / "kept"

    for seconds in KILLED_AFTER_SECONDS:
        known = workshops(folder)
        has_begun = partial(has_other_workshops, folder, known)
        kill_at_work(["backup", "--to", str(folder)], values, has_begun, seconds)
        for path in folder.glob("*.zip"):  # killed after it was done
            with opened_archive(path) as archive:
                archive.check()

    make_backup(values, folder, clock.now())

    assert workshops(folder) == set()


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_the_old_database_or_the_new_one(
    values: dict[str, Any], tmp_path: Path
) -> None:
    database = values["DATA_DIR"] / "quizapp.sqlite3"
    make_large(database)
    backup = make_backup(values, tmp_path / "kept", clock.now()).path

    for number, seconds in enumerate(KILLED_AFTER_SECONDS):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS later (number INTEGER)")
            connection.execute("INSERT INTO later VALUES (?)", [number])
            connection.commit()
        before = asked(database, "SELECT name FROM sqlite_master ORDER BY name")
        kill_at_work(
            ["restore", str(backup)],
            values,
            lambda: any(database.parent.glob(f".{database.name}-restore-*")),
            seconds,
        )
        after = asked(database, "SELECT name FROM sqlite_master ORDER BY name")
        assert after == before or ("later",) not in after
        assert asked(database, "PRAGMA integrity_check") == [("ok",)]

    restore(values, backup, clock.now(), Wishes())

    assert ("later",) not in asked(database, "SELECT name FROM sqlite_master")
    assert not any(database.parent.glob(f".{database.name}-restore-*"))

"""Small writes that come at once share a commit, and none is answered before it."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import event, select, text

from quizapp.accounts import signing_up
from quizapp.models import User
from quizapp.web import clock
from quizapp.web.database import Transaction
from quizapp.web.extensions import db
from quizapp.web.writing_together import write_together
from tests.support.playing import at_once
from tests.support.records import on_postgresql, on_sqlite


def renamed(user_id: int, name: str) -> str:
    def rename(tx: Transaction) -> str:
        tx.get_one(User, user_id).display_name = name
        return name

    return write_together(rename)


def names() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(User.display_name)))


@pytest.fixture
def two(inside: Flask) -> tuple[int, int]:
    return signing_up.create_guest(clock.now()), signing_up.create_guest(clock.now())


def test_a_write_is_there_when_it_is_answered(two):
    assert renamed(two[0], "Ada") == "Ada"
    assert "Ada" in names()


@on_sqlite
def test_writes_that_come_while_another_commits_share_the_next_commit(inside, two):
    commits, is_first, may_go_on = [], threading.Event(), threading.Event()

    def wait_once(_session: object) -> None:
        commits.append(1)
        if len(commits) == 1:
            is_first.set()
            may_go_on.wait(10)

    def in_thread(user_id: int, name: str) -> threading.Thread:
        def work() -> None:
            with inside.app_context():
                renamed(user_id, name)

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    event.listen(db.session.session_factory, "before_commit", wait_once)
    try:
        first = in_thread(two[0], "Ada")
        assert is_first.wait(10)
        others = [in_thread(two[1], name) for name in ("Ben", "Cem", "Dora")]
        for _ in range(1000):
            if len(inside.extensions["gathered_writes"]._waiting) == 3:
                break
            threading.Event().wait(0.01)
        may_go_on.set()
        for thread in (first, *others):
            thread.join()
    finally:
        event.remove(db.session.session_factory, "before_commit", wait_once)

    assert len(commits) == 2
    assert "Ada" in names()


@on_postgresql
def test_write_that_waits_for_a_lock_holds_up_no_other(inside, two):
    def in_thread(user_id: int, name: str) -> threading.Thread:
        def work() -> None:
            with inside.app_context():
                renamed(user_id, name)

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    with db.engine.connect() as other:
        other.execute(select(User.id).where(User.id == two[0]).with_for_update())
        waiting = in_thread(two[0], "Ada")
        while not other.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            threading.Event().wait(0.01)
        free = in_thread(two[1], "Ben")
        free.join(5)
        is_held_up = free.is_alive()
        other.rollback()
    for thread in (waiting, free):
        thread.join()

    assert not is_held_up


def test_one_that_fails_takes_no_other_with_it(inside, two):
    barrier = threading.Barrier(4)
    numbers = iter(range(4))
    lock = threading.Lock()

    def either() -> str:
        with lock:
            number = next(numbers)
        barrier.wait()
        return renamed(10**9 if number == 0 else two[number % 2], f"Name {number}")

    results = at_once(inside, 4, either)

    assert sum(isinstance(each, Exception) for each in results) == 1
    assert {each for each in results if isinstance(each, str)} == {"Name 1", "Name 2", "Name 3"}
    assert "Name 2" in names()

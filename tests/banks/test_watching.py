"""A thread looks after the banks, and no request waits for it but the first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from quizapp.banks.shelf import LOOK_EVERY_SECONDS, BankShelf, bank_shelf
from quizapp.banks.watching import BankWatcher, watch_banks
from quizapp.web import clock
from tests.support.classes import new_class
from tests.support.places import SMALL_BANK
from tests.support.playing import attempt_with
from tests.support.shelves import title

TEXT = SMALL_BANK.read_text(encoding="utf-8")
PATIENCE_SECONDS = 60


@pytest.fixture
def watcher(app: Flask) -> Iterator[BankWatcher]:
    watcher = watch_banks(app)
    yield watcher
    watcher.stop()


@pytest.fixture
def shelf(app: Flask, watcher: BankWatcher) -> BankShelf:
    """A shelf that is looked after, with the bank in the file."""
    with app.app_context():
        shelf = bank_shelf()
        shelf.look(clock.now())
        return shelf


def saved(path: Path, text: str) -> None:
    """Save a bank as if some seconds ago."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 10, time.time() - 10))


def comes_true(condition: Callable[[], bool]) -> bool:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at and not condition():
        time.sleep(0.02)
    return condition()


def test_the_first_request_waits_for_the_bank(shelf):
    assert title(shelf) == "The tides"


def test_a_save_is_taken_over_without_any_request(shelf, bank_file):
    saved(bank_file, TEXT.replace("title: The tides", "title: New tides"))

    assert comes_true(lambda: title(shelf) == "New tides")


@pytest.mark.slow
def test_what_others_publish_is_taken_over_without_any_request(app, shelf, bank_file, tmp_path):
    copy = tmp_path / "copy.yaml"
    saved(copy, TEXT.replace("title: The tides", "title: Their tides"))
    with app.app_context():
        BankShelf(copy).look(clock.now())

    assert comes_true(lambda: title(shelf) == "Their tides")


@pytest.mark.slow
def test_a_fault_is_logged_and_the_next_look_fares_better(shelf, bank_file, caplog, monkeypatch):
    def fail(_now: object) -> None:
        monkeypatch.undo()
        raise RuntimeError("the disk is on fire")

    saved(bank_file, TEXT.replace("title: The tides", "title: New tides"))
    monkeypatch.setattr(shelf, "look_at_files", fail)

    assert comes_true(lambda: title(shelf) == "New tides")
    assert "the disk is on fire" in caplog.text


def test_a_thread_that_is_missing_after_a_fork_begins_anew(watcher, shelf, bank_file):
    watcher.stop()
    watcher._is_stopped.clear()
    shelf.watcher = watcher
    saved(bank_file, TEXT.replace("title: The tides", "title: New tides"))

    shelf.look(clock.now())

    assert comes_true(lambda: title(shelf) == "New tides")


def test_requests_begin_one_thread_only(watcher, shelf):
    thread = watcher._thread

    for _ in range(3):
        shelf.look(clock.now())

    assert watcher._thread is thread


def test_once_it_is_stopped_requests_look_themselves(app, watcher, shelf, bank_file):
    watcher.stop()
    saved(bank_file, TEXT.replace("title: The tides", "title: New tides"))
    time.sleep(LOOK_EVERY_SECONDS)

    with app.app_context():
        shelf.look(clock.now())

    assert title(shelf) == "New tides"


@pytest.mark.slow
def test_an_attempt_whose_time_is_over_is_ended_without_any_request(shelf, app):
    with app.app_context():
        world = new_class(shelf.published[0], ("Lena Abel",))
        world.now -= timedelta(hours=1)
        attempt_id = world.begin(world.assign(time_limit=60), world.learner_ids[0])

    def is_ended() -> bool:
        with app.app_context():
            return attempt_with(attempt_id).is_finished

    assert comes_true(is_ended)

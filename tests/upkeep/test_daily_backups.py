"""The backup that the server makes each day: once, thinned out, and told where it fails."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp.upkeep.backups import daily
from quizapp.upkeep.backups.daily import (
    back_up,
    claim,
    failing_backup,
    is_due,
    note_failure,
    see_to_backup,
)
from quizapp.upkeep.backups.making import make_backup
from quizapp.upkeep.doctor import State, examine
from quizapp.web import config, working_apart
from tests.support.class_visits import visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.places import SMALL_BANK
from tests.support.records import on_sqlite

EVENING = datetime(2026, 3, 2, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def values(tmp_path: Path, sqlite_template: Path) -> dict[str, Any]:
    """The settings of an installation that has a database."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    shutil.copy(sqlite_template, data / "quizapp.sqlite3")
    return config.settings({"DATA_DIR": data, "BANK": SMALL_BANK, "SECRET_KEY": "t" * 40})


def kept(values: dict[str, Any]) -> list[str]:
    return sorted(path.name for path in values["BACKUPS"].glob("*.zip"))


def test_it_is_due_once_in_a_day_that_turns_at_four(values):
    assert is_due(values, EVENING)
    back_up(values, EVENING)

    assert not is_due(values, EVENING + 7.9 * HOUR)
    assert is_due(values, EVENING + 8 * HOUR)
    assert kept(values) == ["quizapp-2026-03-02T20-00-00Z.zip"]


def test_where_it_is_switched_off_it_is_never_due(values):
    off = {**values, **config.settings({"BACKUPS": "off", "DATA_DIR": values["DATA_DIR"]})}

    assert off["BACKUPS"] is None
    assert not is_due(off, EVENING)
    assert failing_backup(off) is None


def test_the_folder_can_be_another_one(values, tmp_path):
    elsewhere = config.settings({**values, "BACKUPS": str(tmp_path / "elsewhere")})

    back_up(elsewhere, EVENING)

    assert len(kept(elsewhere)) == 1
    assert elsewhere["BACKUPS"] == tmp_path / "elsewhere"


def test_old_ones_are_thinned_out(values):
    for number in range(12):
        back_up(values, EVENING + number * DAY)

    # Of seven days, and the last one of the week before.
    days = (8, *range(7, 14))
    assert kept(values) == [f"quizapp-2026-03-{day:02}T20-00-00Z.zip" for day in sorted(set(days))]


def claim_in_process(values: dict[str, Any], results: Any) -> None:
    results.put(claim(values, EVENING))


def test_of_several_processes_one_makes_it(values):
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    processes = [context.Process(target=claim_in_process, args=(values, results)) for _ in range(4)]
    for process in processes:
        process.start()
    claimed = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()

    assert sorted(claimed) == [False, False, False, True]


def test_one_that_was_cut_off_is_tried_again_an_hour_later(values):
    assert claim(values, EVENING)  # and killed

    assert not is_due(values, EVENING + 0.9 * HOUR)
    assert is_due(values, EVENING + HOUR)


def test_one_that_takes_long_is_over_before_the_next_is_tried():
    assert working_apart.GIVE_UP_SECONDS < daily.GIVE_UP_SECONDS
    assert daily.AGAIN_AFTER.total_seconds() > daily.GIVE_UP_SECONDS


def test_one_that_fails_is_told_by_the_doctor_until_one_is_made(values, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    back_up(values, EVENING)
    back_up(values, EVENING + HOUR)

    failing = failing_backup(values)
    assert failing is not None
    assert failing.since == EVENING
    remark = {each.name: each for each in examine(values, EVENING)}["daily-backup"]
    assert remark.state is State.TO_DO
    assert "too little room" in remark.sentence

    monkeypatch.undo()
    back_up(values, EVENING + 2 * HOUR)
    assert failing_backup(values) is None
    assert {each.name: each for each in examine(values, EVENING)}["daily-backup"].state is (
        State.WELL
    )


def test_one_that_was_made_by_hand_ends_the_failing_until_the_daily_one_fails_again(
    values, tmp_path
):
    note_failure(values, EVENING, "The disk is full.")
    make_backup(values, tmp_path / "by-hand", EVENING - HOUR)
    assert failing_backup(values) is None

    note_failure(values, EVENING + DAY, "The disk is full.")

    failing = failing_backup(values)
    assert failing is not None
    assert failing.since == EVENING + DAY


def test_a_note_that_cannot_be_read_is_as_none(values):
    (values["DATA_DIR"] / daily.NOTE).write_text("[1")

    assert is_due(values, EVENING)
    assert failing_backup(values) is None


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads that were begun."""
    threads: list[threading.Thread] = []
    start = threading.Thread.start

    def note_and_start(thread: threading.Thread) -> None:
        if thread.name == "backup":
            threads.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", note_and_start)
    return threads


@on_sqlite
@pytest.mark.slow
def test_a_server_makes_it_beside_its_work_and_not_in_its_first_minute(
    app: Flask, monkeypatch: pytest.MonkeyPatch, begun: list[threading.Thread]
) -> None:
    folder: Path = app.config["BACKUPS"]
    now = datetime.now(UTC)
    monkeypatch.setattr(daily, "_began", time.monotonic())
    with app.app_context():
        see_to_backup(now)
        assert begun == []
        monkeypatch.setattr(daily, "SETTLING_SECONDS", 0)
        for _ in range(3):
            see_to_backup(now)
    for thread in begun:
        thread.join()

    assert len(begun) == 1
    assert len([*folder.glob("*.zip")]) == 1


@on_sqlite
def test_teachers_are_told_on_the_desk_when_it_fails(
    app: Flask, learner: Visitor, stranger: Visitor
) -> None:
    room = visited_class(app, learner.name, stranger.name)
    assert "No daily backup" not in text_of(room.teacher.get(room.address).text)

    note_failure(app.config, datetime.now(UTC), "The disk is full.")

    assert "No daily backup could be made since" in text_of(room.teacher.get(room.address).text)

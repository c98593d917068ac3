"""`quizapp doctor`: that it only looks, and what keeps it from looking."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.cli.doctor.conftest import everything_in, published
from tests.support.people import Visitor
from tests.support.records import on_sqlite


def test_where_all_is_well_it_says_so(
    quizapp: Command, data: Path, app: Flask, learner: Visitor
) -> None:
    learner.take("all")
    quizapp("backup")
    published(app)

    result = quizapp("doctor")

    if "postgresql-settings" in result.output:  # the tests' own server does without fsync
        assert "fsync" in result.output
        assert result.output.count("to do ") == 1
    else:
        assert result.exit_code == 0, result.output
        assert "All is well." in result.output
    assert "quizapp verify-scores" in result.output
    assert max(map(len, result.output.splitlines())) <= 200


def test_the_answer_for_programs_has_one_remark_for_each_thing(
    quizapp: Command, data: Path, settings: dict[str, Any]
) -> None:
    answer = json.loads(quizapp("doctor", "--format", "json").stdout)

    names = [remark["name"] for remark in answer["remarks"]]
    of_kind = (
        {"journal", "sqlite-settings", "integrity", "ties", "disk-kind"}
        if settings["DATABASE_URL"].startswith("sqlite")
        else {"postgresql", "postgresql-settings"}
    )
    assert len(names) == len(set(names))
    assert {*names} - {"disk-kind"} == (of_kind - {"disk-kind"}) | {
        *("data-folder", "secret-key", "disk-space", "schema"),
        *("bank", "clock", "time-zone", "last-backup", "daily-backup"),
    }
    assert {remark["state"] for remark in answer["remarks"]} <= {"well", "note", "to do"}
    assert answer["further"] == "quizapp verify-scores"


def test_it_never_writes(
    quizapp: Command, tmp_path: Path, database: Path, app: Flask, learner: Visitor
) -> None:
    learner.take("all")
    with app.app_context():
        db.engine.dispose()
    before = everything_in(tmp_path, database.parent)

    quizapp("doctor")

    assert everything_in(tmp_path, database.parent) == before


@on_sqlite
def test_it_makes_no_files_beside_a_database_with_a_write_ahead_log(
    quizapp: Command, data: Path, tmp_path: Path, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    before = everything_in(tmp_path, database.parent)

    result = quizapp("doctor")

    assert "SQLite finds the database whole" in result.output
    assert everything_in(tmp_path, database.parent) == before


@on_sqlite
def test_on_a_new_machine_it_makes_nothing(
    empty_database: Path, quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    before = everything_in(tmp_path)

    result = quizapp("doctor")

    assert result.exit_code == 1
    assert everything_in(tmp_path) == before
    for words in ("no data folder", "no secret key", "no database yet", "quizapp serve"):
        assert words in " ".join(result.output.split())


# Settings that cannot be used


@on_sqlite
def test_settings_that_cannot_be_used_keep_it_from_running(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Mars/Olympus")

    assert quizapp("doctor").exit_code == 2


@on_sqlite
def test_a_place_that_cannot_be_looked_at_keeps_it_from_running(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATA_DIR", "/" + "a" * 300)

    result = quizapp("doctor")

    assert result.exit_code == 2
    assert "the user of the server" in " ".join(result.output.split())

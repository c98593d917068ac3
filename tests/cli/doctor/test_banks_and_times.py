"""What `quizapp doctor` says of the banks, the clock and the backups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.cli.conftest import Command
from tests.cli.doctor.conftest import Told, published
from tests.support.people import Visitor
from tests.support.records import on_sqlite


@on_sqlite
def test_a_bank_with_errors_is_told(told: Told, bank_file: Path) -> None:
    bank_file.write_text("id: [")

    assert told()["bank"]["state"] == "to do"
    assert f"quizapp check {bank_file}" in told()["bank"]["cure"]


@on_sqlite
def test_a_bank_that_is_not_there_is_told(told: Told, bank_file: Path) -> None:
    bank_file.unlink()

    assert told()["bank"]["state"] == "to do"
    assert "QUIZAPP_BANK" in told()["bank"]["cure"]


@on_sqlite
def test_a_folder_without_a_bank_is_told(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "banks").mkdir()
    monkeypatch.setenv("QUIZAPP_BANK", str(tmp_path / "banks"))

    assert told()["bank"]["state"] == "to do"
    assert "There is no bank in the folder" in told()["bank"]["sentence"]
    assert "quizapp new" in told()["bank"]["cure"]


def test_it_says_whether_a_bank_is_in_use(told: Told, bank_file: Path, app: Flask) -> None:
    before = told()["bank"]
    published(app)
    in_use = told()["bank"]
    bank_file.write_text(bank_file.read_text() + "\n# a remark\n")
    edited = told()["bank"]

    assert [before["state"], in_use["state"], edited["state"]] == ["note", "well", "note"]
    assert "was not in use yet" in before["sentence"]
    assert "good and in use" in in_use["sentence"]
    assert "another text" in edited["sentence"]


@on_sqlite
def test_each_bank_of_a_folder_is_looked_at(
    quizapp: Command, data: Path, bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_BANK", str(bank_folder))

    result = quizapp("doctor")

    assert "lights.yaml" in result.output
    assert "tides.yaml" in result.output


# Times and backups


def test_a_clock_behind_the_newest_record_is_told(told: Told, learner: Visitor) -> None:
    learner.take("all")

    with time_machine.travel(datetime.now(UTC) - timedelta(hours=2)):
        remark = told()["clock"]

    assert remark["state"] == "to do"
    assert "NTP" in remark["cure"]


@on_sqlite
def test_without_a_time_zone_it_says_which_one_holds(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = told()["time-zone"]
    monkeypatch.delenv("QUIZAPP_TIMEZONE")
    unnamed = told()["time-zone"]

    assert named["state"] == "well"
    assert "Europe/Vienna" in named["sentence"]
    assert unnamed["state"] == "note"


def test_records_without_a_backup_are_told(told: Told, learner: Visitor, quizapp: Command) -> None:
    without = told()["last-backup"]
    quizapp("backup")
    with_one = told()["last-backup"]

    assert without["state"] == "to do"
    assert "quizapp backup" in without["cure"]
    assert with_one["state"] == "note"  # on the same disk
    assert "less than an hour old" in with_one["sentence"]


@on_sqlite
def test_an_old_backup_is_told_where_records_came_after_it(
    told: Told, quizapp: Command, app: Flask, learner: Visitor
) -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(days=9)):
        quizapp("backup")

    remark = told()["last-backup"]

    assert remark["state"] == "to do"
    assert "9 days old" in remark["sentence"]


@on_sqlite
def test_an_old_backup_is_enough_where_nothing_came_after_it(
    told: Told, quizapp: Command, learner: Visitor, tmp_path: Path
) -> None:
    quizapp("backup", "--to", str(tmp_path / "kept"))
    (path,) = (tmp_path / "kept").iterdir()
    path.rename(tmp_path / "moved.zip")

    with time_machine.travel(datetime.now(UTC) + timedelta(days=90)):
        remark = told()["last-backup"]

    assert remark["state"] == "well"
    assert "90 days old, and was moved from" in remark["sentence"]


@on_sqlite
def test_no_records_and_no_backup_are_nothing_to_do(told: Told) -> None:
    remark = told()["last-backup"]

    assert remark["state"] == "note"
    assert "no records were found to back up" in remark["sentence"]


@on_sqlite
def test_where_records_cannot_be_seen_it_does_not_say_that_there_are_none(
    told: Told, database: Path
) -> None:
    database.write_bytes(b"no database" * 1000)

    assert "Whether there are records cannot be seen" in told()["last-backup"]["sentence"]


@on_sqlite
def test_a_note_of_the_last_backup_that_makes_no_sense_is_none(told: Told, data: Path) -> None:
    (data / "last_backup.json").write_text("[")

    assert told()["last-backup"]["state"] == "note"

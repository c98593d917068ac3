"""How far a long command is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from quizapp.cli import main, progress
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.places import SMALL_BANK
from tests.support.records import on_sqlite


def large_bank(folder: Path) -> Path:
    """A bank of more than 200 kB that is quickly read, for it is wrong from the start."""
    path = folder / "large.yaml"
    path.write_text("title: [\n" + "# much ado about nothing\n" * 10_000, encoding="utf-8")
    return path


@pytest.mark.slow
def test_on_a_terminal_there_is_a_bar(tmp_path):
    leader, terminal = pty.openpty()
    command = [sys.executable, "-m", "quizapp.cli", "check", str(large_bank(tmp_path))]

    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, check=False)
    os.close(terminal)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)

    assert "Checking" in shown
    assert "100%" in shown
    assert b"Checking" not in result.stdout


def test_in_a_log_there_are_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)

    result = CliRunner().invoke(main, ["check", str(large_bank(tmp_path))])

    assert "Checking: 100%" in result.stderr
    assert "Checking" not in result.stdout


@pytest.mark.parametrize("seconds", [0.0, 5.0])
def test_what_is_quick_says_nothing(seconds, monkeypatch):
    monkeypatch.setattr(progress, "LINE_SECONDS", seconds)

    result = CliRunner().invoke(main, ["check", str(SMALL_BANK)])

    assert "Checking" not in result.stderr


def test_verifying_says_how_far_it_is(quizapp: Command, learner: Visitor, monkeypatch):
    learner.take("all")
    learner.take("all")
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)

    result = quizapp("verify-scores")

    assert result.stderr == "Verifying: 50%\nVerifying: 100%\n"
    assert result.stdout == "2 attempts, 0 differences\n"


@on_sqlite
@pytest.mark.parametrize(("size", "is_told"), [(0, True), (10**9, False)])
def test_the_backup_of_a_large_database_says_how_far_it_is(
    size: int, is_told: bool, quizapp: Command, monkeypatch
):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    monkeypatch.setattr(import_module("quizapp.cli.backup"), "LARGE_DATABASE_BYTES", size)

    result = quizapp("backup", "--keep", "all")

    assert result.exit_code == 0
    assert ("Backing up: 100%" in result.stderr) == is_told


def test_forgetting_many_says_how_far_it_is(quizapp: Command, guest: Visitor, monkeypatch):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)

    with time_machine.travel(datetime.now(UTC) + timedelta(days=200)):
        result = quizapp("user", "tidy")

    assert result.stderr == "Forgetting: 100%\n"
    assert result.stdout == "0 learners and 1 guest forgotten.\n"


def test_a_large_table_and_large_banks_say_how_far_they_are(
    quizapp: Command, tmp_path, monkeypatch
):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    for module in ("quizapp.cli.analyse", "quizapp.cli.reading"):
        monkeypatch.setattr(import_module(module), "LARGE_BYTES", 0)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("learner,one,two\nA,1,0\nB,1,1\nC,0,1\n")

    analysed = quizapp("analyse", str(sheet))
    compared = quizapp("diff", str(SMALL_BANK), str(SMALL_BANK), "--no-records")

    assert analysed.stderr == "Analysing: 50%\nAnalysing: 100%\n"
    assert compared.stderr == "Reading: 100%\n" * 2


def test_lines_come_only_every_few_seconds(capsys):
    with progress.shown_progress("Restoring") as told:
        for percent in range(100):
            told(percent / 100)

    assert capsys.readouterr().err == ""


def test_a_regrade_says_how_far_it_is(quizapp: Command, learner: Visitor, monkeypatch):
    learner.take("all")
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    full = ("what-pulls", "--rule", "full-marks", "--yes", "--reason", "Unfair.")

    result = quizapp("regrade", *full)

    assert result.stderr == "Comparing marks: 100%\nChanging marks: 100%\n"
    assert "Changed." in result.stdout


def test_large_banks_that_are_exported_or_printed_say_how_far_they_are(
    quizapp: Command, tmp_path, monkeypatch
):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    for module in ("quizapp.cli.exchange", "quizapp.cli.paper"):
        monkeypatch.setattr(import_module(module), "LARGE_BYTES", 0)
    bank, csv, html = str(SMALL_BANK), str(tmp_path / "a.csv"), str(tmp_path / "a.html")

    exported = quizapp("export", bank, "--to", "csv", "--output", csv)
    printed = quizapp("print", "all", "--bank", bank, "--output", html)

    assert exported.stderr.startswith("Exporting: 50%\nExporting: 100%\n")
    assert printed.stderr == "Reading: 100%\n"


@pytest.mark.slow
@on_sqlite
def test_upgrading_says_how_far_it_is(empty_database: Path, quizapp: Command, monkeypatch):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)

    first, second = quizapp("db", "upgrade"), quizapp("db", "upgrade")

    shares = [int(each) for each in re.findall(r"Upgrading: (\d+)%\n", first.stderr)]
    assert len(set(shares)) >= 4  # versions
    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert second.stderr == "Upgrading: 100%\n"

"""How far a long command is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli import main, progress
from tests.support.places import SMALL_BANK


def large_bank(folder: Path) -> Path:
    """A bank of more than 200 kB that is quickly read, for it is wrong from the start."""
    path = folder / "large.yaml"
    path.write_text("title: [\n" + "# much ado about nothing\n" * 10_000, encoding="utf-8")
    return path


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


def test_lines_come_only_every_few_seconds(capsys):
    with progress.shown_progress("Restoring") as told:
        for percent in range(100):
            told(percent / 100)

    assert capsys.readouterr().err == ""

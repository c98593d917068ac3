from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Regrade
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import attempt_row, count_of, edit_bank, on_sqlite

pytestmark = on_sqlite

FULL = ("what-pulls", "--rule", "full-marks")


@pytest.fixture
def attempt(learner: Visitor) -> str:
    """A quiz in which the learner knew nothing."""
    return learner.take("all")


def test_without_yes_it_shows_what_would_change_and_changes_nothing(
    quizapp: Command, attempt: str, app: Flask
) -> None:
    for words in (FULL, (*FULL, "--yes", "--dry-run", "--reason", "Unfair.")):
        result = quizapp("regrade", *words)

        assert result.exit_code == 0
        assert "1 would rise, 0 would fall, 0 stay, 0 cannot be said" in result.output
        assert "Lena, Everything about the tides, what-pulls: mark 0 -> 1, score 0 -> 1" in (
            result.output
        )
        assert "Nothing was changed." in result.output
    assert count_of(app, Regrade) == 0


@pytest.mark.slow
def test_with_yes_it_acts_and_says_how_to_take_it_back(
    quizapp: Command, attempt: str, app: Flask
) -> None:
    result = quizapp("regrade", *FULL, "--yes", "--reason", "Unfair.", "--note", "Sorry.")

    assert attempt_row(app, attempt).current_score == 1.0
    (event,) = re.findall(r"--undo (\S+) --yes", result.output)
    listed = quizapp("regrade", "--list").output
    assert f"{event} " in listed
    assert "what-pulls, full-marks, all quizzes: 1 rose, 0 fell. Unfair." in listed
    assert "add --yes" in quizapp("regrade", "--undo", event).output
    assert attempt_row(app, attempt).current_score == 1.0
    assert "Undone." in quizapp("regrade", "--undo", event, "--yes").output
    assert attempt_row(app, attempt).current_score == 0.0
    assert ", undone." in quizapp("regrade", "--list").output
    assert "1 attempts, 0 differences" in quizapp("verify-scores").output


@pytest.mark.slow
def test_without_items_it_is_about_all_that_differ(
    quizapp: Command, attempt: str, learner: Visitor, app: Flask, bank_file: Path
) -> None:
    again = learner.start("all")
    learner.respond(again, 3, 1)
    learner.send(f"{again}/finish")
    before = attempt_row(app, again).current_score
    edit_bank(bank_file, ("    key: true\n", "    key: false\n"))

    listed = quizapp("regrade", "--list")
    result = quizapp("regrade", "--quiz", "all", "--yes", "--reason", "Wrong key.")

    assert "bare-flats: " in listed.output
    assert "bare-flats (bank):" in result.output
    assert attempt_row(app, again).current_score == 1.0 - (before or 0.0)
    assert "No mark differs from the bank." in quizapp("regrade", "--list").output
    assert "No item (bank):" in quizapp("regrade").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rule", "full-marks"), "name the items"),
        ((*FULL, "--yes"), "say why with --reason"),
        ((*FULL, "--reason", "x" * 501), "at most 500"),
        (("no-such-item",), "There is no item no-such-item."),
        (("--bank", "other", "--list"), "Name one of these with --bank: tides"),
        (("--undo", "no-such"), "There is no regrade no-such."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    quizapp: Command, attempt: str, words: tuple[str, ...], said: str
) -> None:
    result = quizapp("regrade", *words)

    assert result.exit_code != 0
    assert said in result.output


def test_a_server_without_a_bank_says_so(quizapp: Command, bank_file: Path) -> None:
    bank_file.write_text("format: 9", encoding="utf-8")

    result = quizapp("regrade", "--list")

    assert result.exit_code == 1
    assert "The server has no valid bank." in result.output

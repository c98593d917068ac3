from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.domain.bank import read_bank
from tests.cli.conftest import Command
from tests.support.places import SMALL_BANK
from tests.support.records import on_sqlite

pytestmark = on_sqlite

FEW = ("--learners", "2", "--weeks", "1")


@pytest.mark.slow
def test_it_makes_a_folder_that_can_be_served_and_leaves_the_own_bank_alone(
    quizapp: Command, tmp_path: Path, bank_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = quizapp("demo", "--into", "show", *FEW)

    assert result.exit_code == 0, result.output
    assert "Made a class of 2 invented learners, 1 week behind them" in result.output
    assert "what-pulls says “The wind”, and “The moon” is right" in result.output
    assert re.search(r"Log in as demo-teacher, password \S{16} ", result.output)
    assert f"QUIZAPP_DATA_DIR={tmp_path / 'show'} QUIZAPP_DATABASE_URL= " in result.output
    assert bank_file.read_bytes() == SMALL_BANK.read_bytes()
    copy = tmp_path / "show" / "questions.yaml"
    assert read_bank(copy.read_bytes()).bank is not None
    monkeypatch.setenv("QUIZAPP_DATA_DIR", str(copy.parent))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "")
    monkeypatch.setenv("QUIZAPP_BANK", str(copy))
    assert " 0 differences" in quizapp("verify-scores").output


@pytest.mark.slow
def test_a_place_with_people_is_refused_unless_it_is_meant(quizapp: Command) -> None:
    assert quizapp("demo", "--into", "show", *FEW).exit_code == 0

    again = quizapp("demo", "--into", "show", *FEW)
    meant = quizapp("demo", "--into", "show", *FEW, "--force")

    assert again.exit_code == 1
    assert "There are people in the database of" in again.output
    assert meant.exit_code == 0
    assert "Log in as demo-teacher-2," in meant.output


@pytest.mark.slow
def test_a_bank_that_is_there_already_is_not_overwritten(quizapp: Command, tmp_path: Path) -> None:
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "questions.yaml").write_text("mine")

    result = quizapp("demo", "--into", "show", *FEW)

    assert result.exit_code == 1
    assert "says something else" in result.output
    assert (tmp_path / "show" / "questions.yaml").read_text() == "mine"


@pytest.mark.slow
def test_a_place_for_the_bank_that_cannot_be_written_is_told(
    quizapp: Command, tmp_path: Path
) -> None:
    (tmp_path / "show" / "questions.yaml").mkdir(parents=True)

    result = quizapp("demo", "--into", "show", *FEW)

    assert result.exit_code == 1
    assert "Take another folder with --into" in result.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--learners", "0"), "0 is not in the range"),
        (("--weeks", "31"), "31 is not in the range"),
        (("--bank", "broken.yaml"), "has errors. Look at them: quizapp check"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], sentence: str, quizapp: Command, tmp_path: Path
) -> None:
    (tmp_path / "broken.yaml").write_text("format: 1\n")

    result = quizapp("demo", "--into", "show", *words)

    assert result.exit_code in {1, 2}
    assert sentence in result.output
    assert not (tmp_path / "show" / "quizapp.sqlite3").exists()

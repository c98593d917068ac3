"""`quizapp new`: a bank to begin with, which is as it should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.domain.bank import read_bank
from quizapp.domain.items import ITEM_TYPES


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


def test_a_new_bank_has_a_question_of_each_type_and_a_quiz(tmp_path: Path) -> None:
    status, told = run("new", "leap-years", "--out", str(tmp_path))

    text = (tmp_path / "leap-years.yaml").read_text(encoding="utf-8")
    bank = read_bank(text.encode()).bank
    assert status == 0
    assert "quizapp check" in told
    assert bank is not None
    assert (bank.id, bank.title, bank.language) == ("leap-years", "Leap years", "en")
    assert {item.type for item in bank.items.values()} == set(ITEM_TYPES)
    assert len(bank.quizzes) == 1
    assert text.startswith("# yaml-language-server: $schema=questions.schema.json\n")
    assert text.count("#") > 15


def test_a_new_bank_is_clean_and_cannot_be_passed_without_reading(tmp_path: Path) -> None:
    run("new", "leap-years", "--out", str(tmp_path))

    status, told = run("check", str(tmp_path / "leap-years.yaml"), "--strict", "--audit")

    assert status == 0, told
    assert read_bank((tmp_path / "leap-years.yaml").read_bytes(), lint=True).findings == ()


def test_title_and_language_are_taken_as_they_are_given(tmp_path: Path) -> None:
    title = 'Años: "bisiestos" # no'

    status, _ = run("new", "anos", "--title", title, "--language", "es", "--out", str(tmp_path))

    bank = read_bank((tmp_path / "anos.yaml").read_bytes()).bank
    assert status == 0
    assert bank is not None
    assert (bank.title, bank.language) == (title, "es")


def test_the_schema_is_written_beside_it_once(tmp_path: Path) -> None:
    schema = tmp_path / "questions.schema.json"

    run("new", "first", "--out", str(tmp_path))
    assert json.loads(schema.read_text(encoding="utf-8"))["title"] == "A bank of Quizapp"
    schema.write_text("mine")
    run("new", "second", "--out", str(tmp_path))

    assert schema.read_text() == "mine"


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "leap-years.yaml").write_text("precious")

    status, told = run("new", "leap-years", "--out", str(tmp_path))

    assert status == 2
    assert "exists already" in told
    assert (tmp_path / "leap-years.yaml").read_text() == "precious"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["My Bank"], "such as my-bank"),
        (["../up"], "such as up"),
        (["bank", "--language", "English, please"], "not a language code"),
        (["bank", "--title", "x" * 501], "longer than 500 characters"),
    ],
)
def test_what_no_bank_could_be_called_is_refused(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    status, output = run("new", *arguments, "--out", str(tmp_path))

    assert status == 2
    assert told in output
    assert list(tmp_path.iterdir()) == []

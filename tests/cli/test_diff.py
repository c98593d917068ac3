"""`quizapp diff`: what it prints, and how it exits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import edit_bank, key_numbers, on_sqlite

pytestmark = on_sqlite

OTHER_KEY = [("key: The moon", "key: The wind"), ("- The wind: Wind", "- The moon: Wind")]


@pytest.fixture
def old(bank_file: Path, tmp_path: Path) -> str:
    """The bank as it was, beside the file that is in use."""
    return str(shutil.copy(bank_file, tmp_path / "old.txt"))


@pytest.fixture
def answered(learner: Visitor, app: Flask) -> None:
    """A learner has begun a quiz and answered its first item rightly."""
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))


def test_edits_are_listed_by_class_the_weightiest_first(
    quizapp: Command, old: str, bank_file: Path
) -> None:
    edit_bank(bank_file, ("Look up at night", "Look up"), ("key: true", "key: false"))

    result = quizapp("diff", old, "--no-records")

    assert result.exit_code == 0
    assert result.output == (
        "key: bare-flats\n"
        "    key: [-true-] {+false+}\n"
        "cosmetic: what-pulls\n"
        "    hint: Look [-up at night.-] {+up.+}\n"
        "2 edits: 1 key, 1 cosmetic\n"
    )


def test_banks_that_agree_have_no_edits(quizapp: Command, old: str) -> None:
    result = quizapp("diff", old, "--no-records")

    assert (result.exit_code, result.output) == (0, "0 edits\n")


def test_effects_are_told_where_the_database_knows_the_bank(
    quizapp: Command, old: str, bank_file: Path, answered: None
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    output = quizapp("diff", old).output

    assert (
        "1 response in 1 attempt: 0 would gain, 1 would lose, 0 cannot be marked anew\n" in output
    )
    assert "    1 card would start anew\n" in output
    assert "lose:" not in output


def test_names_are_told_on_demand(
    quizapp: Command, old: str, bank_file: Path, answered: None
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    assert "    lose: Lena\n" in quizapp("diff", old, "--names").output


def test_a_bank_without_records_is_compared_without_them(
    quizapp: Command, old: str, bank_file: Path, app: Flask
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    assert "response" not in quizapp("diff", old).output
    assert "response" not in quizapp("diff", old, "--records").output


def test_a_database_that_is_not_ready_is_told_and_left(
    empty_database: Path, quizapp: Command, old: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    left = quizapp("diff", old)
    wanted = quizapp("diff", old, "--records")

    assert left.exit_code == 0
    assert "without the records, which cannot be read" in left.stderr
    assert wanted.exit_code == 1
    assert "quizapp db upgrade" in wanted.stderr


def test_json_has_a_record_for_each_edit(
    quizapp: Command, old: str, bank_file: Path, answered: None
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    (record,) = json.loads(quizapp("diff", old, "--format", "json").output)
    (without,) = json.loads(quizapp("diff", old, "--format", "json", "--no-records").output)

    assert (record["item"], record["class"]) == ("what-pulls", "key")
    assert record["changes"][0] == {"field": "key", "old": "The moon", "new": "The wind"}
    assert record["effect"] == {
        "attempts": 1,
        "responses": 1,
        "gains": 0,
        "losses": 1,
        "unsayable": 0,
        "cards_reset": 1,
        "gaining": [],
        "losing": [],
    }
    assert without["effect"] is None


def test_standard_input_can_be_one_of_the_two(quizapp: Command, old: str, bank_file: Path) -> None:
    before = Path(old).read_text(encoding="utf-8")
    edit_bank(bank_file, ("key: true", "key: false"))

    assert "key: bare-flats" in quizapp("diff", "-", "--no-records", typed=before).output
    both = quizapp("diff", "-", "-", typed=before)
    assert both.exit_code == 2
    assert "only one of the two" in both.stderr


def test_of_a_folder_the_bank_of_the_same_id_is_meant(
    quizapp: Command, old: str, bank_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "banks"
    folder.mkdir()
    text = bank_file.read_text(encoding="utf-8")
    (folder / "a.yaml").write_text(text.replace("id: tides", "id: other"), encoding="utf-8")
    (folder / "b.yaml").write_text(text.replace("key: true", "key: false"), encoding="utf-8")

    found = quizapp("diff", old, str(folder), "--no-records")
    (folder / "b.yaml").unlink()
    (folder / "c.yaml").write_text("format: 1", encoding="utf-8")

    assert "key: bare-flats" in found.output
    missing = quizapp("diff", old, str(folder), "--no-records")
    assert missing.exit_code == 2
    assert "no bank there has the id tides" in missing.stderr


def test_a_file_with_errors_is_told_with_its_findings(
    quizapp: Command, old: str, bank_file: Path, tmp_path: Path
) -> None:
    edit_bank(bank_file, ("key: true", "key: maybe"))

    broken = quizapp("diff", old)
    missing = quizapp("diff", old, str(tmp_path / "nowhere.yaml"))

    assert (broken.exit_code, broken.stdout) == (2, "")
    assert "error[B211]" in broken.stderr
    assert "has errors" in broken.stderr
    assert missing.exit_code == 2
    assert "No such file" in missing.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("database_url")
def test_without_records_no_web_framework_is_loaded(old: str, bank_file: Path) -> None:
    code = (
        "import sys; sys.argv = ['quizapp', 'diff', '--no-records', *sys.argv[1:]]\n"
        "from quizapp.cli import main\n"
        "try: main()\n"
        "finally: print([each for each in ('flask', 'sqlalchemy') if each in sys.modules])"
    )

    result = subprocess.run(
        [sys.executable, "-c", code, old, str(bank_file)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout == "0 edits\n[]\n"

"""`quizapp analyse`: what it prints, and how it exits."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from quizapp.cli.analyse import analyse

MARKS = "learner,q1,q2,q3\nAnn,1,1,0\nBob,0,1,0\nCid,1,,1\n"
LETTERS = "learner;q1;q2;q3\nAnn;A;B;C\nBob;B;B;C\nCid;A;A;A\n"
KEY = "item;key;options\nq1;A;4\nq2;B;4\nq3;C;4\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "marks.csv").write_text(MARKS)
    (tmp_path / "letters.csv").write_text(LETTERS)
    (tmp_path / "key.csv").write_text(KEY)
    return tmp_path


def run(*arguments: str, piped: str | None = None):
    return CliRunner().invoke(analyse, arguments, input=piped)


def test_clean_marks_exit_with_0(folder):
    result = run("marks.csv")

    assert result.exit_code == 0
    assert result.stdout.startswith("marks.csv: 3 learners, 3 items\n1 of 9 responses are omitted")
    assert "Too few to say: 3 learners; most remarks begin at 20.\n" in result.stdout
    assert result.stderr == ""


def test_letters_are_marked_by_the_key(folder):
    result = run("letters.csv", "--key", "key.csv")

    assert result.exit_code == 0
    assert "q1              * A              2    67 %" in result.stdout


def test_json_has_all_numbers_and_findings(folder):
    result = run("marks.csv", "--format", "json")

    record = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (record["file"], record["findings"], record["items_left_out"]) == ("marks.csv", [], [])
    assert record["analysis"]["missing"] == "zero"
    assert record["analysis"]["items"][1]["facility"] == pytest.approx(2 / 3)


def test_omitted_responses_can_be_left_out(folder):
    record = json.loads(run("marks.csv", "--missing", "leave-out", "--format", "json").stdout)

    assert record["analysis"]["items"][1]["facility"] == 1
    assert record["analysis"]["score"]["n"] == 2


def test_item_that_cannot_be_used_is_shown_in_place_and_exits_with_1(folder):
    (folder / "bad.csv").write_text(MARKS.replace("Bob,0,1,0", "Bob,0,1,x"))

    result = run("bad.csv")

    assert result.exit_code == 1
    assert "bad.csv:3:9: error[R607]: `x` is not a mark.\n    Bob,0,1,x\n" in result.stdout
    assert "Left out: q3\n" in result.stdout
    assert "bad.csv: 3 learners, 2 items\n" in result.stdout


def test_fault_in_the_key_is_shown_in_the_key(folder):
    (folder / "key.csv").write_text(KEY.replace("q3;C;4", "q4;C;4"))

    result = run("letters.csv", "--key", "key.csv", "--format", "json")

    places = [(each["file"], each["code"]) for each in json.loads(result.stdout)["findings"]]
    assert result.exit_code == 1
    assert places == [("letters.csv", "R609"), ("key.csv", "R622")]


def test_warnings_alone_exit_with_0(folder):
    result = run("-", piped="learner,q1,q2\nAnn,3,1\nBob,1,0\n")

    assert result.exit_code == 0
    assert "-:1:9: warning[R612]" in result.stdout


def test_letters_without_a_key_cannot_be_analysed(folder):
    result = run("letters.csv")

    assert result.exit_code == 2
    assert "hint: Add a row named KEY below the header, or give a file with --key." in result.stdout
    assert result.stderr == (
        "quizapp analyse: No item and learner are left to analyse. "
        "Mend what is listed and run it again.\n"
    )


def test_json_says_that_nothing_could_be_analysed(folder):
    result = run("letters.csv", "--format", "json")

    assert result.exit_code == 2
    assert json.loads(result.stdout)["analysis"] is None


def test_missing_file_exits_with_2_and_says_what_to_do(folder):
    result = run("nowhere.csv")

    assert result.exit_code == 2
    assert result.stderr == (
        "quizapp analyse: nowhere.csv: No such file or directory. Check the name of the file.\n"
    )


@pytest.mark.parametrize(
    "arguments", [[], ["a\0b"], ["-", "--key", "-"], ["marks.csv", "--missing", "guess"]]
)
def test_what_cannot_be_run_exits_with_2(arguments, folder):
    assert run(*arguments).exit_code == 2


def test_huge_file_is_refused(folder, monkeypatch):
    monkeypatch.setattr("quizapp.cli.analyse.LIMIT_BYTES", 10)

    result = run("marks.csv")

    assert result.exit_code == 2
    assert "larger than" in result.stderr

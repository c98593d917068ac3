"""`quizapp check`: what it prints, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.check import check

GOOD = Path(__file__).parents[1] / "domain" / "bank" / "good.yaml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUIZAPP_BANK", raising=False)
    return tmp_path


@pytest.fixture
def good_file(folder):
    path = folder / "questions.yaml"
    path.write_bytes(GOOD.read_bytes())
    return path


@pytest.fixture
def bad_file(folder):
    path = folder / "bad.yaml"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("topic: battle", "topic: batle", 1))
    return path


@pytest.fixture
def doubtful_file(folder):
    path = folder / "doubtful.yaml"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("About one month", "A month:"))
    return path


def run(*arguments: str, piped: bytes | None = None):
    return CliRunner().invoke(check, arguments, input=piped)


def test_clean_bank_of_the_working_directory_exits_with_0(good_file):
    result = run()

    assert result.exit_code == 0
    assert result.output == "questions.yaml: 5 items, no findings\n"


def test_bank_that_the_setting_names_is_the_default(bad_file, monkeypatch):
    monkeypatch.setenv("QUIZAPP_BANK", str(bad_file))

    assert run().exit_code == 1


def test_errors_are_shown_in_place_and_exit_with_1(bad_file):
    result = run("bad.yaml")

    assert result.exit_code == 1
    assert "bad.yaml:23:12: error[B302]: There is no topic `batle`.\n" in result.output
    assert "hint: Did you mean `battle`?\n" in result.output
    assert result.output.endswith("bad.yaml: 1 error\n")


def test_warnings_count_only_when_strict(doubtful_file):
    assert run("doubtful.yaml").exit_code == 0
    assert run("doubtful.yaml", "--strict").exit_code == 1
    assert run("doubtful.yaml").output.endswith("doubtful.yaml: 5 items, 1 warning\n")


def test_missing_file_exits_with_2_and_others_are_still_checked(good_file):
    result = run("nowhere.yaml", "questions.yaml")

    assert result.exit_code == 2
    assert "quizapp check: nowhere.yaml: No such file or directory\n" in result.stderr
    assert "questions.yaml: 5 items, no findings\n" in result.stdout


@pytest.mark.parametrize("arguments", [["--fast"], ["--format", "xml"], ["a\0b"]])
def test_what_cannot_be_run_exits_with_2(arguments, folder):
    assert run(*arguments).exit_code == 2


def test_folder_stands_for_its_banks(good_file, bad_file):
    result = run(str(good_file.parent))

    assert result.exit_code == 1
    assert "bad.yaml: 1 error\n" in result.output
    assert "questions.yaml: 5 items, no findings\n" in result.output


def test_empty_folder_cannot_be_checked(folder):
    assert run(str(folder)).exit_code == 2


def test_bank_can_be_piped_in(folder):
    assert run("-", piped=GOOD.read_bytes()).output == "-: 5 items, no findings\n"


def test_json_is_one_list_for_all_files(good_file, bad_file, doubtful_file):
    result = run("--format", "json", "questions.yaml", "bad.yaml", "doubtful.yaml")

    assert result.exit_code == 1
    assert [(each["file"], each["code"]) for each in json.loads(result.output)] == [
        ("bad.yaml", "B302"),
        ("doubtful.yaml", "B214"),
    ]


def test_json_of_a_clean_bank_is_an_empty_list(good_file):
    assert json.loads(run("--format", "json").output) == []


def test_sarif_and_github_carry_the_code(bad_file):
    sarif = json.loads(run("--format", "sarif", "bad.yaml").output)
    github = run("--format", "github", "bad.yaml").output

    assert sarif["runs"][0]["results"][0]["ruleId"] == "B302"
    assert github.startswith("::error file=bad.yaml,line=23,")
